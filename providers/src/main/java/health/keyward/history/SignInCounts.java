package health.keyward.history;

import health.keyward.kernel.RealmId;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** How often who signed in where, and with what proof: for whoever wants to know what another rule would have meant. A door of the room. */
public interface SignInCounts {
    /** Hands out the sign-ins of people that succeeded on one day (UTC), those together that the question does not tell apart. */
    void each(RealmId realm, LocalDate day, Question question, Consumer<Group> taker);

    /** What people are called, as far as the history knows them. */
    Map<String, Name> names(RealmId realm, Collection<String> people);

    /**
     * @param apps ids of apps as they call themselves; empty for all
     * @param ages of a proof that are to be told apart, the shortest first
     * @param addresses whether it matters where a sign-in came from
     */
    record Question(Set<String> apps, List<Duration> ages, boolean addresses) {
        public Question {
            apps = Set.copyOf(apps);
            ages = List.copyOf(ages);
        }
    }

    /**
     * Sign-ins of one person to one app.
     *
     * @param person user id
     * @param acr level that was reached, as it was recorded; null when the record does not say
     * @param ages how many of the asked ages the last proof in that session was older than; all of them when no proof is recorded within a day. It
     *     counts from a minute on, which may pass between a proof and the end of its sign-in
     * @param address null unless asked for and recorded
     */
    record Group(
            String app,
            String person,
            @Nullable String acr,
            int ages,
            @Nullable String address,
            long signIns) {}

    record Name(String username, @Nullable String name) {}
}
