package health.keyward.history.store;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.audit.Recorded;
import health.keyward.history.core.AppUse;
import health.keyward.history.core.Attention;
import health.keyward.history.core.Figures;
import health.keyward.history.core.Question;
import health.keyward.history.core.Window;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TotalsTest {
    private static final Window DAY = new Window(Ward.NOON.minus(Duration.ofHours(24)), Ward.NOON);
    private final Totals totals = new Totals(new Attempts());
    private Ward ward;

    @BeforeEach
    void opens() throws Exception {
        ward = new Ward();
    }

    @AfterEach
    void closes() throws Exception {
        ward.close();
    }

    @Test
    void the_sentence_counts_sign_ins_failures_refusals_sign_outs_and_people() throws Exception {
        String ada = ward.hire("ada", "Ada", "Byron");
        var at = Ward.NOON.minusSeconds(60);
        ward.project(
                ward.login(ada, "ada").at(at).done(),
                ward.login(ada, "ada").at(at).done(),
                ward.failure("invalid_user_credentials").user(ada, "ada").at(at).done(),
                ward.failure("not_allowed").user(ada, "ada").at(at).done(),
                new Ward.Happening(ward.realm, "LOGOUT").user(ada, "ada").at(at).done(),
                ward.failure("invalid_user_credentials")
                        .at(at.minus(Duration.ofDays(1)))
                        .done());
        Figures figures = totals.figures(ward.tx, ward.realm, Question.all(DAY));
        assertThat(figures).isEqualTo(new Figures(2, 1, 1, 1, 1, 1, null, false));
    }

    @Test
    void no_count_runs_past_a_thousand() throws Exception {
        Recorded[] many = new Recorded[1_003];
        for (int i = 0; i < many.length; i++) {
            many[i] = ward.failure("invalid_user_credentials")
                    .at(Ward.NOON.minusSeconds(40_000 - i))
                    .done();
        }
        ward.project(many);
        Figures figures = totals.figures(ward.tx, ward.realm, Question.all(DAY));
        assertThat(figures.failed()).isEqualTo(1_000);
        assertThat(figures.capped()).isTrue();
    }

    @Test
    void the_overview_names_what_needs_a_look() throws Exception {
        String ada = ward.hire("ada", "Ada", "Byron");
        Recorded[] spray = Collections.nCopies(25, 0).stream()
                .map(i -> ward.failure("invalid_user_credentials")
                        .user(ada, "ada")
                        .from("10.6.6.6")
                        .at(Ward.NOON.minusSeconds(600))
                        .done())
                .toArray(Recorded[]::new);
        ward.project(spray);
        Figures figures = totals.figures(ward.tx, ward.realm, Question.all(DAY));
        List<Attention> found = totals.attention(ward.tx, ward.realm, DAY, figures);
        assertThat(found)
                .extracting(Attention::code)
                .containsExactly(
                        "failures-rising", "many-failures-one-address", "many-failures-one-person", "never-signed-in");
        assertThat(found.get(1).link()).isEqualTo("outcome=FAILED&address=10.6.6.6");
        assertThat(found.get(2).subject()).isEqualTo("Ada Byron");
    }

    @Test
    void apps_are_ranked_by_sign_ins() throws Exception {
        String ada = ward.hire("ada", "Ada", "Byron");
        var at = Ward.NOON.minusSeconds(60);
        ward.project(
                ward.login(ada, "ada").client("b").at(at).done(),
                ward.login(ada, "ada").client("b").at(at).done(),
                ward.login(ada, "ada").client("a").at(at).done(),
                ward.failure("invalid_user_credentials").client("a").at(at).done());
        assertThat(totals.topApps(ward.tx, ward.realm, DAY, 5))
                .containsExactly(new AppUse("b", 2, 0), new AppUse("a", 1, 1));
        assertThat(totals.apps(ward.tx, ward.realm, DAY)).isEqualTo(2);
        assertThat(totals.newest(ward.tx, ward.realm, DAY)).contains(at);
    }
}
