package health.keyward.it.web;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.it.ClosedAccount;
import health.keyward.it.HaltedClients;
import health.keyward.it.Leaving;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

/** Somebody is reported and shut out, somebody is let back, and clients wait for two administrators, all at the console (IN-7, IN-10, IN-11, IN-15). */
class DeparturesPagesTest {
    private static final By SUGGESTED = By.cssSelector("vaadin-combo-box-item:not([hidden])");

    private AtTheConsole console;
    private Screen screen;

    /** Anew for each, because what these pages do asks for a fresh proof. */
    @BeforeEach
    void open() {
        console = AtTheConsole.signedIn();
        screen = console.screen();
    }

    @AfterEach
    void close() {
        console.close();
    }

    @Test
    void who_is_reported_is_out_and_the_page_shows_the_clock_of_each_app() {
        Leaving ada = Leaving.signedIn("leaverpage");
        console.opens("/access/inactive/leavers");
        screen.presses(By.id("leaver-add")).sees(By.id("leaver-do"));
        List<String> breaches = new ArrayList<>(Axe.breaches(screen, "axe-leaver", "#leaver"));
        screen.picture("leaver-report");
        screen.types(AtTheConsole.input("leaver-person"), ada.person().username())
                .presses(SUGGESTED);
        screen.types(By.cssSelector("#leaver-reason textarea"), "a test of the page")
                .presses(By.id("leaver-do"));
        screen.sees(AtTheConsole.cell(ada.person().username()));
        assertThat(ada.isOut()).as("within seconds, by one administrator").isTrue();

        console.opens("/access/inactive/leavers?state=out&access=yes");
        screen.presses(AtTheConsole.cell(ada.person().username())).sees(AtTheConsole.DRAWER);
        screen.seesText(ada.app()).seesText("Access ends").seesText("Partners");
        breaches.addAll(Axe.breaches(screen, "axe-leaver-drawer"));
        seen("leavers");
        screen.presses(By.id("drawer-close"));
        screen.until(
                "the address forgets the drawer",
                d -> screen.address().toString().contains("open=") ? null : true);
        assertThat(screen.address().toString()).contains("state=out", "access=yes");
        assertThat(breaches).isEmpty();
    }

    @Test
    void a_return_is_proposed_and_waits_and_nothing_taken_is_given_back_before_the_account_is_open() {
        ClosedAccount.Kept ben = ClosedAccount.Kept.made("returnpage");
        console.opens("/access/inactive/returns?search=" + ben.person().username());
        screen.presses(AtTheConsole.cell(ben.person().username())).sees(By.id("return-open"));
        screen.seesText(ben.role());
        List<String> breaches = new ArrayList<>(Axe.breaches(screen, "axe-return-drawer"));
        seen("returns");
        screen.presses(By.id("return-open")).sees(By.id("return-do"));
        breaches.addAll(Axe.breaches(screen, "axe-return", "#return"));
        screen.enters(AtTheConsole.input("return-day"), ClosedAccount.trainedToday());
        screen.types(By.cssSelector("#return-reason textarea"), "a test of the page")
                .presses(By.id("return-do"));
        screen.sees(By.id("return-there"));
        screen.presses(By.id("return-close"));
        screen.seesText("Requests that wait for an administrator")
                .seesText("Open the account of " + ben.person().username() + " again");
        breaches.addAll(Axe.breaches(screen, "axe-returns-waiting"));
        seen("returns-waiting");

        screen.presses(By.cssSelector("[id^='kept-GIVE-']")).sees(By.id("kept-do"));
        breaches.addAll(Axe.breaches(screen, "axe-kept", "#kept"));
        screen.types(By.cssSelector("#kept-reason textarea"), "a test of the page")
                .presses(By.id("kept-do"));
        screen.seesText("The account is not open.");
        assertThat(ben.holdsItAgain()).isFalse();
        assertThat(breaches).isEmpty();
    }

    @Test
    void clients_the_policy_was_stopped_at_are_proposed_by_one_press_and_a_reason() {
        try (HaltedClients halted = HaltedClients.made("haltpage")) {
            console.opens("/access/service-accounts");
            screen.sees(By.id("services-halted"));
            List<String> breaches = new ArrayList<>(Axe.breaches(screen, "axe-services-halted"));
            seen("services-halted");
            screen.presses(By.id("services-go-on")).sees(By.id("go-on-do"));
            breaches.addAll(Axe.breaches(screen, "axe-go-on", "#go-on"));
            screen.types(By.cssSelector("#go-on-reason textarea"), "the list was looked at")
                    .presses(By.id("go-on-do"));
            screen.presses(By.id("go-on-there")).sees(AtTheConsole.DRAWER);
            screen.seesText(halted.client());
            assertThat(breaches).isEmpty();
        }
    }

    /** For a person to look at: light and dark, wide and narrow. */
    private void seen(String name) {
        screen.picture(name).scheme("dark").picture(name + "-dark").narrow().picture(name + "-narrow-dark");
        screen.scheme("light").picture(name + "-narrow").wide();
    }
}
