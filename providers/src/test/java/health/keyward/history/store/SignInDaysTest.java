package health.keyward.history.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import health.keyward.history.SignInCounts.Group;
import health.keyward.history.SignInCounts.Name;
import health.keyward.history.SignInCounts.Question;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sign-ins of one day, counted. */
class SignInDaysTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 20);
    private static final Instant MORNING = Instant.parse("2026-11-20T08:00:00Z");
    private static final Question PLAIN = new Question(Set.of(), List.of(), false);

    private final SignInDays days = new SignInDays();
    private Ward ward;
    private String anna;

    @BeforeEach
    void opens() throws Exception {
        ward = new Ward();
        anna = ward.hire("anna", "Anna", "Berg");
    }

    @AfterEach
    void closes() throws Exception {
        ward.close();
    }

    @Test
    void only_successful_sign_ins_of_people_on_that_day_count() throws Exception {
        ward.project(
                ward.login(anna, "anna").at(MORNING).session("s1").done(),
                ward.login(anna, "anna")
                        .at(MORNING.plusSeconds(60))
                        .session("s2")
                        .done(),
                ward.login(anna, "anna")
                        .at(MORNING.minus(Duration.ofDays(1)))
                        .session("s0")
                        .done(),
                ward.login(anna, "anna")
                        .at(Instant.parse("2026-11-21T00:00:00Z"))
                        .session("s3")
                        .done(),
                ward.failure("invalid_user_credentials")
                        .user(anna, "anna")
                        .at(MORNING)
                        .done(),
                new Ward.Happening(ward.realm, "CLIENT_LOGIN")
                        .user("robot", "robot")
                        .at(MORNING)
                        .done());
        assertThat(asked(PLAIN)).containsExactly(new Group("ward-board", anna, "mfa", 0, null, 2));
    }

    @Test
    void a_sign_in_over_an_open_session_is_as_old_as_the_last_proof_in_it() throws Exception {
        Question ages = new Question(Set.of(), List.of(Duration.ofMinutes(5), Duration.ofHours(1)), false);
        Instant midnight = Instant.parse("2026-11-20T00:00:00Z");
        ward.project(
                ward.login(anna, "anna")
                        .at(midnight.minusSeconds(60))
                        .session("night")
                        .done(),
                ward.login(anna, "anna")
                        .at(midnight.plusSeconds(30))
                        .session("night")
                        .client("soon")
                        .sso()
                        .done(),
                ward.login(anna, "anna")
                        .at(midnight.plusSeconds(1200))
                        .session("night")
                        .client("later")
                        .sso()
                        .done(),
                ward.login(anna, "anna")
                        .at(midnight.plusSeconds(7200))
                        .session("night")
                        .client("late")
                        .sso()
                        .done(),
                ward.login(anna, "anna")
                        .at(midnight.plusSeconds(7300))
                        .session("night")
                        .client("again")
                        .done(),
                ward.login(anna, "anna")
                        .at(midnight.plusSeconds(7310))
                        .session("night")
                        .client("after")
                        .sso()
                        .done(),
                ward.login(anna, "anna")
                        .at(midnight.plusSeconds(7320))
                        .session("unseen")
                        .client("nothing known")
                        .sso()
                        .done());
        assertThat(asked(ages))
                .extracting(Group::app, Group::ages)
                .containsExactlyInAnyOrder(
                        tuple("soon", 0),
                        tuple("later", 1),
                        tuple("late", 2),
                        tuple("again", 0),
                        tuple("after", 0),
                        tuple("nothing known", 2));
    }

    @Test
    void apps_and_places_are_told_apart_only_when_asked() throws Exception {
        ward.project(
                ward.login(anna, "anna")
                        .at(MORNING)
                        .session("s1")
                        .from("10.1.1.1")
                        .done(),
                ward.login(anna, "anna")
                        .at(MORNING)
                        .session("s2")
                        .from("10.2.2.2")
                        .done(),
                ward.login(anna, "anna")
                        .at(MORNING)
                        .session("s3")
                        .client("other")
                        .done());
        assertThat(asked(new Question(Set.of("ward-board"), List.of(), true)))
                .containsExactlyInAnyOrder(
                        new Group("ward-board", anna, "mfa", 0, "10.1.1.1", 1),
                        new Group("ward-board", anna, "mfa", 0, "10.2.2.2", 1));
        assertThat(asked(PLAIN)).hasSize(2);
    }

    @Test
    void people_have_the_names_the_history_knows() throws Exception {
        ward.project(ward.login(anna, "anna").at(MORNING).done());
        assertThat(days.names(ward.tx, ward.realm, List.of(anna, "nobody")))
                .containsOnlyKeys(anna)
                .containsEntry(anna, new Name("anna", "Anna Berg"));
    }

    private List<Group> asked(Question question) throws Exception {
        List<Group> groups = new ArrayList<>();
        days.each(ward.tx, ward.realm, DAY, question, groups::add);
        return groups;
    }
}
