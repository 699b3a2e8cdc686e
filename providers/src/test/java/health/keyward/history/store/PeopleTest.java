package health.keyward.history.store;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.history.PersonDecisions;
import health.keyward.history.core.Cursor;
import health.keyward.history.core.Happening;
import health.keyward.history.core.Kind;
import health.keyward.history.core.Page;
import health.keyward.history.core.PersonFacts;
import health.keyward.history.core.PersonHit;
import health.keyward.history.core.TimelineQuestion;
import health.keyward.history.core.TimelineQuestion.Decisions;
import health.keyward.history.core.Window;
import health.keyward.kernel.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("People in the history")
class PeopleTest {
    private static final Window WEEK =
            new Window(Ward.NOON.minus(Duration.ofDays(6)), Ward.NOON.plus(Duration.ofDays(1)));
    private final People people = new People();
    private Ward ward;

    @BeforeEach
    void opens() throws Exception {
        ward = new Ward();
    }

    @AfterEach
    void closes() throws Exception {
        ward.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ada", "ADA", "Byr", "Ada By", "ada@ward"})
    void are_found_by_the_start_of_user_name_name_or_mail(String text) throws Exception {
        String ada = ward.hire("ada", "Ada", "Byron");
        ward.hire("eve", "Eve", "Other");
        assertThat(people.search(ward.tx, ward.realm, text, 10))
                .extracting(PersonHit::userId)
                .containsExactly(ada);
    }

    @Test
    void are_found_after_they_are_gone_and_shown_as_gone() throws Exception {
        String ada = ward.hire("ada", "Ada", "Byron");
        ward.project(ward.login(ada, "ada").done());
        ward.run("DELETE FROM user_entity WHERE id = ?", ada);
        assertThat(people.search(ward.tx, ward.realm, "byron", 10)).isEmpty();
        assertThat(people.search(ward.tx, ward.realm, "ada b", 10))
                .containsExactly(new PersonHit(ada, "ada", "Ada Byron", null, false));
        assertThat(people.facts(ward.tx, ward.realm, new UserId(ada), Ward.NOON))
                .get()
                .extracting(PersonFacts::name, PersonFacts::lastSignIn)
                .containsExactly("Ada Byron", Ward.NOON);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "_da", "a%", "\\", "' OR ''='"})
    void are_not_found_by_a_pattern(String text) throws Exception {
        ward.hire("ada", "Ada", "Byron");
        assertThat(people.search(ward.tx, ward.realm, text, 10)).isEmpty();
    }

    @Test
    void of_another_realm_stay_unknown() throws Exception {
        String ada;
        try (Ward other = new Ward()) {
            ada = other.hire("ada", "Ada", "Byron");
            assertThat(people.search(ward.tx, ward.realm, "ada", 10)).isEmpty();
            assertThat(people.facts(ward.tx, ward.realm, new UserId(ada), Ward.NOON))
                    .isEmpty();
        }
    }

    @Test
    void have_failures_of_the_last_day_counted() throws Exception {
        String ada = ward.hire("ada", "Ada", "Byron");
        ward.project(
                ward.failure("invalid_user_credentials")
                        .user(ada, "ada")
                        .at(Ward.NOON.minusSeconds(1))
                        .done(),
                ward.failure("invalid_user_credentials")
                        .user(ada, "ada")
                        .at(Ward.NOON.minus(Duration.ofHours(25)))
                        .done());
        assertThat(people.facts(ward.tx, ward.realm, new UserId(ada), Ward.NOON))
                .get()
                .extracting(PersonFacts::failuresLast24h)
                .isEqualTo(1L);
    }

    @Test
    void have_one_timeline_of_attempts_and_changes_without_gap_or_repeat() throws Exception {
        String ada = ward.hire("ada", "Ada", "Byron");
        for (int i = 0; i < 10; i++) {
            var at = Ward.NOON.plusSeconds(i / 4);
            ward.project(
                    ward.login(ada, "ada").at(at).done(),
                    ward.change("UPDATE", "USER", "users/" + ada, ada, at),
                    ward.change("UPDATE", "USER", "users/other", "other", at));
        }
        TimelineQuestion everything = new TimelineQuestion(WEEK, true, List.of(), true, Decisions.NONE);
        List<Happening> all = new ArrayList<>();
        Cursor after = null;
        do {
            Page<Happening> page = people.timeline(ward.tx, ward.realm, new UserId(ada), everything, after, 3);
            all.addAll(page.rows());
            after = page.next();
        } while (after != null);
        assertThat(all).hasSize(20).extracting(Happening::place).doesNotHaveDuplicates();
        assertThat(all).filteredOn(Happening.Changed.class::isInstance).hasSize(10);
    }

    @Test
    void have_a_timeline_that_can_be_narrowed() throws Exception {
        String ada = ward.hire("ada", "Ada", "Byron");
        ward.project(
                ward.login(ada, "ada").done(),
                new Ward.Happening(ward.realm, "LOGOUT").user(ada, "ada").done(),
                ward.change("UPDATE", "USER", "users/" + ada, ada, Ward.NOON));
        UserId person = new UserId(ada);
        var signOuts = new TimelineQuestion(WEEK, true, List.of(Kind.SIGN_OUT), false, Decisions.NONE);
        var changes = new TimelineQuestion(WEEK, false, List.of(), true, Decisions.NONE);
        assertThat(people.timeline(ward.tx, ward.realm, person, signOuts, null, 50)
                        .rows())
                .singleElement()
                .isInstanceOf(Happening.Tried.class);
        assertThat(people.timeline(ward.tx, ward.realm, person, changes, null, 50)
                        .rows())
                .singleElement()
                .isInstanceOf(Happening.Changed.class);
    }

    @Test
    void have_decisions_of_other_rooms_in_their_timeline_where_they_fall() throws Exception {
        String ada = ward.hire("ada", "Ada", "Byron");
        ward.project(
                ward.login(ada, "ada").at(Ward.NOON).done(),
                ward.login(ada, "ada").at(Ward.NOON.plusSeconds(20)).done());
        List<PersonDecisions.Wanted> wanted = new ArrayList<>();
        People all = new People(List.of((tx, realm, person, asked) -> {
            wanted.add(asked);
            return List.of(decided(Ward.NOON.plusSeconds(10)));
        }));
        TimelineQuestion question = new TimelineQuestion(WEEK, true, List.of(), false, Decisions.TELLING);
        Page<Happening> page = all.timeline(ward.tx, ward.realm, new UserId(ada), question, null, 2);
        assertThat(page.rows().get(0)).isInstanceOf(Happening.Tried.class);
        assertThat(page.rows().get(1)).isInstanceOf(Happening.Ruled.class);
        assertThat(page.next()).isEqualTo(new Cursor(Ward.NOON.plusSeconds(10), 4711));
        assertThat(wanted).containsExactly(new PersonDecisions.Wanted(WEEK.from(), WEEK.to(), false, null, 3));

        all.timeline(ward.tx, ward.realm, new UserId(ada), question, page.next(), 2);
        assertThat(wanted.getLast().before()).isEqualTo(new PersonDecisions.Place(Ward.NOON.plusSeconds(10), 4711));
    }

    private static PersonDecisions.Decided decided(Instant at) {
        return new PersonDecisions.Decided(
                new PersonDecisions.Place(at, 4711), "0".repeat(32), "DENY", "ehr", "open", "app", List.of(), true);
    }
}
