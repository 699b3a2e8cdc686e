package health.keyward.contract.stepup;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How many hold a factor that cannot be phished. People who may sign in, with every role they have, also by group or inside another role.
 *
 * @param patientData everybody who holds a role that touches patient data, each counted once
 * @param roles those first that touch patient data, then by name; roles nobody holds are left out
 * @param trend of {@code patientData}, one figure a day, oldest first; the last is now
 * @param lastExceptionEnds when the last exception that stands now ends; null without one
 */
public record FactorCoverage(
        Instant at,
        Figure patientData,
        List<Role> roles,
        List<Day> trend,
        @Nullable Instant lastExceptionEnds) {
    public FactorCoverage {
        roles = List.copyOf(roles);
        trend = List.copyOf(trend);
    }

    /**
     * People by the best factor they hold; the first three add up to {@code people}.
     *
     * @param excepted of those without a phishing-resistant factor, how many are excepted now
     * @param elsewhere of those without any, how many come from a directory or another identity provider, which may ask for a factor of its own
     */
    public record Figure(
            long people, long phishingResistant, long secondFactor, long none, long excepted, long elsewhere) {}

    /**
     * @param dataClass what the role says it touches; {@code phi} when it says nothing or nothing known
     * @param said whether it says so itself
     */
    public record Role(String name, String dataClass, boolean said, Figure figure) {}

    public record Day(LocalDate day, Figure figure) {}
}
