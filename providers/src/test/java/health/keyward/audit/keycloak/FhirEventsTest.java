package health.keyward.audit.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import health.keyward.audit.AuditEvents;
import health.keyward.audit.AuditEvents.People;
import health.keyward.audit.Entry;
import health.keyward.audit.Recorded;
import health.keyward.kernel.Actor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What an export of the history says in FHIR: no more about people than it is asked to. That it is FHIR, FhirAuditEventTest shows. */
class FhirEventsTest {
    private static final Instant AT = Instant.parse("2026-11-20T12:00:00Z");
    private static final Entry SIGN_IN = new Entry(
            7,
            AT,
            "boot",
            3,
            new Recorded.UserActivity(
                    "0123456789abcdef0123456789abcdef",
                    AT,
                    "hospital",
                    "LOGIN",
                    null,
                    "7b0d",
                    "mei.lin",
                    null,
                    "ward-board",
                    "openid-connect",
                    "otp",
                    List.of("pwd", "otp"),
                    "mfa",
                    AT,
                    false,
                    "192.0.2.7",
                    "Mozilla/5.0",
                    "s1",
                    "c1",
                    List.of(),
                    Map.of("scope", "openid")));

    private static final JsonMapper JSON = new JsonMapper();

    private final AuditEvents events = new FhirEvents(new byte[32], "keycloak");

    @Test
    void a_person_is_named_only_where_names_are_asked_for() {
        assertThat(events.fhir(SIGN_IN, People.NAMES, false)).contains("mei.lin", "7b0d", "192.0.2.7");
        assertThat(events.fhir(SIGN_IN, People.PSEUDONYMS, false))
                .contains("urn:keyward:pseudonym", "\"p-", "192.0.2.7")
                .doesNotContain("mei.lin", "7b0d");
        assertThat(events.fhir(SIGN_IN, People.NONE, false))
                .doesNotContain("mei.lin", "7b0d", "p-", "192.0.2.7", "Mozilla");
    }

    @Test
    void a_pseudonym_is_the_same_in_every_export() {
        AuditEvents later = new FhirEvents(new byte[32], "keycloak");
        assertThat(later.fhir(SIGN_IN, People.PSEUDONYMS, false))
                .isEqualTo(events.fhir(SIGN_IN, People.PSEUDONYMS, false));
    }

    @Test
    void what_is_made_up_for_a_demonstration_says_so() {
        assertThat(events.fhir(SIGN_IN, People.PSEUDONYMS, false)).doesNotContain("synthetic");
        assertThat(events.fhir(SIGN_IN, People.PSEUDONYMS, true))
                .contains("{\"type\":\"synthetic\",\"valueString\":\"true\"}")
                .doesNotContain("\n");
    }

    @Test
    void emergency_access_begins_and_ends_with_the_codes_of_dicom() throws Exception {
        for (People people : People.values()) {
            JsonNode start = JSON.readTree(events.fhir(act("breakglass", "GRANT_STARTED", null), people, false));
            assertThat(codes(start)).containsExactly("110113", "110127", "GRANT_STARTED");
            assertThat(start.at("/subtype/0/system").asText())
                    .isEqualTo("http://dicom.nema.org/resources/ontology/DCM");
            assertThat(start.path("outcome").asText()).isEqualTo("0");
            JsonNode end = JSON.readTree(events.fhir(act("breakglass", "GRANT_ENDED", null), people, false));
            assertThat(codes(end)).containsExactly("110113", "110138", "GRANT_ENDED");
        }
    }

    @Test
    void a_refused_start_is_a_failed_one_and_misuse_and_other_rooms_have_no_such_code() throws Exception {
        JsonNode refused =
                JSON.readTree(events.fhir(act("breakglass", "GRANT_STARTED", "bad_time"), People.NAMES, false));
        assertThat(codes(refused)).contains("110127");
        assertThat(refused.path("outcome").asText()).isEqualTo("4");
        assertThat(events.fhir(act("breakglass", "GRANT_MISUSED", "other_session"), People.NAMES, false))
                .doesNotContain("110127", "110138");
        assertThat(events.fhir(act("inactivity", "GRANT_STARTED", null), People.NAMES, false))
                .doesNotContain("110127");
    }

    @Test
    void the_purpose_belongs_to_whoever_began_and_the_patient_is_told_with_names_alone() throws Exception {
        String start = events.fhir(act("breakglass", "GRANT_STARTED", null), People.NAMES, false);
        assertThat(JSON.readTree(start)
                        .findPath("purposeOfUse")
                        .findPath("code")
                        .asText())
                .isEqualTo("BTG");
        assertThat(start).contains("p-7");
        assertThat(events.fhir(act("breakglass", "GRANT_ENDED", null), People.NAMES, false))
                .doesNotContain("purposeOfUse");
        for (People people : List.of(People.PSEUDONYMS, People.NONE)) {
            assertThat(events.fhir(act("breakglass", "GRANT_STARTED", null), people, false))
                    .doesNotContain("p-7", "mei.lin");
        }
    }

    private static List<String> codes(JsonNode event) {
        List<String> codes = new ArrayList<>(List.of(event.at("/type/code").asText()));
        event.path("subtype").forEach(subtype -> codes.add(subtype.path("code").asText()));
        return codes;
    }

    private static Entry act(String room, String type, @Nullable String error) {
        return new Entry(
                8,
                AT,
                "boot",
                4,
                new Recorded.Act(
                        "0123456789abcdef0123456789abcde0",
                        AT,
                        "hospital",
                        room,
                        type,
                        error,
                        "0f".repeat(16),
                        "7b0d",
                        "mei.lin",
                        new Actor("hospital", "7b0d", "mei.lin", "ward-board", "s1", "192.0.2.7"),
                        Map.of("patient", "p-7", "purpose_of_use", "BTG", "reason", "NO_TIME")));
    }
}
