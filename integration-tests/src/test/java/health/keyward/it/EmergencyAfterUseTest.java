package health.keyward.it;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.local.house.DemoPerson;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** After its use an emergency account is enrolled anew, and opened again only when two have bound what it was enrolled with (EA-8). */
class EmergencyAfterUseTest {
    @Test
    void an_account_that_was_used_comes_in_again_only_after_two_bound_its_new_credentials() {
        DemoPerson account = EmergencyAccounts.person("again", "emergency-admin");
        DemoPerson keeper = EmergencyAccounts.person("again-keeper", "system-admin");
        List<DemoPerson> custodians = List.of(
                keeper,
                EmergencyAccounts.person("again-keeper", "nurse"),
                EmergencyAccounts.person("again-keeper", "nurse"));
        EmergencyAccounts.registered(account, custodians, "127.0.0.0/8", "::1");
        Tokens.Client app = StepUpClients.made("again");
        EmergencyAccounts.opened(account, custodians.get(1), custodians.get(2));
        Tokens.issue(app, account, true);
        EmergencyAccounts.loggedOut(account);
        assertThat(EmergencyAccounts.credentialsAfterUse(account)).isZero();
        assertThat(EmergencyAccounts.findings(account)).contains("NOT_SEALED", "NO_AUTHENTICATOR");

        Supplier<String> asks = Badge.of(Tokens.console(), EmergencyAccounts.person("seal-asks", "system-admin"), true);
        HttpResponse<String> bare = propose(asks, account);
        assertThat(bare.statusCode()).as("nothing to bind yet").isNotEqualTo(200);

        DemoPerson renewed = EmergencyAccounts.enrolledAnew(account);
        EmergencyAccounts.opened(renewed, custodians.get(1), custodians.get(2));
        try (SignIn early = new SignIn()) {
            early.opens(Tokens.authorize(app, Tokens.random())).typesPassword(renewed);
            assertThat(early.page().formWith("otp")).as("not bound yet").isEmpty();
            assertThat(early.page().address().toString()).doesNotStartWith(app.redirect());
        }
        assertThat(EmergencyAccounts.alarms(account)).anyMatch(alarm -> alarm.contains("emergency.not_sealed"));
        Database.run("UPDATE kw_emergency_opening SET first_at = first_at - interval '1 hour',"
                + " second_at = second_at - interval '1 hour' WHERE used_at IS NULL AND account = '"
                + Staff.idOf(account.username()) + "'");

        Supplier<String> keeps = Badge.of(Tokens.console(), keeper, true);
        HttpResponse<String> byKeeper = EmergencyAccounts.confirmed(keeps, id(propose(asks, account)));
        assertThat(byKeeper.statusCode()).as("a custodian confirms nothing").isNotEqualTo(200);

        EmergencyAccounts.confirmed(id(propose(asks, account)));
        assertThat(EmergencyAccounts.findings(account)).doesNotContain("NOT_SEALED", "NO_AUTHENTICATOR");
        EmergencyAccounts.opened(renewed, custodians.get(1), custodians.get(2));
        Tokens.issue(app, renewed, true);
    }

    private static HttpResponse<String> propose(Supplier<String> by, DemoPerson account) {
        return Http.call(
                "POST",
                Admin.address("hospital/keyward/v1/approval/proposals"),
                by.get(),
                Admin.text(Map.of(
                        "kind",
                        "emergency-seal",
                        "asked",
                        Map.of("account", Staff.idOf(account.username())),
                        "reason",
                        "enrolled anew after the exercise")));
    }

    private static String id(HttpResponse<String> proposed) {
        assertThat(proposed.statusCode()).as(proposed.body()).isEqualTo(200);
        return Admin.json(proposed).at("/row/id").asText();
    }
}
