package health.keyward.it;

import health.keyward.local.house.DemoPerson;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * Somebody whose one right is reviewed, and somebody who is asked about it.
 *
 * @param role held by nobody else
 */
public record Reviewed(DemoPerson person, String id, String role, DemoPerson reviewer) {
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    public static Reviewed withOneRole(String name) {
        String role = Staff.fresh("it-" + name);
        Staff.boss().make("hospital/roles", Map.of("name", role, "description", "Made by a test"));
        DemoPerson person = Staff.hire(name, role);
        DemoPerson reviewer = Staff.hire(name + "-by", "reviewer");
        return new Reviewed(person, Staff.idOf(person.username()), role, reviewer);
    }

    /** Whether the campaign got there before the patience of a test ends. */
    public static boolean reaches(String campaign, String state) {
        return Database.eventually(
                        "SELECT count(*) FROM kw_review_campaign WHERE id::text = ? AND state = ?",
                        n -> n == 1,
                        PATIENCE,
                        campaign,
                        state)
                == 1;
    }

    /** As Keycloak itself says it. */
    public boolean holdsTheRole() {
        for (var held : Staff.boss().get("hospital/users/" + id + "/role-mappings/realm")) {
            if (held.path("name").asText().equals(role)) {
                return true;
            }
        }
        return false;
    }

    /** Waits until the entry lies under a signed checkpoint. */
    public static void signed(String event) {
        History.eventuallyAnswers("audit/proof/" + event);
    }

    /** What the offline verifier says of a proof; empty when it accepts it. */
    public static String refusal(Path proof) throws Exception {
        EvidenceTest.Run run = EvidenceTest.verifier("prove", proof.toString(), "--key", EvidenceTest.vkey());
        return run.exit() == 0 ? "" : run.said();
    }
}
