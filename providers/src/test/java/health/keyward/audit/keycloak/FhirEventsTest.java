package health.keyward.audit.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.audit.AuditEvents;
import health.keyward.audit.AuditEvents.People;
import health.keyward.audit.Entry;
import health.keyward.audit.Recorded;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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
}
