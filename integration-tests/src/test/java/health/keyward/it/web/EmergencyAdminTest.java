package health.keyward.it.web;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.it.EmergencyAccounts;
import health.keyward.it.StepUpClients;
import health.keyward.it.Tokens;
import health.keyward.it.Ward;
import health.keyward.local.house.DemoPerson;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

/** Two custodians open an emergency account with keys of their own; nobody else and nothing less does (EA-3 to EA-8). */
class EmergencyAdminTest {
    private static final URI BOARD = Ward.house().oidcApp().address();
    private static final By DENIED = By.id("keyward-denied-reason");

    @Test
    void an_account_comes_in_once_after_two_custodians_opened_it_and_is_void_afterwards() {
        DemoPerson account = EmergencyAccounts.person("sealed", "emergency-admin");
        DemoPerson ana = EmergencyAccounts.person("custodian-a", "nurse");
        DemoPerson ben = EmergencyAccounts.person("custodian-b", "nurse");
        EmergencyAccounts.registered(
                account, List.of(ana, ben, EmergencyAccounts.person("custodian-c", "nurse")), "127.0.0.0/8", "::1");
        StepUpApp app = StepUpApp.made();
        try (Screen first = Screen.fresh();
                Screen second = Screen.fresh();
                Screen sealed = Screen.fresh()) {
            sealed.goes(app.asksForNothing());
            new AtTheDoor(sealed).givesPassword(account.username(), account.password());
            assertThat(sealed.reads(DENIED)).contains("two of its custodians");
            assertThat(EmergencyAccounts.raised(account, "EMERGENCY_ADMIN_REFUSED", 1))
                    .isEqualTo(1);

            holds(first, ana);
            holds(second, ben);
            opens(first, ana);
            first.types(By.id("why-0"), "Exercise").presses(By.id("drill-0"));
            List<String> breaches = Axe.breaches(first, "axe-custodian");
            first.picture("custodian")
                    .presses(By.id("keyward-custodian-begin-0"))
                    .arrives(BOARD);
            opens(first, ana);
            assertThat(first.text()).contains("You have agreed");
            assertThat(first.shows(By.id("keyward-custodian-join-0"))).isFalse();

            sealed.forgets().goes(app.asksForNothing());
            new AtTheDoor(sealed).givesPassword(account.username(), account.password());
            assertThat(sealed.reads(DENIED)).as("one custodian is not enough").contains("two of its custodians");

            opens(second, ben);
            assertThat(second.reads(By.id("keyward-custodian-asked-0"))).contains(ana.username());
            second.presses(By.id("keyward-custodian-join-0")).arrives(BOARD);
            assertThat(EmergencyAccounts.raised(account, "EMERGENCY_ADMIN_OPENED", 1))
                    .isEqualTo(1);

            assertThat(EmergencyAccounts.normalPath(account))
                    .doesNotContain(
                            "FLOW", "ADMINISTRATORS", "CONSOLE", "DECISION_ENGINE", "IDENTITY_PROVIDER", "null");
            assertThat(EmergencyAccounts.tones(account, "EMERGENCY_ADMIN_OPENED"))
                    .as("nothing that administrators need was down")
                    .containsExactly("LOUDEST");

            sealed.forgets().goes(app.asksForNothing());
            AtTheDoor door = new AtTheDoor(sealed);
            door.givesPassword(account.username(), account.password());
            door.givesCode(Ward.freshCode(account));
            StepUpApp.Told told = app.told(sealed);
            assertThat(told.acr()).isEqualTo("mfa");
            assertThat(app.renewed(told).acr()).isEqualTo("mfa");
            assertThat(EmergencyAccounts.raised(account, "EMERGENCY_ADMIN_USED", 1))
                    .isEqualTo(1);

            assertThat(EmergencyAccounts.tones(account, "EMERGENCY_ADMIN_USED")).containsExactly("LOUDEST");

            first.forgets().goes(app.asksForNothing());
            new AtTheDoor(first).givesPassword(account.username(), account.password());
            assertThat(first.reads(DENIED)).as("a second browser").contains("two of its custodians");

            EmergencyAccounts.loggedOut(account);
            assertThat(EmergencyAccounts.credentialsAfterUse(account)).isZero();
            assertThat(EmergencyAccounts.register().path("findings").toString()).contains("NO_AUTHENTICATOR");
            assertThat(breaches).isEmpty();
        }
    }

    @Test
    void a_session_that_an_outage_explains_reads_sign_ins_only_after_another_custodian_allowed_it() {
        DemoPerson account = EmergencyAccounts.person("reader", "emergency-admin");
        DemoPerson ana = EmergencyAccounts.person("custodian-g", "nurse");
        DemoPerson ben = EmergencyAccounts.person("custodian-h", "nurse");
        EmergencyAccounts.registered(
                account, List.of(ana, ben, EmergencyAccounts.person("custodian-i", "nurse")), "127.0.0.0/8", "::1");
        try (Screen first = Screen.fresh();
                Screen second = Screen.fresh()) {
            holds(first, ana);
            holds(second, ben);
            opens(first, ana);
            first.types(By.id("why-0"), "A provider is away")
                    .presses(By.id("keyward-custodian-begin-0"))
                    .arrives(BOARD);
            EmergencyAccounts.whileAProviderIsAway(() -> {
                opens(second, ben);
                second.presses(By.id("keyward-custodian-join-0")).arrives(BOARD);
            });
            assertThat(EmergencyAccounts.normalPath(account)).contains("IDENTITY_PROVIDER");
            assertThat(EmergencyAccounts.tones(account, "EMERGENCY_ADMIN_OPENED"))
                    .containsExactly("EXPLAINED");

            String token = EmergencyAccounts.consoleToken(account);
            HttpResponse<String> closed = EmergencyAccounts.asks(token, "history/sign-ins?limit=1");
            assertThat(closed.statusCode()).isEqualTo(403);
            assertThat(closed.body()).contains("another custodian").contains("no-leave");

            opens(first, ana);
            assertThat(first.shows(By.id("keyward-custodian-read-0")))
                    .as("who began")
                    .isFalse();
            opens(second, ben);
            second.presses(By.id("keyward-custodian-read-0")).arrives(BOARD);

            HttpResponse<String> open = EmergencyAccounts.asks(token, "history/sign-ins?limit=1");
            assertThat(open.statusCode()).as(open.body()).isEqualTo(200);
            assertThat(EmergencyAccounts.asks(token, "history/changes?limit=1").statusCode())
                    .as("sign-ins and nothing else")
                    .isIn(404, 405);
            assertThat(EmergencyAccounts.did(account, "looked at%sign-ins%")).isTrue();
            assertThat(EmergencyAccounts.did(account, "refused 403%")).isTrue();
        }
    }

    @Test
    void what_an_account_was_enrolled_with_anew_is_bound_by_two_administrators_from_the_console() {
        DemoPerson account = EmergencyAccounts.person("bound", "emergency-admin");
        List<DemoPerson> custodians = List.of(
                EmergencyAccounts.person("bound-keeper", "nurse"),
                EmergencyAccounts.person("bound-keeper", "nurse"),
                EmergencyAccounts.person("bound-keeper", "nurse"));
        EmergencyAccounts.registered(account, custodians, "127.0.0.0/8", "::1");
        EmergencyAccounts.comesIn(account, custodians, StepUpClients.made("bound"));
        EmergencyAccounts.loggedOut(account);
        assertThat(EmergencyAccounts.credentialsAfterUse(account)).isZero();
        By bind = By.id("seal-" + account.username());
        String page = "/access/emergency/administrators";
        try (AtTheConsole console = AtTheConsole.stranger()) {
            Screen screen = console.screen();
            console.signsIn(EmergencyAccounts.person("seal-asks", "system-admin"), page);
            screen.sees(By.id("emergency-findings"));
            assertThat(screen.shows(bind)).as("it holds nothing").isFalse();

            EmergencyAccounts.enrolledAnew(account);
            console.opens(page);
            screen.sees(bind);
            List<String> breaches = new ArrayList<>(Axe.breaches(screen, "axe-emergency-admins"));
            screen.presses(bind);
            screen.types(By.cssSelector("#list-reason textarea"), "Enrolled anew after the drill");
            breaches.addAll(Axe.breaches(screen, "axe-emergency-seal"));
            screen.presses(By.id("list-do"));
            String there = String.valueOf(screen.sees(By.id("list-there")).getDomAttribute("href"));
            assertThat(EmergencyAccounts.findings(account))
                    .as("nobody agreed yet")
                    .contains("NOT_SEALED");

            EmergencyAccounts.confirmed(there.substring(there.indexOf("open=") + "open=".length()));
            assertThat(EmergencyAccounts.findings(account)).doesNotContain("NOT_SEALED", "NO_AUTHENTICATOR");
            console.opens(page);
            screen.sees(By.id("emergency-findings"));
            assertThat(screen.shows(bind)).as("it is bound").isFalse();
            assertThat(breaches).isEmpty();
        }
    }

    @Test
    void who_is_no_custodian_or_shows_no_key_opens_nothing() {
        DemoPerson stranger = EmergencyAccounts.person("no-custodian", "nurse");
        try (Screen screen = Screen.fresh()) {
            holds(screen, stranger);
            screen.forgets();
            new AtTheDoor(screen).setsUp("keyward-custodian");
            new AtTheDoor(screen).givesPassword(stranger.username(), stranger.password());
            screen.presses(AtTheDoor.PASSKEY);
            screen.seesText("not a custodian");
        }
        DemoPerson keyless = EmergencyAccounts.person("keyless", "nurse");
        try (Screen screen = Screen.fresh()) {
            new AtTheDoor(screen).setsUp("keyward-custodian");
            new AtTheDoor(screen).givesPassword(keyless.username(), keyless.password());
            assertThat(screen.sees(By.id("keyward-help-page")).isDisplayed()).isTrue();
        }
    }

    @Test
    void from_a_place_that_is_not_listed_nobody_comes_in_and_a_wrong_password_is_told() {
        DemoPerson account = EmergencyAccounts.person("elsewhere", "emergency-admin");
        EmergencyAccounts.registered(
                account,
                List.of(
                        EmergencyAccounts.person("custodian-d", "nurse"),
                        EmergencyAccounts.person("custodian-e", "nurse"),
                        EmergencyAccounts.person("custodian-f", "nurse")),
                "192.0.2.0/24");
        try (Screen screen = Screen.fresh()) {
            screen.goes(BOARD);
            new AtTheDoor(screen).givesPassword(account.username(), Tokens.random());
            assertThat(EmergencyAccounts.raised(account, "EMERGENCY_ADMIN_REFUSED", 1))
                    .isEqualTo(1);
            screen.forgets().goes(BOARD);
            new AtTheDoor(screen).givesPassword(account.username(), account.password());
            assertThat(screen.reads(DENIED)).contains("listed places");
            assertThat(EmergencyAccounts.alarms(account))
                    .anyMatch(alarm -> alarm.contains("emergency.other_network"))
                    .anyMatch(alarm -> alarm.contains("invalid_user_credentials"));
        }
    }

    private static void holds(Screen screen, DemoPerson person) {
        Keys keys = new Keys(screen);
        keys.platform();
        screen.goes(BOARD);
        new AtTheDoor(screen).signsIn(person, BOARD);
        keys.enrolsPasskey();
    }

    /** As a stranger, with password and key. */
    private static void opens(Screen screen, DemoPerson person) {
        screen.forgets();
        AtTheDoor door = new AtTheDoor(screen);
        door.setsUp("keyward-custodian");
        door.givesPassword(person.username(), person.password());
        screen.presses(AtTheDoor.PASSKEY);
        screen.seesText("Open an emergency account");
    }
}
