package health.keyward.breakglass.core;

import java.util.List;

/**
 * Who may break the glass, as one row of the reviewed list (BG-1).
 *
 * @param id Keycloak's id of the realm role, group or person, so that renaming something makes nobody eligible
 * @param name as it was called when the row was reviewed
 * @param apps client ids it is good for; empty for all
 * @param dataClasses what it is good for; empty for all
 * @param clinical who is not clinical needs a second person first (BG-2)
 */
public record EligibleEntry(
        Kind kind, String id, String name, List<String> apps, List<String> dataClasses, boolean clinical) {
    public EligibleEntry {
        apps = List.copyOf(apps);
        dataClasses = List.copyOf(dataClasses);
    }

    /** What the id belongs to. */
    public enum Kind {
        ROLE,
        GROUP,
        PERSON
    }

    boolean covers(String app, String dataClass) {
        return (apps.isEmpty() || apps.contains(app)) && (dataClasses.isEmpty() || dataClasses.contains(dataClass));
    }
}
