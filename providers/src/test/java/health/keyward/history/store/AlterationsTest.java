package health.keyward.history.store;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.audit.Recorded;
import health.keyward.history.core.Alteration;
import health.keyward.history.core.AlterationDetail;
import health.keyward.history.core.ChangeQuestion;
import health.keyward.history.core.Window;
import health.keyward.kernel.Actor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Changes in the history")
class AlterationsTest {
    private static final Window DAY =
            new Window(Ward.NOON.minus(Duration.ofHours(12)), Ward.NOON.plus(Duration.ofHours(12)));
    private final Alterations alterations = new Alterations();
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
    void carry_before_and_after() throws Exception {
        ward.project(ward.change("UPDATE", "USER", "users/7", "7", Ward.NOON));
        List<AlterationDetail> all = new ArrayList<>();
        alterations.each(ward.tx, ward.realm, ChangeQuestion.all(DAY), all::add);
        assertThat(all).singleElement().satisfies(change -> {
            assertThat(change.fields())
                    .containsExactly(new AlterationDetail.Field("User", "7", "firstName", "Old", "New"));
            assertThat(change.row().actorRealm()).isEqualTo("ward-" + ward.realm);
        });
    }

    @Test
    void leave_out_who_looked_unless_that_is_asked() throws Exception {
        ward.project(
                ward.change("UPDATE", "USER", "users/7", "7", Ward.NOON),
                new Recorded.Look(
                        Ward.id(),
                        Ward.NOON,
                        ward.realm.value(),
                        Actor.NOBODY,
                        "GET history/sign-ins",
                        "",
                        "ASKED",
                        null));
        assertThat(found(ChangeQuestion.all(DAY))).extracting(Alteration::area).containsExactly("USER");
        assertThat(found(new ChangeQuestion(DAY, null, null, null, "READ", null)))
                .extracting(Alteration::area)
                .containsExactly("LOOK");
    }

    @Test
    void are_found_by_actor_target_area_operation_and_source() throws Exception {
        String ada = ward.hire("ada", "Ada", "Byron");
        ward.project(
                ward.change("UPDATE", "USER", "users/" + ada, ada, Ward.NOON),
                ward.change("CREATE", "CLIENT", "clients/9", null, Ward.NOON));
        assertThat(found(new ChangeQuestion(DAY, "roo", null, null, null, null)))
                .hasSize(2);
        assertThat(found(new ChangeQuestion(DAY, "admin-id", null, null, null, null)))
                .hasSize(2);
        assertThat(found(new ChangeQuestion(DAY, null, ada, null, null, null))).hasSize(1);
        assertThat(found(new ChangeQuestion(DAY, null, "ada", null, null, null)))
                .hasSize(1);
        assertThat(found(new ChangeQuestion(DAY, null, "clients/", null, null, null)))
                .hasSize(1);
        assertThat(found(new ChangeQuestion(DAY, null, null, "CLIENT", null, null)))
                .hasSize(1);
        assertThat(found(new ChangeQuestion(DAY, null, null, null, "CREATE", null)))
                .hasSize(1);
        assertThat(found(new ChangeQuestion(DAY, null, null, null, null, "MODEL")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "'; DELETE FROM kw_history_change; --", "\\", "_lients/9"})
    void are_not_found_by_a_pattern(String text) throws Exception {
        ward.project(ward.change("CREATE", "CLIENT", "clients/9", null, Ward.NOON));
        assertThat(found(new ChangeQuestion(DAY, null, text, null, null, null))).isEmpty();
        assertThat(found(new ChangeQuestion(DAY, text, null, null, null, null))).isEmpty();
        assertThat(found(new ChangeQuestion(DAY, null, null, text, null, null))).isEmpty();
        assertThat(found(ChangeQuestion.all(DAY))).hasSize(1);
    }

    private List<Alteration> found(ChangeQuestion question) throws Exception {
        return alterations.page(ward.tx, ward.realm, question, null, 50).rows();
    }
}
