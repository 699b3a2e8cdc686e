package health.keyward.it.web;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.keyward.it.History;
import health.keyward.it.Ward;
import health.keyward.local.apply.RealmApi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What an administrator changed can be read with the value before and the value after (LH-5). */
class ChangesTest {
    private static final String ROLES = "/realms/hospital/roles";
    private static final String ROLE = "porter";

    private static AtTheConsole console;

    @BeforeAll
    static void open() {
        console = AtTheConsole.signedIn();
    }

    @AfterAll
    static void close() {
        console.close();
    }

    @Test
    void a_changed_description_shows_what_it_was_before() {
        RealmApi operator = Ward.house().operator();
        ObjectNode role = new JsonMapper().createObjectNode().put("name", ROLE);
        operator.post(ROLES, role.put("description", "Carries beds"));
        ObjectNode made = (ObjectNode) operator.get(ROLES + "/" + ROLE);
        operator.put(ROLES + "/" + ROLE, made.put("description", "Carries beds and samples"));
        String id = History.eventuallyChange(
                        "target=roles/" + ROLE, change -> change.operation().equals("UPDATE"))
                .id();

        console.opens("/activity/changes?target=roles/" + ROLE);
        Screen page = console.screen();
        page.sees(AtTheConsole.cell("Created"));
        page.presses(AtTheConsole.cell("Changed")).sees(AtTheConsole.DRAWER);
        page.seesText("Before and after")
                .seesText("Carries beds and samples")
                .seesText(id)
                .picture("changes-drawer");
    }

    @AfterEach
    void takeTheRoleAway() {
        Ward.house().operator().delete(ROLES + "/" + ROLE);
    }
}
