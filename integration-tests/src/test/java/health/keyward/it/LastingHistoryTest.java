package health.keyward.it;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.contract.history.EventKind;
import health.keyward.contract.history.PersonCard;
import health.keyward.contract.history.SignInRow;
import health.keyward.contract.history.TimelinePage;
import health.keyward.local.house.DemoPerson;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** History reads the same after the people, apps and realms in it are renamed or gone, and an id never means somebody else (SD-4). */
class LastingHistoryTest {
    private static final String R = "hospital/";

    @Test
    void a_deleted_person_keeps_name_card_and_timeline() {
        DemoPerson person = Staff.hire("las-gone", "nurse");
        String id = Staff.idOf(person.username());
        Tokens.Client app = Staff.app("las-app", Map.of());
        Tokens.issue(app, person, false);
        History.eventually("person=" + id, r -> r.type().equals("LOGIN"));
        Staff.boss().delete(R + "users/" + id);
        History.eventuallyChange("target=" + id, r -> r.operation().equals("DELETE"));

        SignInRow row = History.eventually("person=" + id, r -> r.type().equals("LOGIN"));
        assertThat(row.person()).isEqualTo(person.username());
        assertThat(History.signIns("person=" + person.username())).isNotEmpty().allMatch(r -> id.equals(r.personId()));
        PersonCard card = History.read("history/people/" + id, PersonCard.class);
        assertThat(card.exists()).isFalse();
        assertThat(card.username()).isEqualTo(person.username());
        assertThat(card.lastSignIn()).isNotNull();
        List<TimelinePage.Item> timeline = History.read("history/people/" + id + "/timeline", TimelinePage.class)
                .rows();
        assertThat(timeline).anyMatch(i -> i.event() != null && i.event().type().equals("LOGIN"));
        assertThat(timeline)
                .anyMatch(i -> i.change() != null && i.change().operation().equals("DELETE"));
    }

    @Test
    void the_same_name_again_is_somebody_else() {
        DemoPerson first = Staff.hire("las-twice", "nurse");
        String firstId = Staff.idOf(first.username());
        Tokens.issue(Staff.app("las-app", Map.of()), first, false);
        History.eventually("person=" + firstId, r -> r.type().equals("LOGIN"));
        Staff.boss().delete(R + "users/" + firstId);
        Staff.hire(Staff.chief(), Staff.REALM, first.username(), false);
        String secondId = Staff.idOf(first.username());
        assertThat(secondId).isNotEqualTo(firstId);
        History.eventuallyChange("target=" + secondId, r -> r.operation().equals("CREATE"));
        assertThat(History.signIns("person=" + secondId)).isEmpty();
        assertThat(History.read("history/people/" + secondId, PersonCard.class).lastSignIn())
                .isNull();
        assertThat(History.read("history/people/" + firstId, PersonCard.class).exists())
                .isFalse();
    }

    @Test
    void an_id_is_never_given_again() {
        String name = Staff.fresh("las-reuse");
        String id = Staff.boss().make(R + "users", Staff.person(name));
        Staff.boss().delete(R + "users/" + id);
        History.eventuallyChange("target=" + id, r -> r.operation().equals("DELETE"));
        Staff.boss().ask("POST", R + "users", with(Staff.person(name + "-1"), "id", id));
        HttpResponse<String> imported = Staff.chief()
                .ask(
                        "POST",
                        R + "partialImport",
                        Map.of(
                                "ifResourceExists",
                                "OVERWRITE",
                                "users",
                                List.of(with(Staff.person(name + "-2"), "id", id))));
        assertThat(imported.statusCode()).as(imported.body()).isEqualTo(403);
        assertThat(Staff.boss().get(R + "users?exact=true&username=" + name + "-2"))
                .isEmpty();
        assertThat(Staff.boss().ask("GET", R + "users/" + id, null).statusCode())
                .isEqualTo(404);
        assertThat(Staff.idOf(name + "-1")).isNotEqualTo(id);
    }

    @Test
    void a_renamed_person_is_one_person_with_the_name_of_each_time() {
        DemoPerson person = Staff.hire("las-before", "nurse");
        String id = Staff.idOf(person.username());
        Tokens.Client app = Staff.app("las-app", Map.of());
        Tokens.issue(app, person, false);
        History.eventually("person=" + id, r -> r.type().equals("LOGIN"));
        String renamed = Staff.fresh("las-after");
        Staff.boss().put("hospital", Map.of("editUsernameAllowed", true));
        try {
            Staff.boss().put(R + "users/" + id, with(Staff.person(renamed), "id", id));
        } finally {
            Staff.boss().put("hospital", Map.of("editUsernameAllowed", false));
        }
        DemoPerson now =
                new DemoPerson(renamed, renamed, "", person.password(), person.totpKey(), person.roles(), true);
        Tokens.issue(app, now, false);
        History.eventually("person=" + id, r -> r.type().equals("LOGIN") && renamed.equals(r.person()));
        assertThat(History.signIns("person=" + id + "&kind=SIGN_IN"))
                .extracting(SignInRow::person)
                .containsExactly(renamed, person.username());
        assertThat(History.read("history/people/" + id, PersonCard.class).username())
                .isEqualTo(renamed);
    }

    @Test
    void a_deleted_app_keeps_its_sign_ins() {
        DemoPerson person = Staff.hire("las-user");
        Tokens.Client app = Staff.app("las-closed", Map.of());
        Tokens.issue(app, person, false);
        History.eventually("app=" + app.id(), r -> r.kind() == EventKind.SIGN_IN);
        Staff.boss().delete(R + "clients/" + Staff.clientUuid(Staff.boss(), app.id()));
        SignInRow row = History.eventually("app=" + app.id(), r -> r.kind() == EventKind.SIGN_IN);
        assertThat(row.app()).isEqualTo(app.id());
        assertThat(row.person()).isEqualTo(person.username());
        assertThat(History.ask("history/sign-ins/" + row.id()).statusCode()).isEqualTo(200);
    }

    @Test
    void a_deleted_realm_leaves_its_rows_in_the_log_and_in_the_read_models() {
        String realm = Staff.fresh("las-realm");
        Staff.boss().make("", Map.of("realm", realm, "enabled", true, "sslRequired", "external"));
        String realmId = Staff.boss().get(realm).path("id").asText();
        DemoPerson person = Staff.hire(Staff.boss(), realm, Staff.fresh("las-stranger"), false);
        Tokens.issue(Staff.app(Staff.boss(), realm, "las-app", Map.of()), person, false);
        String rows = "SELECT count(*) FROM kw_history_event WHERE realm_id = ? AND username = ? AND type = 'LOGIN'";
        String leaves = "SELECT count(*) FROM kw_audit_log WHERE position(convert_to(?, 'UTF8') IN leaf) > 0";
        assertThat(Database.eventually(rows, n -> n > 0, realmId, person.username()))
                .isEqualTo(1);
        long inTheLog = Database.number(leaves, realmId);
        Staff.boss().delete(realm);
        assertThat(Staff.boss().ask("GET", realm, null).statusCode()).isIn(403, 404);
        assertThat(Database.eventually(
                        "SELECT count(*) FROM kw_history_change WHERE operation = 'DELETE' AND area = 'REALM' AND"
                                + " (realm_id = ? OR target LIKE ?)",
                        n -> n > 0,
                        realmId,
                        "%" + realm + "%"))
                .as("the deletion itself is recorded")
                .isPositive();
        assertThat(Database.number(rows, realmId, person.username())).isEqualTo(1);
        assertThat(Database.number(leaves, realmId)).isGreaterThanOrEqualTo(inTheLog);
    }

    private static Map<String, Object> with(Map<String, Object> person, String name, Object value) {
        Map<String, Object> more = new HashMap<>(person);
        more.put(name, value);
        return more;
    }
}
