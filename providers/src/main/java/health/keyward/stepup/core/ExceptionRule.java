package health.keyward.stepup.core;

import health.keyward.kernel.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether somebody may be excepted from holding a phishing-resistant factor (SU-11; 164.306(d)(3): what is not done is written down, with its reason). An
 * exception has an owner, a reason and an end; nobody allows their own, and nobody owns their own.
 */
public final class ExceptionRule {
    public static final Duration LONGEST = Duration.ofDays(180);

    private final People people;

    public ExceptionRule(People people) {
        this.people = people;
    }

    /** Who somebody is right now, by the user model. */
    public interface People {
        /** Whether the person exists and may sign in. */
        boolean isActive(UserId person);

        /** Id of a realm role of that name; empty when there is none, or when it is one of Keycloak's own. */
        Optional<String> role(String name);

        boolean holds(UserId person, String roleName);
    }

    /**
     * What is asked for.
     *
     * @param person null when a role is meant
     * @param role null when a person is meant
     */
    public record Wanted(
            @Nullable UserId person, @Nullable String role, UserId owner, UserId allowedBy, Instant until) {
        public Wanted {
            if ((person == null) == (role == null)) {
                throw new IllegalArgumentException("an exception is of a person or of a role");
            }
        }
    }

    /** Why not. */
    public enum Refusal {
        NO_SUCH_PERSON,
        NO_SUCH_ROLE,
        NO_SUCH_OWNER,
        OVER_ALREADY,
        TOO_LONG,
        /** Whoever allows it is excepted by it. */
        ALLOWED_BY_SUBJECT,
        OWNED_BY_SUBJECT
    }

    public Optional<Refusal> judge(Wanted wanted, Instant now) {
        UserId person = wanted.person();
        String role = wanted.role();
        if (person != null && !people.isActive(person)) {
            return Optional.of(Refusal.NO_SUCH_PERSON);
        }
        if (role != null && people.role(role).isEmpty()) {
            return Optional.of(Refusal.NO_SUCH_ROLE);
        }
        if (!people.isActive(wanted.owner())) {
            return Optional.of(Refusal.NO_SUCH_OWNER);
        }
        if (!wanted.until().isAfter(now)) {
            return Optional.of(Refusal.OVER_ALREADY);
        }
        if (wanted.until().isAfter(now.plus(LONGEST))) {
            return Optional.of(Refusal.TOO_LONG);
        }
        if (concerns(wanted, wanted.allowedBy())) {
            return Optional.of(Refusal.ALLOWED_BY_SUBJECT);
        }
        return wanted.owner().equals(person) ? Optional.of(Refusal.OWNED_BY_SUBJECT) : Optional.empty();
    }

    /** Id of the role that is meant by a name. */
    public Optional<String> roleId(String name) {
        return people.role(name);
    }

    private boolean concerns(Wanted wanted, UserId who) {
        String role = wanted.role();
        return who.equals(wanted.person()) || (role != null && people.holds(who, role));
    }
}
