package health.keyward.audit.core;

import health.keyward.audit.Entry;
import health.keyward.audit.Recorded;
import health.keyward.kernel.Actor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Entries of every kind, tame and hostile, for the tests of feeds. */
public final class Entries {
    public static final Instant AT = Instant.parse("2026-11-21T03:00:00.123456Z");
    public static final String ADA = "0f8fad5b-d9cb-469f-a165-70867728950e";
    /** Everything that ever broke a log: line ends, separators, escapes, controls, halves of characters, characters of four bytes. */
    public static final String HOSTILE =
            "a\nb\r\nc|d=e\\f\"g]h[i\u0000j\u001b[31mk\u0085l\u2028m\uD83Dn\uD83D\uDE00o\tCEF:0|x|\ufffe<1>1 \u202e";

    private static final String ID = "0123456789abcdef0123456789abcdef";
    private static final Actor ADMIN =
            new Actor("hospital", ADA, "quinlan.admin", "keyward-console", "session-1", "192.0.2.7");

    private Entries() {}

    public static Entry of(long seq, Recorded recorded) {
        return new Entry(seq, AT.plusSeconds(seq), "boot", seq, recorded);
    }

    /** At least one of every kind and of every branch of the formats. */
    public static List<Entry> all() {
        List<Recorded> all = new ArrayList<>(List.of(
                activity("LOGIN", null, Map.of()),
                activity("LOGIN_ERROR", "invalid_user_credentials", Map.of()),
                activity("LOGIN_ERROR", "user_temporarily_disabled", Map.of()),
                activity("LOGOUT", null, Map.of("reason", "why")),
                token(),
                activity("CODE_TO_TOKEN_ERROR", "invalid_code", Map.of()),
                activity("UPDATE_PASSWORD", null, Map.of("purpose_of_use", "TREAT")),
                activity("VERIFY_EMAIL", null, Map.of()),
                stranger(),
                change("CREATE", Recorded.Source.ADMIN_EVENT, ADMIN),
                change("UPDATE", Recorded.Source.REQUEST, ADMIN),
                change("DELETE", Recorded.Source.MODEL, ADMIN),
                change("ACTION", Recorded.Source.SELF, Actor.NOBODY),
                new Recorded.Refusal(
                        ID, AT, "", "elsewhere", "GET", "users/" + ADA + "?search=quinlan", 403, ADMIN, "curl/8"),
                look("ASKED", null),
                look("FINISHED", 12L),
                look("CUT", 3L),
                new Recorded.Undone(ID, AT, "hospital", "LOGIN", ADA, "quinlan", "ward-board", "2001:db8::7"),
                act("GRANT_STARTED", null),
                act("CASE_REVIEWED", "not_independent"),
                decision("PERMIT"),
                decision("STEP_UP"),
                decision("DENY", "app.role_not_listed")));
        for (String mark : List.of("BOOT", "HEARTBEAT", "SHUTDOWN", "CLOCK_JUMP", "GAP", "KEY", "SELF_CHECK")) {
            all.add(new Recorded.Mark(ID, AT, "", mark, Map.of("host", "node-1", "numbers", "4-7")));
        }
        List<Entry> entries = new ArrayList<>();
        for (Recorded recorded : all) {
            entries.add(of(entries.size() + 1L, recorded));
        }
        return entries;
    }

    private static Recorded.Act act(String type, @Nullable String error) {
        return new Recorded.Act(
                ID,
                AT,
                "hospital",
                "breakglass",
                type,
                error,
                "0f".repeat(16),
                ADA,
                "quinlan",
                ADMIN,
                Map.of("reason", "BTG", "text", "Ada Quinlan's patient"));
    }

    /** The same with {@link #HOSTILE} wherever somebody outside has a say. */
    public static List<Entry> hostile() {
        Actor actor = new Actor(HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE);
        return List.of(
                of(
                        1,
                        new Recorded.UserActivity(
                                ID,
                                AT,
                                HOSTILE,
                                HOSTILE,
                                HOSTILE,
                                HOSTILE,
                                HOSTILE,
                                HOSTILE,
                                HOSTILE,
                                HOSTILE,
                                HOSTILE,
                                List.of(HOSTILE),
                                HOSTILE,
                                AT,
                                true,
                                HOSTILE,
                                HOSTILE,
                                HOSTILE,
                                HOSTILE,
                                List.of(HOSTILE),
                                Map.of(HOSTILE, HOSTILE, "scope", HOSTILE, "token_id", HOSTILE))),
                of(
                        2,
                        new Recorded.Change(
                                ID,
                                AT,
                                HOSTILE,
                                Recorded.Source.ADMIN_EVENT,
                                HOSTILE,
                                HOSTILE,
                                HOSTILE,
                                HOSTILE,
                                HOSTILE,
                                actor,
                                List.of(new Recorded.FieldChange(HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE)),
                                HOSTILE)),
                of(3, new Recorded.Refusal(ID, AT, HOSTILE, HOSTILE, HOSTILE, HOSTILE, 401, actor, HOSTILE)),
                of(4, new Recorded.Look(ID, AT, HOSTILE, actor, HOSTILE, HOSTILE, HOSTILE, 1L)),
                of(5, new Recorded.Undone(ID, AT, HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE)),
                of(
                        6,
                        new Recorded.Act(
                                ID,
                                AT,
                                HOSTILE,
                                HOSTILE,
                                HOSTILE,
                                HOSTILE,
                                HOSTILE,
                                HOSTILE,
                                HOSTILE,
                                actor,
                                Map.of(HOSTILE, HOSTILE))),
                of(
                        7,
                        new Recorded.Decision(
                                ID,
                                AT,
                                HOSTILE,
                                HOSTILE,
                                HOSTILE,
                                HOSTILE,
                                HOSTILE,
                                HOSTILE,
                                HOSTILE,
                                List.of(HOSTILE),
                                HOSTILE,
                                HOSTILE,
                                1,
                                true,
                                HOSTILE,
                                HOSTILE,
                                HOSTILE,
                                HOSTILE,
                                HOSTILE,
                                HOSTILE,
                                HOSTILE,
                                HOSTILE,
                                HOSTILE,
                                HOSTILE,
                                HOSTILE,
                                HOSTILE,
                                HOSTILE,
                                HOSTILE)),
                of(6, new Recorded.Mark(ID, AT, "", HOSTILE, Map.of(HOSTILE, HOSTILE))));
    }

    public static Recorded.UserActivity activity(String type, @Nullable String error, Map<String, String> details) {
        return new Recorded.UserActivity(
                ID,
                AT,
                "hospital",
                type,
                error,
                ADA,
                "quinlan",
                null,
                "ward-board",
                "openid-connect",
                "password",
                List.of("pwd", "otp"),
                "mfa",
                AT,
                false,
                "192.0.2.8",
                "Mozilla/5.0",
                "session-2",
                "corr-1",
                List.of(),
                details);
    }

    public static Recorded.UserActivity token() {
        return activity(
                "CODE_TO_TOKEN",
                null,
                Map.of(
                        "token_id",
                        "onrtac:7f1c",
                        "scope",
                        "openid",
                        "grant_type",
                        "authorization_code",
                        "credential_user_label",
                        "Quinlan's phone",
                        "redirect_uri",
                        "https://board/?patient=Quinlan",
                        "impersonator",
                        "quinlan.boss",
                        "purpose_of_use",
                        "TREAT"));
    }

    public static Recorded.Decision decision(String effect, String... reasons) {
        return new Recorded.Decision(
                ID,
                AT,
                "hospital",
                effect,
                "SIGN_IN",
                "ward-board",
                "open",
                "user",
                "app",
                List.of(reasons),
                "r-7",
                "embedded",
                21,
                true,
                "PERMIT",
                ADA,
                "quinlan",
                null,
                "ward-board",
                "192.0.2.8",
                "Mozilla/5.0",
                "session-2",
                "cd".repeat(32),
                "{\"subject\":{\"id\":\"Quinlan\"}}",
                "[]",
                null,
                "{}",
                "{\"decision\":false}");
    }

    private static Recorded.UserActivity stranger() {
        return new Recorded.UserActivity(
                ID,
                AT,
                "hospital",
                "LOGIN_ERROR",
                "user_not_found",
                null,
                null,
                "ab".repeat(32),
                "ward-board",
                "saml",
                null,
                List.of(),
                null,
                null,
                false,
                "192.0.2.9",
                null,
                null,
                null,
                List.of(),
                Map.of());
    }

    public static Recorded.Change change(String operation, Recorded.Source source, Actor actor) {
        return new Recorded.Change(
                ID,
                AT,
                "hospital",
                source,
                operation,
                "USER",
                "users/" + ADA + "/role-mappings",
                ADA,
                "quinlan",
                actor,
                List.of(
                        new Recorded.FieldChange("User", ADA, "firstName", "Quinlan", "Adele"),
                        new Recorded.FieldChange("Client", "c1", "redirectUris", null, "https://board/*"),
                        new Recorded.FieldChange("Reason", null, "reason", null, "Quinlan asked for it")),
                "cd".repeat(32));
    }

    public static Recorded.Look look(String phase, @Nullable Long rows) {
        return new Recorded.Look(
                ID,
                AT,
                "hospital",
                ADMIN,
                "GET history/people/" + ADA + "/timeline",
                "person=quinlan&limit=50&q",
                phase,
                rows);
    }
}
