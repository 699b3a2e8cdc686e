package health.keyward.it;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.contract.history.Outcome;
import health.keyward.contract.history.SignInDetail;
import health.keyward.contract.history.SignInRow;
import health.keyward.local.house.DemoPerson;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** A rule that speaks only when the risk is elevated (SU-1). */
class RiskTest {
    /** Keycloak locks who types faster. */
    private static final long BETWEEN_TRIES = Duration.ofMillis(1_200).toNanos();

    @Test
    void after_several_wrong_passwords_the_right_one_alone_is_not_enough() {
        Tokens.Client app = StepUpClients.made("risky");
        DemoPerson person = StepUpClients.person("risky");
        StepUpRules.publishForAppAtRisk(app.id(), "mfa");

        Instant calm = Instant.now();
        Tokens.Issued before;
        String verifier = Tokens.random();
        try (SignIn browser = new SignIn()) {
            browser.opens(Tokens.authorize(app, verifier))
                    .types(
                            Map.of("username", person.username(), "password", person.password()),
                            "password",
                            app.redirect());
            before = Tokens.exchange(app, Tokens.code(browser.page().address()), verifier);
        }
        assertThat(acr(before)).isEqualTo("pwd");
        assertThat(risk(person, calm)).isEqualTo("none");

        try (SignIn browser = new SignIn()) {
            String again = Tokens.random();
            browser.opens(Tokens.authorize(app, again));
            for (int i = 0; i < 3; i++) {
                browser.types(person.username(), "not " + person.password());
                LockSupport.parkNanos(BETWEEN_TRIES);
            }
            assertThat(Database.eventually(
                            "SELECT count(*) FROM kw_history_event WHERE user_id = ? AND cause = 'WRONG_PASSWORD'",
                            failures -> failures >= 3,
                            Staff.idOf(person.username())))
                    .as("the history knows")
                    .isEqualTo(3);
            Instant risky = Instant.now();
            browser.types(person.username(), person.password()).typesCode(person, app.redirect());
            Tokens.Issued after =
                    Tokens.exchange(app, Tokens.code(browser.page().address()), again);
            assertThat(acr(after)).isEqualTo("mfa");
            assertThat(acr(Tokens.renew(app, after))).isEqualTo("mfa");
            assertThat(risk(person, risky)).isEqualTo("failed-attempts");
        }
        assertThat(acr(Tokens.renew(app, before)))
                .as("a refresh goes by the risk of its own sign-in")
                .isEqualTo("pwd");
    }

    private static String acr(Tokens.Issued issued) {
        return Tokens.claims(issued.id()).path("acr").asText();
    }

    private static String risk(DemoPerson person, Instant from) {
        SignInRow row = History.eventually(
                "person=" + person.username() + "&kind=SIGN_IN&from=" + from, r -> r.outcome() == Outcome.SUCCESS);
        return History.read("history/sign-ins/" + row.id(), SignInDetail.class)
                .details()
                .getOrDefault("keyward_risk", "");
    }
}
