package health.keyward.abac.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import health.keyward.abac.Attribute;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What was known is recorded once, and said in full by whoever reads the record (AB-9). */
class NotedTest {
    private static final Instant AT = Instant.parse("2026-11-29T01:00:00Z");
    private static final Attribute NAME = new Attribute("subject.properties.username", "ada", "profile", AT);
    private static final Attribute UNIT = new Attribute("subject.properties.unit", Attribute.UNKNOWN, "profile", AT);
    private static final Attribute SIZE = new Attribute("context.size", 7L, Attribute.CALLER, null);
    private static final Attribute NOT_BELIEVED =
            new Attribute("subject.properties.username", "eve", Attribute.OVERRIDDEN, null);
    private static final Map<String, @Nullable Object> INPUT = Map.of(
            "subject",
            Map.of("id", "u1", "properties", Map.of("username", "ada", "unit", Attribute.UNKNOWN)),
            "context",
            Map.of("size", 7L, "a", Map.of("b", 1L), "a.b", 2L));

    @Test
    void what_one_source_knew_stands_together_without_the_values_that_stand_in_the_question() {
        assertThat(Noted.of(List.of(NAME, UNIT, SIZE), INPUT))
                .containsExactly(
                        Map.of(
                                "source",
                                "profile",
                                "asOf",
                                AT.toString(),
                                "paths",
                                List.of("subject.properties.username", "subject.properties.unit")),
                        Map.of("source", "caller", "paths", List.of("context.size")));
    }

    @Test
    void what_the_asker_said_and_was_not_believed_keeps_its_value() {
        assertThat(Noted.of(List.of(NOT_BELIEVED), INPUT))
                .containsExactly(
                        Map.of("source", Attribute.OVERRIDDEN, "path", "subject.properties.username", "value", "eve"));
    }

    @Test
    void a_name_with_a_dot_in_it_is_not_taken_for_a_path() {
        Attribute dotted = new Attribute("context.a.b", 2L, Attribute.CALLER, null);
        assertThat(Noted.of(List.of(dotted), INPUT))
                .containsExactly(Map.of("source", "caller", "path", "context.a.b", "value", 2L));
        assertThat(Noted.each(Noted.of(List.of(dotted), INPUT), INPUT)).containsExactly(one(dotted));
    }

    @Test
    void each_is_read_as_it_was_known() {
        List<Attribute> all = List.of(NAME, UNIT, NOT_BELIEVED, SIZE);
        assertThat(Noted.each(Noted.of(all, INPUT), INPUT))
                .containsExactlyInAnyOrder(one(NAME), one(UNIT), one(NOT_BELIEVED), one(SIZE));
    }

    @Test
    void a_record_from_before_is_read_as_it_is() {
        assertThat(Noted.each(List.of(one(NAME), one(NOT_BELIEVED)), Map.of()))
                .containsExactly(one(NAME), one(NOT_BELIEVED));
        assertThatThrownBy(() -> Noted.each(List.of("no object"), Map.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void rules_of_one_package_stand_together_and_each_is_read_as_it_was() {
        List<Engine.Matched> matched = List.of(
                new Engine.Matched("keyward/authz/app/app.rego", 21, "data.keyward.authz.app.allow"),
                new Engine.Matched("keyward/authz/consent/consent.rego", 111, "data.keyward.authz.consent._directives"),
                new Engine.Matched("keyward/authz/consent/consent.rego", 113, "data.keyward.authz.consent._directives"),
                new Engine.Matched("hospital.rego", 4, "allow"));
        assertThat(Noted.rules(matched))
                .containsExactly(
                        Map.of(
                                "file",
                                "keyward/authz/app/app.rego",
                                "package",
                                "data.keyward.authz.app",
                                "rules",
                                Map.of("allow", List.of(21))),
                        Map.of(
                                "file",
                                "keyward/authz/consent/consent.rego",
                                "package",
                                "data.keyward.authz.consent",
                                "rules",
                                Map.of("_directives", List.of(111, 113))),
                        Map.of("file", "hospital.rego", "package", "", "rules", Map.of("allow", List.of(4))));
        assertThat(Noted.eachRule(Noted.rules(matched))).isEqualTo(matched);
    }

    @Test
    void a_rule_recorded_before_is_read_as_it_is() {
        assertThat(Noted.eachRule(List.of(Map.of("file", "app.rego", "row", 12L, "rule", "reasons"))))
                .containsExactly(new Engine.Matched("app.rego", 12, "reasons"));
        assertThatThrownBy(() -> Noted.eachRule(List.of(7))).isInstanceOf(IllegalArgumentException.class);
    }

    private static Map<String, @Nullable Object> one(Attribute a) {
        Map<String, @Nullable Object> one = new LinkedHashMap<>();
        one.put("path", a.path());
        one.put("value", a.value());
        one.put("source", a.source());
        one.put("asOf", a.asOf() == null ? null : a.asOf().toString());
        return one;
    }
}
