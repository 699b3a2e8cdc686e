package health.keyward.contract.breakglass;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who may break the glass.
 *
 * @param kind {@code ROLE}, {@code GROUP} or {@code PERSON}
 * @param id Keycloak's id of it; null in a draft that names it
 * @param name name of the realm role, path of the group, user name
 * @param apps client ids it is good for; empty for all
 * @param dataClasses what it is good for; empty for all
 * @param clinical who is not clinical needs a second person first
 */
public record BreakGlassEligible(
        @Nullable String kind,
        @Nullable String id,
        @Nullable String name,
        @Nullable List<String> apps,
        @Nullable List<String> dataClasses,
        boolean clinical) {}
