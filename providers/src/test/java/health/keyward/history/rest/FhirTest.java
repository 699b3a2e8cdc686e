package health.keyward.history.rest;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.audit.AuditEvents.People;
import health.keyward.audit.Entry;
import health.keyward.audit.Recorded;
import health.keyward.history.core.Alteration;
import health.keyward.history.core.AlterationDetail;
import health.keyward.history.core.Attempt;
import health.keyward.history.core.AttemptDetail;
import health.keyward.history.core.Cause;
import health.keyward.history.core.Kind;
import health.keyward.history.core.Method;
import health.keyward.history.core.Outcome;
import health.keyward.history.core.Protocol;
import health.keyward.kernel.RealmId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A row goes to other systems as what was recorded: the read model is taken back to the entry it was made from (LH-11). */
class FhirTest {
    private static final Instant AT = Instant.parse("2026-11-20T12:00:00Z");
    private static final String ID = "0123456789abcdef0123456789abcdef";

    private final List<Entry> told = new ArrayList<>();
    private final Fhir fhir = new Fhir(
            (entry, people, synthetic) -> {
                told.add(entry);
                return people + (synthetic ? " synthetic" : "");
            },
            new RealmId("hospital"),
            People.PSEUDONYMS);

    @Test
    void a_sign_in_is_told_as_the_activity_it_was() {
        String line = fhir.attempts()
                .line(attempt(Kind.SIGN_IN, "LOGIN", Outcome.SUCCESS, Cause.NONE, null, Map.of("scope", "openid")), 0);
        assertThat(line).isEqualTo("PSEUDONYMS\n");
        assertThat(told.getFirst().seq()).isEqualTo(7);
        assertThat(told.getFirst().recorded()).isInstanceOfSatisfying(Recorded.UserActivity.class, a -> {
            assertThat(a.error()).isNull();
            assertThat(a.protocol()).isEqualTo("openid-connect");
            assertThat(a.userId()).isEqualTo("u1");
            assertThat(a.details()).containsEntry("scope", "openid");
            assertThat(a.realmId()).isEqualTo("hospital");
        });
    }

    @Test
    void a_failure_never_looks_like_a_success() {
        fhir.attempts()
                .line(
                        attempt(
                                Kind.SIGN_IN,
                                "USER_DISABLED_BY_TEMPORARY_LOCKOUT",
                                Outcome.FAILED,
                                Cause.LOCKED,
                                null,
                                Map.of()),
                        0);
        assertThat(told.getFirst().recorded())
                .isInstanceOfSatisfying(
                        Recorded.UserActivity.class, a -> assertThat(a.error()).isEqualTo("locked"));
    }

    @Test
    void what_was_undone_or_refused_is_told_as_that() {
        fhir.attempts().line(attempt(Kind.SIGN_IN, "LOGIN", Outcome.UNDONE, Cause.OTHER, null, Map.of()), 0);
        fhir.attempts()
                .line(
                        attempt(
                                Kind.REFUSED,
                                "ADMIN_403",
                                Outcome.DENIED,
                                Cause.NO_RIGHT,
                                "403",
                                Map.of("method", "GET", "path", "/admin/realms/hospital/users", "realm", "hospital")),
                        1);
        assertThat(told.get(0).recorded()).isInstanceOf(Recorded.Undone.class);
        assertThat(told.get(1).recorded()).isInstanceOfSatisfying(Recorded.Refusal.class, r -> {
            assertThat(r.status()).isEqualTo(403);
            assertThat(r.path()).isEqualTo("/admin/realms/hospital/users");
            assertThat(r.method()).isEqualTo("GET");
        });
    }

    @Test
    void a_change_keeps_its_before_and_after_and_a_look_its_question() {
        fhir.alterations()
                .line(
                        alteration(
                                "UPDATE",
                                "USER",
                                "users/u2",
                                new AlterationDetail.Field("User", "u2", "enabled", "true", "false")),
                        0);
        String look = fhir.alterations()
                .line(
                        alteration(
                                "READ",
                                "LOOK",
                                "GET history/sign-ins/export",
                                new AlterationDetail.Field("Look", null, "question", null, "format=csv"),
                                new AlterationDetail.Field("Look", null, "phase", null, "FINISHED"),
                                new AlterationDetail.Field("Look", null, "rows", null, "12")),
                        1);
        assertThat(told.get(0).recorded())
                .isInstanceOfSatisfying(
                        Recorded.Change.class,
                        c -> assertThat(c.fields())
                                .containsExactly(new Recorded.FieldChange("User", "u2", "enabled", "true", "false")));
        assertThat(told.get(1).recorded()).isInstanceOfSatisfying(Recorded.Look.class, l -> {
            assertThat(l.question()).isEqualTo("format=csv");
            assertThat(l.phase()).isEqualTo("FINISHED");
            assertThat(l.rows()).isEqualTo(12);
        });
        assertThat(look).isEqualTo("PSEUDONYMS synthetic\n");
    }

    private static AttemptDetail attempt(
            Kind kind, String type, Outcome outcome, Cause cause, @Nullable String error, Map<String, String> details) {
        return new AttemptDetail(
                new Attempt(
                        ID,
                        AT,
                        7,
                        kind,
                        type,
                        outcome,
                        cause,
                        "u1",
                        "mei.lin",
                        "Mei Lin",
                        "ICU",
                        null,
                        "ward-board",
                        Protocol.OIDC,
                        Method.PASSWORD_OTP,
                        "mfa",
                        "10.0.0.1",
                        "Chrome on Linux",
                        "s1",
                        false),
                error,
                List.of("pwd", "otp"),
                AT,
                "Mozilla/5.0",
                "c1",
                List.of(),
                details,
                "boot",
                3);
    }

    private static AlterationDetail alteration(
            String operation, String area, String target, AlterationDetail.Field... fields) {
        return new AlterationDetail(
                new Alteration(
                        ID,
                        AT,
                        8,
                        operation,
                        area,
                        target,
                        "u2",
                        "noor",
                        "u1",
                        "mei.lin",
                        null,
                        "keyward-console",
                        "10.0.0.1",
                        operation.equals("READ") ? "REQUEST" : "MODEL",
                        fields.length,
                        operation.equals("READ")),
                List.of(fields),
                "s1",
                "boot",
                4);
    }
}
