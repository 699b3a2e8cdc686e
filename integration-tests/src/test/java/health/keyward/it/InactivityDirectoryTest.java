package health.keyward.it;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.local.house.DemoPerson;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** People of a directory, over LDAP, as ApacheDS speaks it: disabled here whatever it says, and what it did is written down (IN-12). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InactivityDirectoryTest {
    private static final String NORMAL = "512";
    private static final String DISABLED = "514";
    private static final String PASSWORD = Tokens.random();

    private final String refused = Staff.fresh("dir-refused");
    private final String written = Staff.fresh("dir-written");
    private final String readOnly = Staff.fresh("dir-readonly");
    private final Tokens.Client app = Staff.app("dir-app", Map.of());

    private @Nullable LdapDirectory directory;
    private String writable = "";
    private String closed = "";

    @BeforeAll
    void aDirectory() throws Exception {
        directory = LdapDirectory.opened(PASSWORD);
        directory.unit("writable");
        directory.unit("closed");
        directory.person(refused, "writable", PASSWORD, NORMAL, true);
        directory.person(written, "writable", PASSWORD, NORMAL, false);
        directory.person(readOnly, "closed", PASSWORD, NORMAL, false);
        writable = federation("writable", "WRITABLE");
        closed = federation("closed", "READ_ONLY");
    }

    @AfterAll
    void gone() throws Exception {
        for (String one : List.of(writable, closed)) {
            if (!one.isEmpty()) {
                Staff.boss().delete("hospital/components/" + one);
            }
        }
        directory().close();
    }

    @Test
    void they_are_disabled_whatever_the_directory_says_and_what_it_did_is_written_down() throws Exception {
        Map<String, Tokens.Issued> sessions = new HashMap<>();
        Map<String, String> ids = new HashMap<>();
        for (String name : List.of(refused, written, readOnly)) {
            ids.put(name, Staff.idOf(name));
            sessions.put(name, Tokens.issue(app, person(name), false));
            History.eventually("person=" + name, row -> true);
            Database.eventually(
                    "SELECT count(*) FROM kw_history_last_sign_in WHERE user_id = ? AND at IS NOT NULL",
                    n -> n == 1,
                    ids.get(name));
        }
        LastStep.activates(List.of(
                LastStep.policy("it-writable", Map.of("federation", writable)),
                LastStep.policy("it-closed", Map.of("federation", closed))));
        LastStep.atTheLastStep(ids.get(refused), "it-writable");
        LastStep.atTheLastStep(ids.get(written), "it-writable");
        LastStep.atTheLastStep(ids.get(readOnly), "it-closed");

        assertThat(LastStep.disabled(ids.get(written))).contains("enabled=false", "directory=done", "sessions=1");
        assertThat(control(written, "writable")).as("written back").isEqualTo(DISABLED);
        assertThat(LastStep.disabled(ids.get(refused))).contains("enabled=false", "directory=refused");
        assertThat(control(refused, "writable")).as("still enabled there").isEqualTo(NORMAL);
        assertThat(LastStep.disabled(ids.get(readOnly))).contains("enabled=false", "directory=not writable");
        assertThat(control(readOnly, "closed")).as("still enabled there").isEqualTo(NORMAL);

        for (String name : List.of(refused, written, readOnly)) {
            out(name, ids.get(name), sessions.get(name));
        }

        Staff.boss().make("hospital/user-storage/" + closed + "/sync?action=triggerFullSync", null);
        if (enabled(ids.get(readOnly))) {
            assertThat(LastStep.runsUntil(AGAIN, n -> n == 2, ids.get(readOnly)))
                    .as("what the sync took over from the directory is overruled")
                    .isEqualTo(2);
        }
        out(readOnly, ids.get(readOnly), sessions.get(readOnly));
    }

    private static final String AGAIN =
            "SELECT count(*) FROM kw_dormancy_item WHERE user_id = ? AND act = 'DISABLE' AND state = 'DONE'";

    private void out(String name, String id, Tokens.Issued session) {
        assertThat(enabled(id)).as(name).isFalse();
        assertThat(Tokens.post(app, Map.of("grant_type", "refresh_token", "refresh_token", session.refresh()))
                        .statusCode())
                .isEqualTo(400);
        long before = Database.number(REFUSED, id);
        try (SignIn signIn = new SignIn()) {
            signIn.opens(Tokens.authorize(app, Tokens.random())).types(name, PASSWORD);
            assertThat(signIn.page().address().toString())
                    .as(signIn.page().glimpse())
                    .startsWith(Ward.house().issuer().toString());
        }
        assertThat(Database.eventually(REFUSED, n -> n > before, id)).isGreaterThan(before);
    }

    private static final String REFUSED =
            "SELECT count(*) FROM kw_history_event WHERE user_id = ? AND kind = 'SIGN_IN' AND outcome <> 'SUCCESS'"
                    + " AND cause = 'DISABLED'";

    private static boolean enabled(String id) {
        return Staff.boss().get("hospital/users/" + id).path("enabled").asBoolean();
    }

    private static DemoPerson person(String name) {
        return new DemoPerson(name, "Test " + name, "", PASSWORD, "", List.of(), true);
    }

    private String control(String name, String unit) throws Exception {
        return directory().state(name, unit);
    }

    private LdapDirectory directory() {
        return Objects.requireNonNull(directory);
    }

    /** With the mapper for the state of an account. */
    private String federation(String unit, String editMode) {
        String id = directory().federated(unit, editMode);
        LdapDirectory.mapped(id, "msad-user-account-control-mapper", Map.of());
        return id;
    }
}
