package health.keyward.it.web;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.contract.history.Method;
import health.keyward.contract.history.Outcome;
import health.keyward.contract.history.SignInDetail;
import health.keyward.contract.history.SignInRow;
import health.keyward.it.History;
import health.keyward.it.LostFactor;
import health.keyward.it.RequiredActions;
import health.keyward.it.StepUpClients;
import health.keyward.it.Ward;
import health.keyward.local.house.DemoPerson;
import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

/** Keys that came to a person by another way than the account page: a security key as second factor, and a passkey by the link of two staff (SU-2, SU-7). */
class EnrolmentWaysTest {
    private static final URI BOARD = Ward.house().oidcApp().address();
    private static final String PASSKEYS = "SELECT count(*) FROM credential c JOIN user_entity u ON u.id = c.user_id"
            + " WHERE u.username = ? AND c.type = 'webauthn-passwordless'";
    private static final String ATTESTATIONS =
            "SELECT count(*) FROM kw_attestation a JOIN user_entity u ON u.id = a.user_id WHERE u.username = ?";

    @Test
    void a_security_key_is_a_second_factor_beside_the_password_and_never_a_sign_in_of_its_own() {
        DemoPerson person = StepUpClients.person("security-key");
        StepUpApp app = StepUpApp.made();
        try (Screen screen = Screen.fresh()) {
            AtTheDoor door = new AtTheDoor(screen);
            Keys keys = new Keys(screen);
            keys.roaming();
            screen.goes(BOARD);
            door.signsIn(person, BOARD);
            RequiredActions.whileEnabled("webauthn-register", () -> {
                door.setsUp("webauthn-register");
                screen.sees(By.id("registerWebAuthn"));
                screen.presses(By.id("registerWebAuthn"));
                keys.isNamed();
                screen.arrives(BOARD);
            });
            Instant enrolled = Instant.now();

            screen.forgets().goes(app.asksFor("mfa"));
            door.givesPassword(person.username(), person.password());
            screen.presses(By.id("try-another-way")).seesText("ecurity").picture("security-key-choice");
            screen.presses(By.xpath("//*[@role='button'][contains(., 'ecurity')]"))
                    .presses(AtTheDoor.PASSKEY);
            StepUpApp.Told told = app.told(screen);
            assertThat(told.acr()).isEqualTo("mfa");
            assertThat(told.amr()).contains("pwd", "pop", "mfa").doesNotContain("otp", "hwk", "fpt");
            SignInRow row = History.eventually(
                    "person=" + person.username() + "&from=" + enrolled, r -> r.outcome() == Outcome.SUCCESS);
            assertThat(History.read("history/sign-ins/" + row.id(), SignInDetail.class)
                            .details())
                    .containsEntry("keyward_method", "SECURITY_KEY")
                    .containsEntry("keyward_level_after", "mfa");
            assertThat(row.method()).isNotEqualTo(Method.PASSKEY);
        }
    }

    @Test
    void when_the_database_takes_nothing_more_while_a_passkey_is_enrolled_nothing_is_half_done() throws SQLException {
        DemoPerson person = StepUpClients.person("passkey-fault");
        try (Screen screen = Screen.fresh()) {
            Keys keys = new Keys(screen);
            keys.platform();
            screen.goes(BOARD);
            new AtTheDoor(screen).signsIn(person, BOARD);
            new AtTheDoor(screen).setsUp("webauthn-register-passwordless");
            screen.sees(By.id("registerWebAuthn"));
            run("ALTER TABLE kw_attestation RENAME TO it_hidden");
            try {
                screen.presses(By.id("registerWebAuthn"));
                keys.isNamed();
                screen.seesText("We could not go on");
                assertThat(number(PASSKEYS, person)).isZero();
            } finally {
                run("ALTER TABLE it_hidden RENAME TO kw_attestation");
            }
            assertThat(number(ATTESTATIONS, person)).isZero();
            screen.goes(BOARD);
            keys.enrolsPasskey();
            assertThat(number(PASSKEYS, person)).isEqualTo(1);
            assertThat(number(ATTESTATIONS, person)).isEqualTo(1);
        }
    }

    private static void run(String sql) throws SQLException {
        try (Connection connection = Ward.house().postgres().connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static long number(String sql, DemoPerson person) throws SQLException {
        try (Connection connection = Ward.house().postgres().connect();
                PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, person.username());
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    @Test
    void a_passkey_is_enrolled_by_the_mailed_link_and_opens_a_step_up_afterwards() {
        DemoPerson person = StepUpClients.withPasswordOnly("passkey-link");
        StepUpApp app = StepUpApp.made();
        URI link = LostFactor.mailedLink(person, "PASSKEY");
        try (Screen screen = Screen.fresh()) {
            Keys keys = new Keys(screen);
            keys.platform();
            screen.goes(link).sees(AtTheDoor.PASSWORD);
            screen.picture("re-enrolment-link").submits(AtTheDoor.PASSWORD, person.password());
            screen.sees(By.id("registerWebAuthn"));
            screen.picture("re-enrolment-passkey").presses(By.id("registerWebAuthn"));
            keys.isNamed();
            screen.seesText("Your account has been updated");
            screen.goes(app.asksForNothing());
            screen.sees(AtTheDoor.PASSWORD);

            screen.goes(app.asksFor("phr"));
            new AtTheDoor(screen).givesPassword(person.username(), person.password());
            screen.presses(AtTheDoor.PASSKEY);
            assertThat(app.told(screen).acr()).isEqualTo("phr");

            screen.forgets().goes(link).seesText("This link was used already");
        }
    }
}
