package health.keyward.it;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.contract.history.Cause;
import health.keyward.contract.history.Method;
import health.keyward.contract.history.SignInRow;
import health.keyward.local.check.Page;
import health.keyward.local.house.DemoPerson;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Recovery codes on the running house: made with a second factor only, good once each, throttled, and nowhere to be read (SU-7). */
class RecoveryCodesTest {
    private static final Pattern CODE = Pattern.compile("<code>(([0-9A-Z]{4}-){3}[0-9A-Z]{4})</code>");
    private static final Pattern CHOICE =
            Pattern.compile("(?s)name=\"authenticationExecution\" value=\"([^\"]+)\".*?<h2[^>]*>(.*?)</h2>");

    @Test
    void a_code_works_once_however_it_is_typed_and_in_any_order() {
        DemoPerson person = Staff.hire("codes", "nurse");
        List<String> codes = made(person);
        assertThat(codes).hasSize(10);
        String typed = codes.get(6).toLowerCase(Locale.ROOT).replace("-", " ").replace('0', 'o');
        assertThat(entered(person, typed)).isTrue();
        assertThat(entered(person, typed)).as("the same code again").isFalse();
        assertThat(entered(person, codes.get(2))).isTrue();
        SignInRow wrong = History.eventually("person=" + person.username(), row -> row.cause() == Cause.WRONG_CODE);
        assertThat(wrong.method()).isEqualTo(Method.PASSWORD_RECOVERY_CODE);
        History.eventually(
                "person=" + person.username(),
                row -> row.cause() == Cause.NONE && row.method() == Method.PASSWORD_RECOVERY_CODE);
    }

    @Test
    void of_two_who_type_the_same_code_at_once_one_gets_in() throws Exception {
        DemoPerson person = Staff.hire("codes-two", "nurse");
        String code = made(person).getFirst();
        try (SignIn here = asked(person);
                SignIn there = asked(person)) {
            CompletableFuture<Boolean> other = CompletableFuture.supplyAsync(() -> types(there, code));
            boolean mine = types(here, code);
            assertThat(List.of(mine, other.get(60, TimeUnit.SECONDS))).containsExactlyInAnyOrder(true, false);
        }
    }

    @Test
    void after_five_wrong_codes_even_a_right_one_waits_also_where_keycloak_counts_nothing() {
        DemoPerson person = Staff.hire("codes-guess", "nurse");
        String id = Staff.idOf(person.username());
        List<String> codes = made(person);
        Staff.boss().put("hospital", Map.of("bruteForceProtected", false));
        try {
            try (SignIn guesser = asked(person)) {
                for (int i = 0; i < 5; i++) {
                    assertThat(types(guesser, "0123-4567-89AB-CDE" + i)).isFalse();
                }
                assertThat(Database.number("SELECT failures FROM kw_recovery_tries WHERE person_id = ?", id))
                        .isEqualTo(5);
                assertThat(types(guesser, codes.getFirst()))
                        .as("a right code too soon")
                        .isFalse();
                assertThat(guesser.page().text()).contains("Wait a few minutes");
            }
            assertThat(Database.number("SELECT count(*) FROM kw_recovery_spent WHERE person_id = ?", id))
                    .as("what was not looked at is not spent")
                    .isZero();
            Database.run("UPDATE kw_recovery_tries SET last_at = last_at - interval '1 hour' WHERE person_id = '" + id
                    + "'");
            assertThat(entered(person, codes.getFirst()))
                    .as("the same code in time")
                    .isTrue();
        } finally {
            Staff.boss().put("hospital", Map.of("bruteForceProtected", true));
        }
        History.eventually(
                "person=" + person.username(),
                row -> row.cause() == Cause.LOCKED && row.method() == Method.PASSWORD_RECOVERY_CODE);
    }

    @Test
    void no_code_can_be_read_from_the_database() {
        DemoPerson person = Staff.hire("codes-read", "nurse");
        String id = Staff.idOf(person.username());
        List<String> codes = made(person);
        assertThat(Database.number(
                        "SELECT count(*) FROM credential WHERE user_id = ? AND type = 'keyward-recovery-codes'"
                                + " AND secret_data LIKE '%argon2%'",
                        id))
                .isEqualTo(1);
        for (String code : codes) {
            String secret = code.replace("-", "").substring(2);
            assertThat(Database.number(
                            "SELECT count(*) FROM credential c WHERE user_id = ? AND position(? in c::text) > 0",
                            id,
                            secret))
                    .isZero();
        }
    }

    @Test
    void a_password_alone_makes_no_codes() {
        DemoPerson person = Staff.hire(Staff.chief(), Staff.REALM, Staff.fresh("codes-none"), false, "nurse");
        Tokens.Client app = Staff.app("codes-app", Map.of());
        try (SignIn signIn = new SignIn()) {
            signIn.opens(asking(app)).typesPassword(person);
            assertThat(signIn.page().text()).doesNotContain("<code>");
            assertThat(signIn.page().text()).contains("sign in with your second factor first");
        }
        assertThat(types(person)).containsExactly("password");
    }

    @Test
    void keycloaks_own_codes_are_not_accepted_and_whoever_has_some_is_told() {
        DemoPerson person = Staff.hire("codes-old", "nurse");
        String id = Staff.idOf(person.username());
        Database.run(
                "INSERT INTO credential (id, user_id, type, created_date, credential_data, secret_data, priority) VALUES"
                        + " (gen_random_uuid()::text, '" + id + "', 'recovery-authn-codes', 0,"
                        + " '{\"hashIterations\":1,\"algorithm\":\"SHA-512\",\"totalCodes\":1,\"remainingCodes\":1}',"
                        + " '{\"codes\":[]}', 30)");
        assertThat(Staff.boss().ask("POST", "hospital/clear-user-cache", null).statusCode())
                .isEqualTo(204);
        Tokens.Client console = Tokens.console();
        try (SignIn signIn = new SignIn()) {
            signIn.opens(Tokens.authorize(console, Tokens.random()))
                    .typesPassword(person)
                    .typesCode(person, console.redirect());
            assertThat(signIn.page().text()).contains("are not accepted any more");
            saved(signIn, console.redirect());
        }
        assertThat(types(person)).containsExactlyInAnyOrder("password", "otp", "keyward-recovery-codes");
    }

    @Test
    void when_few_are_left_new_ones_are_offered_and_may_wait() {
        DemoPerson person = Staff.hire("codes-few", "nurse");
        List<String> codes = made(person);
        Database.run("INSERT INTO kw_recovery_spent SELECT c.id, k, 'hospital', c.user_id, now() FROM credential c,"
                + " LATERAL jsonb_object_keys(c.secret_data::jsonb) k WHERE c.user_id = '"
                + Staff.idOf(person.username()) + "' AND c.type = 'keyward-recovery-codes' AND k <> ALL(ARRAY["
                + codes.subList(0, 4).stream()
                        .map(code -> "'" + code.substring(0, 2) + "'")
                        .collect(java.util.stream.Collectors.joining(","))
                + "])");
        try (SignIn signIn = asked(person)) {
            signIn.types(Map.of("recoveryCodeInput", codes.getFirst()), "recoveryCodeInput", "");
            assertThat(signIn.page().text()).contains("You have 3 recovery codes left");
            signIn.types(Map.of("later", "true"), "set", Tokens.console().redirect());
            assertThat(signIn.page().address().toString())
                    .startsWith(Tokens.console().redirect());
        }
        try (SignIn signIn = asked(person)) {
            signIn.types(Map.of("recoveryCodeInput", codes.get(1)), "recoveryCodeInput", "");
            assertThat(signIn.page().text()).contains("You have 2 recovery codes left");
        }
        assertThat(Database.number(
                        "SELECT count(*) FROM kw_recovery_spent WHERE person_id = ?", Staff.idOf(person.username())))
                .isEqualTo(8);
    }

    /** Signs in with password and one-time code and lets the house make codes. */
    static List<String> made(DemoPerson person) {
        Tokens.Client console = Tokens.console();
        try (SignIn signIn = new SignIn()) {
            signIn.opens(asking(console)).typesPassword(person).typesCode(person, console.redirect());
            return saved(signIn, console.redirect());
        }
    }

    private static List<String> saved(SignIn signIn, String end) {
        List<String> codes = new ArrayList<>();
        Matcher shown = CODE.matcher(signIn.page().text());
        while (shown.find()) {
            codes.add(shown.group(1));
            Staff.SECRETS.add(shown.group(1).replace("-", ""));
        }
        signIn.types(Map.of("saved", "true"), "set", end);
        assertThat(signIn.page().address().toString())
                .as(signIn.page().glimpse())
                .startsWith(end);
        return codes;
    }

    private static URI asking(Tokens.Client client) {
        return URI.create(Tokens.authorize(client, Tokens.random()) + "&kc_action=keyward-recovery-codes");
    }

    private static boolean entered(DemoPerson person, String code) {
        try (SignIn signIn = asked(person)) {
            return types(signIn, code);
        }
    }

    private static boolean types(SignIn signIn, String code) {
        String end = Tokens.console().redirect();
        signIn.types(Map.of("recoveryCodeInput", code), "recoveryCodeInput", end);
        return signIn.page().address().toString().startsWith(end);
    }

    /** As far as the page that asks for a recovery code. */
    private static SignIn asked(DemoPerson person) {
        SignIn signIn = new SignIn();
        signIn.opens(Tokens.authorize(Tokens.console(), Tokens.random())).typesPassword(person);
        signIn.types(Map.of("tryAnotherWay", "on"), "tryAnotherWay", "");
        Page page = signIn.page();
        Matcher choice = CHOICE.matcher(page.text());
        while (choice.find()) {
            if (choice.group(2).contains("Recovery code")) {
                signIn.types(Map.of("authenticationExecution", choice.group(1)), "authenticationExecution", "");
                return signIn;
            }
        }
        throw new AssertionError("no recovery code on offer: " + page.glimpse());
    }

    private static List<String> types(DemoPerson person) {
        return StreamSupport.stream(
                        Staff.boss()
                                .get("hospital/users/" + Staff.idOf(person.username()) + "/credentials")
                                .spliterator(),
                        false)
                .map(credential -> credential.path("type").asText())
                .toList();
    }
}
