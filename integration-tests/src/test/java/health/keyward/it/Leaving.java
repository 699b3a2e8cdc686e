package health.keyward.it;

import health.keyward.local.house.DemoPerson;
import java.util.Map;

/**
 * Somebody with a session at an app of a partner, who is going to leave.
 *
 * @param app client id
 */
public record Leaving(DemoPerson person, String app) {
    public static Leaving signedIn(String name) {
        DemoPerson person = Staff.hire(name, "nurse");
        Tokens.Client app = Staff.app(
                name + "-app",
                Map.of(
                        "attributes",
                        Map.of(
                                "keyward.partner.notice",
                                Staff.fresh("lab") + "@partner.example",
                                "keyward.data_class",
                                "none",
                                "pkce.code.challenge.method",
                                "S256")));
        Tokens.issue(app, person, false);
        return new Leaving(person, app.id());
    }

    /** Whether the account is shut before the patience of a test ends. */
    public boolean isOut() {
        return Database.eventually(
                        "SELECT count(*) FROM kw_leaver WHERE state = 'OUT' AND user_id = ?",
                        n -> n == 1,
                        java.time.Duration.ofSeconds(90),
                        Staff.idOf(person.username()))
                == 1;
    }
}
