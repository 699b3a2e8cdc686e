package health.keyward.it.web;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.contract.history.EventKind;
import health.keyward.contract.history.Method;
import health.keyward.contract.history.Outcome;
import health.keyward.contract.history.SignInRow;
import health.keyward.it.History;
import health.keyward.it.Ward;
import health.keyward.local.house.DemoPerson;
import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

/** Without the telephone, a code from the saved list is the second factor. */
class RecoveryCodeTest {
    private static final URI BOARD = Ward.house().oidcApp().address();

    private static Screen screen;

    @BeforeAll
    static void open() {
        screen = Screen.fresh();
    }

    @AfterAll
    static void close() {
        screen.close();
    }

    @Test
    void a_person_saves_recovery_codes_and_signs_in_with_the_first() {
        DemoPerson person = Ward.someone("pharmacy-technician");
        AtTheDoor door = new AtTheDoor(screen);
        screen.goes(BOARD);
        door.signsIn(person, BOARD);
        door.setsUp("keyward-recovery-codes");
        String first =
                screen.reads(By.cssSelector("#kc-recovery-codes-list li")).replaceAll("[^A-Z0-9]", "");
        assertThat(Axe.breaches(screen, "axe-recovery-codes")).isEmpty();
        screen.narrow()
                .scheme("dark")
                .picture("recovery-codes-narrow-dark")
                .scheme("light")
                .wide();
        screen.picture("recovery-codes")
                .presses(By.id("kcRecoveryCodesConfirmationCheck"))
                .presses(By.id("saveRecoveryAuthnCodesBtn"))
                .arrives(BOARD);

        screen.goes(BOARD)
                .presses(By.id("logout"))
                .seesText("You are signed out")
                .goes(BOARD);
        door.givesPassword(person.username(), person.password());
        screen.sees(AtTheDoor.CODE);
        screen.presses(By.id("try-another-way")).seesText("Recovery code").picture("another-way");
        assertThat(screen.text()).doesNotContain("-display-name");
        screen.presses(By.xpath("//*[@role='button'][contains(., 'Recovery code')]"))
                .sees(By.id("recoveryCodeInput"));
        assertThat(Axe.breaches(screen.picture("recovery-code"), "axe-recovery-code"))
                .isEmpty();
        screen.submits(By.id("recoveryCodeInput"), "0000-0000-0000-0000").seesText("did not work");
        assertThat(Axe.breaches(screen, "axe-recovery-code-wrong")).isEmpty();
        screen.narrow().scheme("dark").picture("recovery-code-narrow-dark");
        screen.scheme("light")
                .wide()
                .enters(By.id("recoveryCodeInput"), first)
                .arrives(BOARD)
                .seesText("You are signed in");
        assertThat(screen.reads(By.id("acr"))).isEqualTo("mfa");
        SignInRow row = History.eventually(
                "person=" + person.username(),
                r -> r.kind() == EventKind.SIGN_IN
                        && r.outcome() == Outcome.SUCCESS
                        && r.method() == Method.PASSWORD_RECOVERY_CODE);
        assertThat(row.acr()).isEqualTo("mfa");
    }
}
