package health.keyward.contract.stepup;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** People by the factors they hold, in the order of their user names. @param next cursor of the next page; null on the last */
public record CoveragePage(List<Person> rows, @Nullable String next) {
    public CoveragePage {
        rows = List.copyOf(rows);
    }

    /**
     * @param roles of those that were asked for, which this person holds
     * @param elsewhere whether the person comes from a directory or another identity provider
     * @param lastSignIn null when none is known
     * @param exceptedUntil null when the person is not excepted now
     */
    public record Person(
            String userId,
            String username,
            @Nullable String name,
            @Nullable String unit,
            List<String> roles,
            FactorHeld factor,
            boolean elsewhere,
            @Nullable Instant lastSignIn,
            @Nullable Instant exceptedUntil) {
        public Person {
            roles = List.copyOf(roles);
        }
    }
}
