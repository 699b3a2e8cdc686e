package health.keyward.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import health.keyward.local.house.DemoPerson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;

/** Emergency accounts that two system administrators register, and what became of them (EA-1). */
public final class EmergencyAccounts {
    /** A register has no more. */
    private static final int MOST = 10;

    private EmergencyAccounts() {}

    /** Somebody with a password, a second factor and these realm roles. */
    public static DemoPerson person(String name, String... roles) {
        return Staff.hire(name, roles);
    }

    /** Registers an account beside the newest that are there, confirmed by a second administrator. */
    public static void registered(DemoPerson account, List<DemoPerson> custodians, String... networks) {
        registered(List.of(account), custodians, networks);
    }

    /** The same of several with the same custodians. */
    public static void registered(List<DemoPerson> registered, List<DemoPerson> custodians, String... networks) {
        Supplier<String> asks = Badge.of(Tokens.console(), Staff.hire("register-asks", "system-admin"), true);
        Supplier<String> confirms = Badge.of(Tokens.console(), Staff.hire("register-confirms", "system-admin"), true);
        JsonNode before = register();
        List<Object> accounts = new ArrayList<>();
        before.path("accounts")
                .valueStream()
                .skip(Math.max(0, before.path("accounts").size() + registered.size() - MOST))
                .forEach(accounts::add);
        registered.forEach(account -> accounts.add(Map.of(
                "account",
                account.username(),
                "purpose",
                "When nothing else works",
                "custodians",
                custodians.stream().map(DemoPerson::username).toList(),
                "storage",
                "Safe in room 2",
                "authenticator",
                "ONE_TIME_CODE",
                "networks",
                List.of(networks))));
        JsonNode proposed = json(call(
                "POST",
                asks,
                "breakglass/emergency-admins/proposals",
                Map.of("after", before.path("version").asInt(), "accounts", accounts, "reason", "For a test")));
        json(confirmed(confirms, proposed.path("proposal").asText()));
    }

    /** What the server says to somebody who confirms a proposal as it is shown to them. */
    static HttpResponse<String> confirmed(Supplier<String> by, String proposal) {
        String path = "approval/proposals/" + proposal;
        JsonNode shown = json(Http.get(Admin.address("hospital/keyward/v1/" + path), by.get()));
        return call(
                "POST",
                by,
                path + "/confirm",
                Map.of("hash", shown.at("/row/hash").asText()));
    }

    /** A system administrator who keeps no account confirms a proposal. */
    public static void confirmed(String proposal) {
        json(confirmed(Badge.of(Tokens.console(), person("seal-confirms", "system-admin"), true), proposal));
    }

    public static JsonNode register() {
        return json(Http.get(Admin.address("hospital/keyward/v1/breakglass/emergency-admins"), Tokens.keeper()));
    }

    /** As two custodians leave it, without their pages. */
    public static void opened(DemoPerson account, DemoPerson first, DemoPerson second) {
        Database.run(
                "INSERT INTO kw_emergency_opening (realm_id, id, account, account_name, drill, why, first_by, first_name,"
                        + " first_session, first_at, second_by, second_name, second_session, second_at) SELECT r.id, '"
                        + UUID.randomUUID() + "', '" + Staff.idOf(account.username()) + "', '" + account.username()
                        + "', true, 'Exercise', '" + Staff.idOf(first.username()) + "', '" + first.username()
                        + "', 'session-a', now(), '" + Staff.idOf(second.username()) + "', '" + second.username()
                        + "', 'session-b', now() FROM realm r WHERE r.name = 'hospital'");
    }

    /** With a fresh opening by two of its custodians, password and code; and stays in. */
    public static void comesIn(DemoPerson account, List<DemoPerson> custodians, Tokens.Client app) {
        opened(account, custodians.get(0), custodians.get(1));
        Tokens.Issued issued = Tokens.issue(app, account, true);
        assertThat(Tokens.claims(Tokens.renew(app, issued).access()).path("acr").asText())
                .isEqualTo("mfa");
    }

    /** Signs in at the console's client; the access token. */
    public static String consoleToken(DemoPerson account) {
        return Tokens.issue(Tokens.console(), account, true).access();
    }

    /** What the API of the hospital answers. */
    public static HttpResponse<String> asks(String token, String path) {
        return Http.get(Admin.address("hospital/keyward/v1/" + path), token);
    }

    /** How loud the alarms of a kind about an account are. */
    public static List<String> tones(DemoPerson account, String kind) {
        return Database.column(
                        "SELECT tone FROM kw_emergency_alarm WHERE subject = ? AND kind = ?", account.username(), kind)
                .stream()
                .map(String::valueOf)
                .toList();
    }

    /** How the normal path stood when the account was last opened. */
    public static String normalPath(DemoPerson account) {
        return String.valueOf(Database.column(
                        "SELECT normal_path FROM kw_emergency_opening WHERE account = ? ORDER BY first_at DESC LIMIT 1",
                        Staff.idOf(account.username()))
                .getFirst());
    }

    /** Whether the file of its use says in the end that its session did this. */
    public static boolean did(DemoPerson account, String what) {
        return Database.eventually(
                        "SELECT count(*) FROM kw_emergency_action a JOIN kw_emergency_opening o ON o.id = a.opening"
                                + " WHERE o.account = ? AND a.what LIKE ?",
                        count -> count > 0,
                        Staff.idOf(account.username()),
                        what)
                > 0;
    }

    /** An identity provider of the hospital at a port that nobody listens at, as long as something is done. */
    public static void whileAProviderIsAway(Runnable meanwhile) {
        String alias = Staff.fresh("away");
        String instances = "hospital/identity-provider/instances";
        String nowhere = "http://localhost:" + unused() + "/";
        Staff.boss()
                .make(
                        instances,
                        Map.of(
                                "alias",
                                alias,
                                "providerId",
                                "oidc",
                                "enabled",
                                true,
                                "config",
                                Map.of(
                                        "clientId",
                                        "hospital",
                                        "clientSecret",
                                        Tokens.random(),
                                        "authorizationUrl",
                                        nowhere + "auth",
                                        "tokenUrl",
                                        nowhere + "token")));
        try {
            meanwhile.run();
        } finally {
            Staff.boss().delete(instances + "/" + alias);
        }
    }

    private static int unused() {
        try (ServerSocket was = new ServerSocket(0)) {
            return was.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What alarms say of an account: kind and detail. */
    public static List<String> alarms(DemoPerson account) {
        return Database.column(
                        "SELECT kind || ': ' || detail FROM kw_emergency_alarm WHERE subject = ? ORDER BY happened_at",
                        account.username())
                .stream()
                .map(String::valueOf)
                .toList();
    }

    /** Waits until so many alarms of a kind were raised for the account. */
    public static long raised(DemoPerson account, String kind, long atLeast) {
        return Database.eventually(
                "SELECT count(*) FROM kw_emergency_alarm WHERE subject = ? AND kind = ? AND told_at IS NOT NULL",
                count -> count >= atLeast,
                account.username(),
                kind);
    }

    /** Ends every session of the account as an administrator does. */
    public static void loggedOut(DemoPerson account) {
        assertThat(Staff.chief()
                        .ask("POST", "hospital/users/" + Staff.idOf(account.username()) + "/logout", null)
                        .statusCode())
                .isEqualTo(204);
    }

    /** How many credentials are left when the house has seen that the session is over. */
    public static long credentialsAfterUse(DemoPerson account) {
        String id = Staff.idOf(account.username());
        Database.eventually(
                "SELECT count(*) FROM kw_emergency_opening WHERE account = ? AND over_at IS NOT NULL",
                count -> count > 0,
                id);
        return Database.number("SELECT count(*) FROM credential WHERE user_id = ?", id);
    }

    /** Codes of what stands against an account. */
    public static List<String> findings(DemoPerson account) {
        return StreamSupport.stream(register().path("findings").spliterator(), false)
                .filter(finding -> finding.path("account").asText().equals(account.username()))
                .map(finding -> finding.path("code").asText())
                .toList();
    }

    /** A new password by a system administrator, then the supervised enrolment. */
    public static DemoPerson enrolledAnew(DemoPerson account) {
        String password = Tokens.random();
        Staff.SECRETS.add(password);
        Staff.chief()
                .put(
                        "hospital/users/" + Staff.idOf(account.username()) + "/reset-password",
                        Map.of("type", "password", "value", password, "temporary", false));
        DemoPerson person = new DemoPerson(
                account.username(),
                account.displayName(),
                account.unit(),
                password,
                account.totpKey(),
                account.roles(),
                true);
        try (SignIn atTheLink = new SignIn()) {
            atTheLink
                    .opens(LostFactor.mailedLink(person, "AUTHENTICATOR_APP"))
                    .types(Map.of("password", password), "password", "");
            return LostFactor.enrols(atTheLink, person);
        }
    }

    /** What the ledger's acts about the account were, seen in the openings. */
    public static long openings(DemoPerson account) {
        return Database.number(
                "SELECT count(*) FROM kw_emergency_opening WHERE account = ?", Staff.idOf(account.username()));
    }

    private static HttpResponse<String> call(String method, Supplier<String> by, String path, Object body) {
        return Http.call(method, Admin.address("hospital/keyward/v1/" + path), by.get(), Admin.text(body));
    }

    private static JsonNode json(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Admin.json(answer);
    }
}
