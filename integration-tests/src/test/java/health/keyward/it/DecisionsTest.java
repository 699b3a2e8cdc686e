package health.keyward.it;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.contract.abac.DecisionDetail;
import health.keyward.contract.abac.DecisionPage;
import health.keyward.contract.abac.DecisionRow;
import health.keyward.contract.abac.DecisionSummary;
import health.keyward.contract.history.TimelinePage;
import health.keyward.local.house.DemoPerson;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** What an app was answered stands in the log before it hears it, and can be explained (AB-6, AB-9). */
class DecisionsTest {
    private static final Map<String, String> TYPES =
            Map.of("keyward.resource_types", "record", "keyward.actions.record", "read");
    private static final int TRIES = 200;

    @Test
    void a_question_of_an_app_is_listed_counted_and_explained() {
        DemoPerson person = Staff.hire("dec-nurse");
        Pep app = Pep.made(
                Staff.REALM, "pep-recorded", TYPES, List.of(Pep.AUDIENCE), List.of("access-decisions"), Map.of());
        HttpResponse<String> answer = Http.call(
                "POST",
                Pep.address(app.client().issuer(), "evaluation"),
                app.token(),
                Admin.text(Map.of(
                        "subject",
                                Map.of(
                                        "type", "user",
                                        "id", Staff.idOf(person.username()),
                                        "properties", Map.of("username", "somebody-else")),
                        "action", Map.of("name", "read"),
                        "resource", Map.of("type", "record", "id", "r-4711"))));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);

        DecisionRow row = listed("app=" + app.client().id() + "&person=" + person.username());
        assertThat(row.effect()).isEqualTo("DENY");
        assertThat(row.point()).isEqualTo("DECISION_POINT");
        assertThat(row.reasons()).isNotEmpty();
        assertThat(row.personId()).isEqualTo(Staff.idOf(person.username()));

        assertThat(History.read("history/people/" + row.personId() + "/timeline?kind=DECISION", TimelinePage.class)
                        .rows())
                .extracting(TimelinePage.Item::decision)
                .extracting(TimelinePage.Decision::id)
                .as("on the person's timeline")
                .contains(row.id());

        DecisionSummary summary =
                History.read("abac/decisions/summary?app=" + app.client().id(), DecisionSummary.class);
        assertThat(summary.denies()).isPositive();
        assertThat(summary.rules()).extracting(DecisionSummary.Rule::reason).containsAll(row.reasons());

        DecisionDetail detail = History.read("abac/decisions/" + row.id(), DecisionDetail.class);
        assertThat(detail.shown()).isEqualTo(DecisionDetail.Shown.ALL);
        assertThat(detail.attributes()).extracting(DecisionDetail.Known::source).contains("profile", "roles");
        assertThat(detail.overridden()).extracting(DecisionDetail.Known::path).contains("subject.properties.username");
        assertThat(detail.resource())
                .as("the id of a record may be a patient's")
                .isNull();
        assertThat(History.eventuallyChange("operation=READ&area=LOOK", r -> "GET abac/decisions".equals(r.target())))
                .isNotNull();
    }

    @Test
    void what_cannot_be_understood_is_a_problem() {
        for (String wrong : List.of("effect=MAYBE", "from=yesterday", "cursor=x", "unknown=1", "enforced=perhaps")) {
            assertThat(History.ask("abac/decisions?" + wrong).statusCode())
                    .as(wrong)
                    .isEqualTo(400);
        }
        assertThat(History.ask("abac/decisions/xyz").statusCode()).isEqualTo(400);
    }

    private static DecisionRow listed(String filter) {
        for (int i = 0; i < TRIES; i++) {
            List<DecisionRow> rows =
                    History.read("abac/decisions?" + filter, DecisionPage.class).rows();
            if (!rows.isEmpty()) {
                return rows.getFirst();
            }
            LockSupport.parkNanos(100_000_000);
        }
        throw new AssertionError("no decision fits " + filter);
    }
}
