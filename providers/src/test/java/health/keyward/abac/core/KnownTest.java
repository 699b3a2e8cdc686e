package health.keyward.abac.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import health.keyward.abac.Act;
import health.keyward.abac.Asked;
import health.keyward.abac.Attribute;
import health.keyward.abac.Party;
import health.keyward.abac.Point;
import health.keyward.abac.Question;
import health.keyward.kernel.RealmId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KnownTest {
    private static final Attribute ROLES = new Attribute("subject.properties.roles", List.of("nurse"), "roles", null);
    private static final Attribute NETWORK =
            new Attribute("context.network", Map.of("address", "192.0.2.1"), "request", null);
    private static final Attribute DEEP = new Attribute("context.a.b", "ours", "deep", null);

    @Test
    void what_only_the_asker_knows_gets_through() {
        Known known = Known.of(question(Map.of(), Map.of("purpose", "TREAT", "attempt", 3)), List.of(ROLES));
        assertThat(context(known)).containsEntry("purpose", "TREAT").containsEntry("attempt", 3L);
        assertThat(sources(known, Attribute.CALLER)).containsExactlyInAnyOrder("context.purpose", "context.attempt");
    }

    @Test
    void at_a_path_of_ours_the_asker_says_nothing() {
        Known known = Known.of(question(Map.of("roles", List.of("physician")), Map.of()), List.of(ROLES));
        assertThat(subject(known)).containsEntry("roles", List.of("nurse"));
        assertThat(known.attributes())
                .contains(new Attribute("subject.properties.roles", List.of("physician"), Attribute.OVERRIDDEN, null));
    }

    @Test
    void below_a_path_of_ours_the_asker_says_nothing() {
        Known known = Known.of(
                question(Map.of(), Map.of("network", Map.of("address", "10.0.0.1", "zone", "clinical"))),
                List.of(NETWORK));
        assertThat(context(known)).containsEntry("network", Map.of("address", "192.0.2.1"));
        assertThat(sources(known, Attribute.OVERRIDDEN)).containsExactly("context.network");
    }

    @Test
    void above_a_path_of_ours_only_the_rest_gets_through() {
        Known whole = Known.of(question(Map.of(), Map.of("a", "all of it")), List.of(DEEP));
        assertThat(context(whole)).containsEntry("a", Map.of("b", "ours"));
        assertThat(sources(whole, Attribute.OVERRIDDEN)).containsExactly("context.a");
        Known part = Known.of(question(Map.of(), Map.of("a", Map.of("b", "theirs", "c", 1))), List.of(DEEP));
        assertThat(context(part)).containsEntry("a", Map.of("b", "ours", "c", 1L));
        assertThat(sources(part, Attribute.OVERRIDDEN)).containsExactly("context.a.b");
    }

    @Test
    void a_name_with_a_dot_is_one_name() {
        Known known = Known.of(question(Map.of(), Map.of("network.zone", "clinical")), List.of(NETWORK));
        assertThat(context(known))
                .containsEntry("network", Map.of("address", "192.0.2.1"))
                .containsEntry("network.zone", "clinical");
    }

    @Test
    void unknown_is_said_so_and_nobody_fills_the_gap() {
        Known known = Known.of(
                question(Map.of("unit", "ICU"), Map.of()),
                List.of(Attribute.unknown("subject.properties.unit", "profile")));
        assertThat(subject(known)).containsEntry("unit", "unknown");
    }

    @Test
    void what_an_asker_does_not_say_of_a_record_is_unknown() {
        Question ofRecord = new Question(
                new RealmId("hospital"),
                new Asked(Point.DECISION_POINT, "ward-board", null, null, null),
                Party.of("user", "u1"),
                Act.of("read"),
                new Party("record", "r1", Map.of("patient", "p1")),
                Map.of(),
                Set.of());
        Known known = Known.of(ofRecord, List.of());
        Map<?, ?> resource = (Map<?, ?>) known.input().get("resource");
        assertThat(resource.get("properties"))
                .isEqualTo(Map.of(
                        "patient", "p1",
                        "unit", "unknown",
                        "care_team", "unknown",
                        "confidentiality", "unknown",
                        "sensitivity", "unknown",
                        "consent", "unknown"));
        assertThat(context(known)).containsEntry("purpose", "unknown");
    }

    @Test
    void a_value_no_policy_knows_is_an_error() {
        assertThatThrownBy(() -> Known.of(question(Map.of(), Map.of("odd", new Object())), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
        Object deep = "end";
        for (int i = 0; i < 100; i++) {
            deep = List.of(deep);
        }
        Object nested = deep;
        assertThatThrownBy(() -> Known.of(question(Map.of(), Map.of("deep", nested)), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_source_cannot_say_who_asks() {
        assertThatThrownBy(() ->
                        Known.of(question(Map.of(), Map.of()), List.of(new Attribute("subject.id", "u2", "odd", null))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Question question(Map<String, Object> subject, Map<String, Object> context) {
        return new Question(
                new RealmId("hospital"),
                new Asked(Point.SIGN_IN, "ward-board", null, null, null),
                new Party("user", "u1", subject),
                Act.of("open"),
                Party.of("app", "ward-board"),
                context,
                Set.of());
    }

    private static Map<String, Object> context(Known known) {
        return properties(known.input().get("context"));
    }

    private static Map<String, Object> subject(Known known) {
        return properties(((Map<?, ?>) known.input().get("subject")).get("properties"));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> properties(Object map) {
        return (Map<String, Object>) map;
    }

    private static List<String> sources(Known known, String source) {
        return known.attributes().stream()
                .filter(attribute ->
                        attribute.source().equals(source) && !attribute.value().equals(Attribute.UNKNOWN))
                .map(Attribute::path)
                .toList();
    }
}
