package health.keyward.it;

import health.keyward.contract.inactivity.InactivityRun;
import health.keyward.local.house.DemoPerson;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Somebody whose account was made twenty days ago and never used.
 *
 * @param role held by nobody else
 */
public record Dormant(DemoPerson person, String id, String role) {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    public static Dormant neverUsed(String name) {
        String role = Staff.fresh("it-" + name);
        Staff.boss().make("hospital/roles", Map.of("name", role, "description", "Made by a test"));
        DemoPerson person = Staff.hire(name, role);
        String id = Staff.idOf(person.username());
        Database.run("UPDATE user_entity SET created_timestamp = created_timestamp - "
                + Duration.ofDays(20).toMillis() + " WHERE id = '" + id + "'");
        return new Dormant(person, id, role);
    }

    /** Puts a policy in force that concerns nobody, so that the baseline is that of a hospital and not today. */
    public static void nobody() {
        String role = Staff.fresh("it-nobody");
        Staff.boss().make("hospital/roles", Map.of("name", role, "description", "Made by a test"));
        LastStep.activates(List.of(LastStep.policy("it-nobody", Map.of("role", role))));
    }

    /** Whether the engine brought the account there before the patience of a test ends. */
    public boolean reaches(String step) {
        return Database.eventually(
                        "SELECT count(*) FROM kw_dormancy WHERE user_id = ? AND step = ?",
                        n -> n == 1,
                        PATIENCE,
                        id,
                        step)
                == 1;
    }

    /** The run that did something to the account, once it has ended and lies under a signed checkpoint. */
    public InactivityRun provenRun() {
        Database.eventually(
                "SELECT count(*) FROM kw_dormancy_run r WHERE state = 'DONE' AND kind = 'REAL' AND EXISTS"
                        + " (SELECT FROM kw_dormancy_item i WHERE i.run_id = r.id AND i.user_id = ?)",
                n -> n == 1,
                PATIENCE,
                id);
        String run = Database.column(
                        "SELECT r.id::text FROM kw_dormancy_run r WHERE state = 'DONE' AND kind = 'REAL' AND EXISTS"
                                + " (SELECT FROM kw_dormancy_item i WHERE i.run_id = r.id AND i.user_id = ?)",
                        id)
                .getFirst();
        InactivityRun done = History.read("inactivity/runs/" + run, InactivityRun.class);
        History.eventuallyAnswers("audit/proof/" + done.eventId());
        return done;
    }
}
