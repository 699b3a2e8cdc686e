package health.keyward.breakglass.core;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.breakglass.EndReason;
import health.keyward.breakglass.Grant;
import health.keyward.breakglass.core.AppEvent.Named;
import health.keyward.breakglass.core.AppEvent.Read;
import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is taken from an app's AuditEvent, and what is not (BG-12). */
class AppEventTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final String ID = "0f".repeat(16);
    private static final Map<String, ?> NAMED_GRANT =
            Map.of("what", Map.of("identifier", Map.of("system", AppEvent.GRANT, "value", ID)));

    @Test
    void codes_time_outcome_and_grant_are_taken() {
        AppEvent event = event(audit());
        assertThat(event.grant()).isEqualTo(ID);
        assertThat(event.what()).isEqualTo("rest read R");
        assertThat(event.outcome()).isEqualTo("success");
        assertThat(event.recorded()).isEqualTo(NOON);
        assertThat(event.patient(grant())).isEqualTo(Named.SAME);
        assertThat(event.agent(grant())).isEqualTo(Named.SAME);
    }

    @Test
    void the_grant_may_stand_in_an_extension_too() {
        Map<String, Object> audit = audit();
        audit.put("entity", List.of());
        audit.put("extension", List.of(Map.of("url", AppEvent.GRANT, "valueString", ID)));
        AppEvent event = event(audit);
        assertThat(event.grant()).isEqualTo(ID);
        assertThat(event.patient(grant())).isEqualTo(Named.NOBODY);
    }

    @Test
    void no_grant_and_two_grants_are_one_too_few_and_one_too_many() {
        Map<String, Object> none = audit();
        none.put("entity", List.of());
        assertMalformed(none);
        Map<String, Object> two = audit();
        two.put("extension", List.of(Map.of("url", AppEvent.GRANT, "valueString", "1a".repeat(16))));
        assertMalformed(two);
        Map<String, Object> noId = audit();
        noId.put("entity", List.of());
        noId.put("extension", List.of(Map.of("url", AppEvent.GRANT, "valueString", "%")));
        assertMalformed(noId);
    }

    @Test
    void another_patient_or_another_person_is_seen_and_never_believed() {
        Map<String, Object> audit = audit();
        audit.put(
                "entity",
                List.of(NAMED_GRANT, Map.of("what", Map.of("reference", "https://fhir.example/Patient/p-8"))));
        audit.put("agent", List.of(Map.of("requestor", true, "who", Map.of("identifier", Map.of("value", "mallory")))));
        AppEvent event = event(audit);
        assertThat(event.patient(grant())).isEqualTo(Named.OTHER);
        assertThat(event.agent(grant())).isEqualTo(Named.OTHER);
    }

    @Test
    void an_event_belongs_to_the_time_of_the_grant() {
        assertThat(at(NOON.minus(AppEvent.SKEW)).within(grant())).isTrue();
        assertThat(at(NOON.minus(AppEvent.SKEW).minusSeconds(1)).within(grant()))
                .isFalse();
        Instant ended = NOON.plus(Duration.ofMinutes(10));
        assertThat(at(ended.plus(AppEvent.SKEW)).within(grant())).isTrue();
        assertThat(at(ended.plus(AppEvent.SKEW).plusSeconds(1)).within(grant())).isFalse();
    }

    @Test
    void what_is_no_audit_event_is_refused() {
        assertMalformed(Map.of());
        assertMalformed(with("resourceType", "Patient"));
        assertMalformed(with("agent", List.of()));
        assertMalformed(with("source", Map.of()));
        assertMalformed(with("recorded", "2026-11-20"));
        assertMalformed(with("outcome", "1"));
        assertMalformed(with("action", "X"));
        assertMalformed(with("agent", Collections.nCopies(21, Map.of("requestor", false))));
    }

    @Test
    void a_name_where_a_code_should_be_is_refused() {
        assertMalformed(with("type", Map.of("code", "Jane Doe, born 1950")));
        assertMalformed(with("subtype", List.of(Map.of("code", "x".repeat(41)))));
        assertMalformed(with("type", Map.of()));
    }

    private static AppEvent at(Instant recorded) {
        Map<String, Object> audit = audit();
        audit.put("recorded", recorded.toString());
        return event(audit);
    }

    private static Map<String, Object> with(String name, Object value) {
        Map<String, Object> audit = audit();
        audit.put(name, value);
        return audit;
    }

    private static Map<String, Object> audit() {
        Map<String, Object> audit = new HashMap<>();
        audit.put("resourceType", "AuditEvent");
        audit.put("type", Map.of("code", "rest"));
        audit.put("subtype", List.of(Map.of("code", "read")));
        audit.put("action", "R");
        audit.put("recorded", "2026-11-20T14:00:00+02:00");
        audit.put("outcome", "0");
        audit.put("agent", List.of(Map.of("requestor", true, "who", Map.of("reference", "Practitioner/ada"))));
        audit.put("source", Map.of("observer", Map.of("display", "ward board")));
        audit.put("entity", List.of(NAMED_GRANT, Map.of("what", Map.of("reference", "Patient/p-7"))));
        return audit;
    }

    private static AppEvent event(Map<String, Object> audit) {
        return ((Read.Event) AppEvent.of(audit)).event();
    }

    private static void assertMalformed(Map<String, Object> audit) {
        assertThat(AppEvent.of(audit)).isInstanceOf(Read.Malformed.class);
    }

    private static Grant grant() {
        return new Grant(
                ID,
                new RealmId("r"),
                new UserId("id-of-ada"),
                "ada",
                "p-7",
                List.of("ward-board"),
                "clinical",
                "read",
                "BTG",
                "COVERING",
                0,
                NOON,
                NOON.plus(Duration.ofHours(1)),
                new Grant.Binding("s-1", "ward-board", null, null),
                false,
                nobody(),
                false,
                new Grant.End(NOON.plus(Duration.ofMinutes(10)), EndReason.LOGOUT, null));
    }

    private static @Nullable UserId nobody() {
        return null;
    }
}
