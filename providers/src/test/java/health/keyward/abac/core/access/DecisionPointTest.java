package health.keyward.abac.core.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import health.keyward.abac.Obligation;
import health.keyward.abac.Party;
import health.keyward.abac.Verdict;
import health.keyward.kernel.RealmId;
import health.keyward.stepup.Need;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DecisionPointTest {
    private static final Party ARCHIVED = new Party("record", "r2", Map.of("status", "archived"));
    private static final Asker ASKER = new Asker(
            new RealmId("hospital"),
            "board",
            true,
            Map.of(
                    "record",
                    new Asker.Registered(List.of(Party.of("record", "r1"), ARCHIVED), List.of("read", "write"))));
    private static final PlayedPeople PEOPLE = new PlayedPeople(List.of("ann", "ben", "cy"));

    private final PlayedDecisions yes = PlayedDecisions.of(q -> PlayedDecisions.permit());

    @Test
    void a_person_is_asked_about_by_keycloaks_id() {
        point(yes).evaluate(Wanted.evaluation(body()));
        assertThat(yes.asked.getFirst().subject().id()).isEqualTo("id-ann");
        assertThat(yes.asked.getFirst().asked().client()).isEqualTo("board");
    }

    @Test
    void somebody_nobody_knows_is_put_to_the_policy_under_an_id_nobody_has() {
        point(yes).evaluate(Wanted.evaluation(with(body(), "subject", Map.of("type", "user", "id", "nobody"))));
        assertThat(yes.asked.getFirst().subject().id()).isEqualTo("username:nobody");
    }

    @Test
    void a_resource_type_that_is_not_registered_is_never_asked_about() {
        DecisionPoint.Answer answer =
                point(yes).evaluate(Wanted.evaluation(with(body(), "resource", Map.of("type", "payroll", "id", "1"))));
        assertThat(answer)
                .isInstanceOfSatisfying(
                        DecisionPoint.Answer.Wrong.class,
                        w -> assertThat(w.status()).isEqualTo(403));
        assertThat(yes.asked).isEmpty();
    }

    @Test
    void what_is_registered_of_a_resource_is_not_the_askers_to_change() {
        point(yes)
                .evaluate(Wanted.evaluation(with(
                        body(),
                        "resource",
                        Map.of("type", "record", "id", "r2", "properties", Map.of("status", "active", "ward", "3")))));
        assertThat(yes.asked.getFirst().resource().properties()).isEqualTo(Map.of("status", "archived", "ward", "3"));
    }

    @Test
    void a_session_counts_only_when_it_is_the_subjects_own() {
        point(yes).evaluate(Wanted.evaluation(with(body(), "context", Map.of("session_id", "session-of-id-ann"))));
        point(yes).evaluate(Wanted.evaluation(with(body(), "context", Map.of("session_id", "session-of-id-ben"))));
        assertThat(yes.asked.get(0).asked().session()).isEqualTo("session-of-id-ann");
        assertThat(yes.asked.get(0).asked().address()).isEqualTo("192.0.2.7");
        assertThat(yes.asked.get(1).asked().session()).isNull();
        assertThat(yes.asked.get(1).asked().address()).isNull();
        assertThat(yes.asked).allSatisfy(q -> assertThat(q.context()).isEmpty());
    }

    @Test
    void an_obligation_that_was_not_declared_is_not_offered_to_the_policy_but_step_up_always_is() {
        point(yes)
                .evaluate(Wanted.evaluation(with(
                        body(), "context", Map.of("supported_obligations", List.of("notification", "make-coffee")))));
        point(yes).evaluate(Wanted.evaluation(body()));
        assertThat(yes.asked.get(0).supportedObligations())
                .containsExactlyInAnyOrder("notification", Obligation.STEP_UP);
        assertThat(yes.asked.get(1).supportedObligations()).containsExactly(Obligation.STEP_UP);
    }

    @Test
    void all_are_answered_in_their_order_and_a_wrong_one_spoils_no_other() {
        PlayedDecisions oneIsDenied = PlayedDecisions.of(
                q -> q.resource().id().equals("r2") ? PlayedDecisions.deny() : PlayedDecisions.permit());
        List<DecisionPoint.Answer> answers = point(oneIsDenied)
                .evaluate(batch(
                        "execute_all",
                        Map.of(),
                        Map.of("subject", Map.of("type", "user")),
                        Map.of("resource", Map.of("type", "payroll", "id", "1")),
                        Map.of("resource", Map.of("type", "record", "id", "r2"))));
        assertThat(answers).extracting(DecisionPointTest::effect).containsExactly("true", "400", "403", "false");
        assertThat(oneIsDenied.asked).hasSize(2);
    }

    @Test
    void deny_on_first_deny_stops_at_a_refusal_an_error_or_a_step_up() {
        Map<String, ?> wrong = Map.of("action", "read");
        assertThat(point(yes).evaluate(batch("deny_on_first_deny", Map.of(), wrong, Map.of())))
                .hasSize(2);
        PlayedDecisions stepUp =
                PlayedDecisions.of(q -> new Verdict.StepUp(PlayedDecisions.told("step"), Need.PASSWORD));
        assertThat(point(stepUp).evaluate(batch("deny_on_first_deny", Map.of(), Map.of())))
                .hasSize(1);
        assertThat(stepUp.asked).hasSize(1);
    }

    @Test
    void permit_on_first_permit_asks_no_further() {
        PlayedDecisions second = PlayedDecisions.of(
                q -> q.resource().id().equals("r2") ? PlayedDecisions.permit() : PlayedDecisions.deny());
        assertThat(point(second)
                        .evaluate(batch(
                                "permit_on_first_permit",
                                Map.of(),
                                Map.of("resource", Map.of("type", "record", "id", "r2")),
                                Map.of())))
                .hasSize(2);
        assertThat(second.asked).hasSize(2);
    }

    @Test
    void a_search_for_people_names_them_as_the_asker_does() {
        PlayedDecisions notBen = PlayedDecisions.of(
                q -> q.subject().id().equals("id-ben") ? PlayedDecisions.deny() : PlayedDecisions.permit());
        DecisionPoint.Found found = point(notBen).search(people(Map.of()), n -> 0);
        assertThat(names(found)).containsExactly("ann", "cy");
        assertThat(found.next()).isEmpty();
    }

    @Test
    void the_id_of_what_is_searched_counts_for_nothing() {
        Map<String, Object> body = with(body(), "subject", Map.of("type", "user", "id", "ann"));
        assertThat(names(point(yes).search(Wanted.search(Search.Kind.SUBJECT, body), n -> 0)))
                .containsExactly("ann", "ben", "cy");
    }

    @Test
    void a_search_for_resources_and_actions_goes_through_what_is_registered() {
        PlayedDecisions archived = PlayedDecisions.of(
                q -> "archived".equals(q.resource().properties().get("status"))
                                && q.action().name().equals("write")
                        ? PlayedDecisions.permit()
                        : PlayedDecisions.deny());
        Map<String, Object> write = with(body(), "action", Map.of("name", "write"));
        assertThat(names(point(archived).search(Wanted.search(Search.Kind.RESOURCE, write), n -> 0)))
                .containsExactly("r2");
        Map<String, Object> of = with(body(), "resource", Map.of("type", "record", "id", "r2"));
        assertThat(names(point(archived).search(Wanted.search(Search.Kind.ACTION, of), n -> 0)))
                .containsExactly("write");
        assertThat(archived.asked).extracting(q -> q.subject().id()).containsOnly("id-ann");
    }

    @Test
    void a_step_up_is_no_result() {
        PlayedDecisions stepUp =
                PlayedDecisions.of(q -> new Verdict.StepUp(PlayedDecisions.told("step"), Need.PASSWORD));
        assertThat(point(stepUp).search(people(Map.of()), n -> 0).results()).isEmpty();
    }

    @Test
    void an_unknown_type_is_found_nowhere_and_nobody_is_asked() {
        assertThat(point(yes)
                        .search(
                                Wanted.search(
                                        Search.Kind.SUBJECT, with(body(), "subject", Map.of("type", "spaceship"))),
                                n -> 0)
                        .results())
                .isEmpty();
        for (Search.Kind kind : Search.Kind.values()) {
            Map<String, Object> body = with(body(), "resource", Map.of("type", "spaceship", "id", "1"));
            assertThat(point(yes).search(Wanted.search(kind, body), n -> 0).results())
                    .isEmpty();
        }
        assertThat(yes.asked).isEmpty();
    }

    @Test
    void pages_follow_each_other_and_nobody_is_missed_or_seen_twice() {
        List<String> names = IntStream.range(0, 137).mapToObj(i -> "p" + i).toList();
        PlayedDecisions even = PlayedDecisions.of(q -> {
            int number = Integer.parseInt(q.subject().id().substring(4));
            return number % 2 == 0 ? PlayedDecisions.permit() : PlayedDecisions.deny();
        });
        DecisionPoint point = new DecisionPoint(even, ASKER, new PlayedPeople(names));
        List<String> seen = new ArrayList<>();
        DecisionPoint.Found found = point.search(people(Map.of("page", Map.of("limit", 7L))), n -> 0);
        seen.addAll(names(found));
        while (!found.next().isEmpty()) {
            assertThat(found.results()).hasSizeLessThanOrEqualTo(7);
            found = point.search(people(Map.of("page", Map.of("token", found.next()))), n -> 0);
            seen.addAll(names(found));
        }
        assertThat(seen)
                .containsExactlyElementsOf(names.stream()
                        .filter(n -> Integer.parseInt(n.substring(1)) % 2 == 0)
                        .toList());
    }

    @Test
    void a_page_of_another_search_or_a_made_up_one_is_refused() {
        String next = point(yes)
                .search(people(Map.of("page", Map.of("limit", 1L))), n -> 0)
                .next();
        Map<String, Object> page = Map.of("page", Map.of("token", next));
        assertThatThrownBy(() -> point(yes).search(people(with(page, "action", Map.of("name", "write"))), n -> 0))
                .isInstanceOf(Malformed.class);
        assertThatThrownBy(() -> point(yes).search(people(Map.of("page", Map.of("token", next, "limit", 2L))), n -> 0))
                .isInstanceOf(Malformed.class);
        assertThatThrownBy(() -> point(yes).search(people(Map.of("page", Map.of("token", "AAAA"))), n -> 0))
                .isInstanceOf(Malformed.class);
    }

    @Test
    void a_search_that_uses_up_the_allowance_ends_the_page_and_at_once_asks_to_wait() {
        assertThat(point(yes).search(people(Map.of()), n -> 9).pause()).isEqualTo(9);
        assertThat(yes.asked).isEmpty();
    }

    static Map<String, Object> body() {
        return Map.of(
                "subject", Map.of("type", "user", "id", "ann"),
                "action", Map.of("name", "read"),
                "resource", Map.of("type", "record", "id", "r1"));
    }

    static Map<String, Object> with(Map<String, ?> body, String member, Object value) {
        Map<String, Object> copy = new HashMap<>(body);
        copy.put(member, value);
        return copy;
    }

    private static Search people(Map<String, ?> more) {
        Map<String, Object> body = with(body(), "subject", Map.of("type", "user"));
        body.putAll(more);
        return Wanted.search(Search.Kind.SUBJECT, body);
    }

    private static Batch batch(String semantic, Map<?, ?>... items) {
        Map<String, Object> body = with(body(), "evaluations", List.of(items));
        body.put("options", Map.of("evaluations_semantic", semantic));
        return Wanted.evaluations(body, 10).orElseThrow();
    }

    private static DecisionPoint point(PlayedDecisions decisions) {
        return new DecisionPoint(decisions, ASKER, PEOPLE);
    }

    private static List<String> names(DecisionPoint.Found found) {
        return found.results().stream().map(DecisionPoint.Result::name).toList();
    }

    private static String effect(DecisionPoint.Answer answer) {
        return switch (answer) {
            case DecisionPoint.Answer.Wrong wrong -> Integer.toString(wrong.status());
            case DecisionPoint.Answer.Decided decided -> Boolean.toString(decided.verdict() instanceof Verdict.Permit);
        };
    }
}
