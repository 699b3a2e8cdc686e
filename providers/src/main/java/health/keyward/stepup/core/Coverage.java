package health.keyward.stepup.core;

import java.util.Comparator;
import java.util.List;

/**
 * How many hold which factor (SU-11).
 *
 * @param patientData everybody with a role that touches patient data, each once
 * @param roles those that somebody holds, patient data first
 */
public record Coverage(Headcount patientData, List<OfRole> roles) {
    public Coverage {
        roles = roles.stream().sorted(OfRole.GRAVEST_FIRST).toList();
    }

    /** The people of one role. */
    public record OfRole(CoveredRole role, Headcount people) {
        private static final Comparator<OfRole> GRAVEST_FIRST = Comparator.comparing(
                        (OfRole one) -> one.role().touches())
                .thenComparing(one -> one.role().name());
    }
}
