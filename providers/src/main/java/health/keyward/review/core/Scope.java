package health.keyward.review.core;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is reviewed (AR-1). What is empty narrows nothing; several hold together; without any role, app or data class every role is meant.
 *
 * @param roles names of realm roles
 * @param apps client ids, for their client roles
 * @param dataClasses values of the attribute {@code keyward.sensitivity} of roles
 * @param units values of the attribute {@code department} of people
 */
public record Scope(
        List<String> roles,
        List<String> apps,
        List<String> dataClasses,
        List<String> units,
        boolean groups,
        boolean inherited,
        boolean serviceAccounts,
        boolean breakGlassEligible,
        boolean exempt,
        @Nullable Integer dormantDays,
        @Nullable UUID changedSince) {
    private static final int MOST = 100;

    public Scope {
        roles = List.copyOf(roles);
        apps = List.copyOf(apps);
        dataClasses = List.copyOf(dataClasses);
        units = List.copyOf(units);
        if (List.of(roles, apps, dataClasses, units).stream().anyMatch(one -> one.size() > MOST)) {
            throw new IllegalArgumentException("a scope names at most " + MOST + " of a kind");
        }
        if (dormantDays != null && (dormantDays < 1 || dormantDays > 3650)) {
            throw new IllegalArgumentException("dormant means 1 to 3650 days");
        }
    }

    public static Scope everything() {
        return new Scope(List.of(), List.of(), List.of(), List.of(), true, false, false, false, false, null, null);
    }

    public static Scope ofRoles(List<String> roles) {
        return new Scope(roles, List.of(), List.of(), List.of(), true, true, false, false, false, null, null);
    }
}
