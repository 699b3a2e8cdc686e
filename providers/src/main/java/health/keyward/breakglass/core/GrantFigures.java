package health.keyward.breakglass.core;

import health.keyward.kernel.UserId;
import java.util.List;

/**
 * Grants of a time, counted (BG-18). What an extension replaced is counted as an extension alone.
 *
 * @param sessions in which people signed in
 * @param byUnit the unit is empty where none is known
 * @param byRole realm roles the people hold now
 * @param repeatUsers with more than one grant, the most first
 * @param patientsWithMore that have more than one grant
 */
public record GrantFigures(
        long sessions,
        long grants,
        long extensions,
        long waived,
        long degraded,
        List<Share> byUnit,
        List<Share> byRole,
        List<Cell> map,
        List<RepeatUser> repeatUsers,
        long patientsWithMore) {
    public GrantFigures {
        byUnit = List.copyOf(byUnit);
        byRole = List.copyOf(byRole);
        map = List.copyOf(map);
        repeatUsers = List.copyOf(repeatUsers);
    }

    /** @param sessions of the people it is about */
    public record Share(String name, long grants, long sessions) {}

    public record Cell(String unit, String reason, long grants) {}

    public record RepeatUser(UserId person, String username, long grants, long patients) {}
}
