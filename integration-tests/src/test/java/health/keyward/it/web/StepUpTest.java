package health.keyward.it.web;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.contract.history.Cause;
import health.keyward.contract.history.EventKind;
import health.keyward.contract.history.Method;
import health.keyward.contract.history.Outcome;
import health.keyward.contract.history.SignInDetail;
import health.keyward.contract.history.SignInRow;
import health.keyward.it.History;
import health.keyward.it.StepUpClients;
import health.keyward.it.Ward;
import health.keyward.local.house.DemoPerson;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

/** A level is reached by what a person shows, never by enrolling it on the way, and every try is on record (SU-2 to SU-6, SU-10). */
class StepUpTest {
    private static final URI BOARD = Ward.house().oidcApp().address();
    private static final URI PHARMACY = Ward.house().samlApp().address();
    private static final String PHISHING_RESISTANT =
            "http://schemas.openid.net/pape/policies/2007/06/phishing-resistant";
    private static final By HELP = By.id("keyward-help-page");

    private static Screen screen;
    private static AtTheDoor door;
    private static Keys keys;
    private static StepUpApp app;
    private static DemoPerson holder;

    private Instant start = Instant.now();

    @BeforeAll
    static void somebodyHoldsAPasskey() {
        screen = Screen.fresh();
        door = new AtTheDoor(screen);
        keys = new Keys(screen);
        app = StepUpApp.made();
        holder = StepUpClients.person("holder");
        keys.platform();
        screen.goes(BOARD);
        door.signsIn(holder, BOARD);
        keys.enrolsPasskey();
    }

    @BeforeEach
    void asAStranger() {
        screen.forgets();
        keys.verifies(true);
        start = Instant.now();
    }

    @AfterAll
    static void close() {
        screen.close();
    }

    @Test
    void an_app_that_asks_for_phishing_resistant_proof_gets_it_without_a_code_and_keeps_it_across_refresh_and_sso() {
        screen.goes(app.asksFor("phr"));
        door.givesPassword(holder.username(), holder.password());
        screen.sees(AtTheDoor.PASSKEY);
        assertThat(Axe.breaches(screen, "axe-step-up-key")).isEmpty();
        screen.presses(AtTheDoor.PASSKEY);
        StepUpApp.Told told = app.told(screen);
        assertThat(told.acr()).isEqualTo("phr");
        assertThat(told.amr()).contains("pwd", "pop", "user", "mfa").doesNotContain("otp", "hwk", "swk", "fpt", "pin");

        SignInRow row = signedIn();
        assertThat(row.acr()).isEqualTo("phr");
        assertThat(row.app()).isEqualTo(app.id());
        assertThat(details(row))
                .containsEntry("keyward_level_before", "none")
                .containsEntry("keyward_level_asked", "phr")
                .containsEntry("keyward_level_after", "phr")
                .containsEntry("keyward_method", "PASSKEY");

        assertThat(app.renewed(told).acr()).as("after a refresh").isEqualTo("phr");
        screen.goes(app.asksFor("phr"));
        StepUpApp.Told again = app.told(screen);
        assertThat(again.acr()).as("the level still holds, nothing is asked").isEqualTo("phr");
        assertThat(again.authTime()).isEqualTo(told.authTime());
        screen.goes(app.asksForNothing());
        assertThat(app.told(screen).acr()).as("an app that asks for nothing").isEqualTo("phr");
    }

    @Test
    void the_highest_of_several_levels_is_asked_for_in_spanish_and_by_keyboard() {
        screen.goes(URI.create(app.asksFor("pwd mfa phr") + "&ui_locales=es"));
        door.givesPassword(holder.username(), holder.password());
        screen.seesText("Confirme que es usted").confirms(AtTheDoor.PASSKEY);
        assertThat(app.told(screen).acr()).isEqualTo("phr");
    }

    @Test
    void an_open_session_is_asked_for_what_is_missing_and_for_no_more() {
        screen.goes(app.asksForNothing());
        door.givesPassword(holder.username(), holder.password());
        StepUpApp.Told before = app.told(screen);
        assertThat(before.acr()).isEqualTo("pwd");
        assertThat(before.amr()).containsExactly("pwd");

        screen.goes(app.asks("claims", "{\"id_token\":{\"acr\":{\"essential\":true,\"values\":[\"mfa\",\"phr\"]}}}"));
        screen.presses(AtTheDoor.PASSKEY);
        StepUpApp.Told after = app.told(screen);
        assertThat(after.acr()).isEqualTo("phr");
        assertThat(after.sid()).isEqualTo(before.sid());
        assertThat(after.authTime()).isGreaterThanOrEqualTo(before.authTime());
        SignInRow row = History.eventually(
                "person=" + holder.username() + "&from=" + start,
                r -> r.outcome() == Outcome.SUCCESS && "phr".equals(r.acr()));
        assertThat(details(row)).containsEntry("keyward_level_before", "pwd");
        assertThat(row.method()).isEqualTo(Method.PASSKEY);
    }

    @Test
    void a_passkey_that_opened_the_sign_in_is_not_asked_for_twice() {
        screen.goes(app.asksFor("phr"));
        screen.until("the passkey opens the app", d -> {
            d.findElements(AtTheDoor.PASSKEY).stream()
                    .filter(org.openqa.selenium.WebElement::isDisplayed)
                    .forEach(org.openqa.selenium.WebElement::click);
            return app.isReached(screen) ? true : null;
        });
        StepUpApp.Told told = app.told(screen);
        assertThat(told.acr()).isEqualTo("phr");
        assertThat(told.amr()).contains("pop", "user", "mfa").doesNotContain("pwd");
    }

    @Test
    void a_saml_app_gets_the_same_proof_from_an_open_session() {
        screen.goes(app.asksForNothing());
        door.givesPassword(holder.username(), holder.password());
        app.told(screen);
        StepUpClients.whilePharmacyWants(PHISHING_RESISTANT, () -> {
            screen.goes(PHARMACY).presses(AtTheDoor.PASSKEY).arrives(PHARMACY).seesText("You are signed in");
            assertThat(screen.reads(By.id("acr"))).isEqualTo(PHISHING_RESISTANT);
            assertThat(screen.reads(By.id("amr"))).contains("pwd", "pop", "user", "mfa");
        });
    }

    @Test
    void a_level_that_is_too_old_is_asked_for_again_in_the_flow_of_the_app_alone() {
        StepUpApp strict = StepUpApp.madeWithFlow(StepUpClients.flowWithShortLevel3(3));
        screen.goes(strict.asksFor("phr"));
        door.givesPassword(holder.username(), holder.password());
        screen.presses(AtTheDoor.PASSKEY);
        StepUpApp.Told first = strict.told(screen);
        waitUntil(Instant.ofEpochSecond(first.authTime()).plusSeconds(5));

        screen.goes(app.asksFor("phr"));
        assertThat(app.told(screen).acr())
                .as("in the realm's flow the level holds")
                .isEqualTo("phr");
        screen.goes(strict.asksFor("phr"));
        screen.presses(AtTheDoor.PASSKEY);
        StepUpApp.Told second = strict.told(screen);
        assertThat(second.acr()).isEqualTo("phr");
        assertThat(second.authTime()).isGreaterThan(first.authTime());

        waitUntil(Instant.ofEpochSecond(second.authTime()).plusSeconds(2));
        screen.goes(app.asks("max_age", "1"));
        screen.sees(AtTheDoor.PASSWORD);
    }

    @Test
    void a_user_whom_the_device_did_not_verify_is_refused_by_the_browser_and_by_the_server() {
        screen.goes(app.asksFor("phr"));
        door.givesPassword(holder.username(), holder.password());
        screen.sees(AtTheDoor.PASSKEY);
        keys.verifies(false);
        screen.presses(AtTheDoor.PASSKEY).sees(By.cssSelector(".pf-m-danger, .kc-feedback-text"));
        screen.picture("step-up-not-verified");
        SignInRow browser = failed();
        assertThat(browser.app()).isEqualTo(app.id());

        screen.sees(AtTheDoor.PASSKEY);
        screen.runs("const get = navigator.credentials.get.bind(navigator.credentials);"
                + "navigator.credentials.get = o => { o.publicKey.userVerification = 'discouraged'; return get(o); }");
        screen.presses(AtTheDoor.PASSKEY);
        SignInRow server = History.eventually(
                "person=" + holder.username() + "&from=" + start,
                r -> r.outcome() != Outcome.SUCCESS
                        && details(r)
                                .getOrDefault("web_authn_authentication_error", "")
                                .contains("verification"));
        assertThat(details(server))
                .containsEntry("keyward_level_after", "pwd")
                .containsEntry("keyward_method", "PASSKEY");
        screen.sees(AtTheDoor.PASSKEY);
        assertThat(app.isReached(screen)).isFalse();
    }

    @Test
    void an_assertion_made_at_another_origin_is_refused() {
        screen.goes(app.asksFor("phr"));
        door.givesPassword(holder.username(), holder.password());
        screen.sees(AtTheDoor.PASSKEY);
        Assertions asked = Assertions.askedOn(screen);
        screen.goes(BOARD.resolve("/health"));
        asked.madeHere(screen).sent(screen);
        screen.sees(AtTheDoor.PASSKEY);
        assertThat(failed().cause()).isEqualTo(Cause.WRONG_CODE);
        assertThat(app.isReached(screen)).isFalse();
    }

    @Test
    void an_assertion_of_an_earlier_sign_in_is_refused() {
        screen.goes(app.asksFor("phr"));
        door.givesPassword(holder.username(), holder.password());
        screen.sees(AtTheDoor.PASSKEY);
        Assertions caught = Assertions.askedOn(screen).madeHere(screen);
        caught.sent(screen);
        app.told(screen);

        screen.forgets().goes(app.asksFor("phr"));
        door.givesPassword(holder.username(), holder.password());
        screen.sees(AtTheDoor.PASSKEY);
        caught.at(Assertions.askedOn(screen)).sent(screen);
        screen.sees(AtTheDoor.PASSKEY);
        assertThat(failed().cause()).isEqualTo(Cause.WRONG_CODE);
        assertThat(app.isReached(screen)).isFalse();
    }

    @Test
    void a_key_on_the_key_ring_does_as_well_and_its_clone_is_found_out() {
        DemoPerson other = StepUpClients.person("ring");
        try (Screen elsewhere = Screen.fresh()) {
            AtTheDoor there = new AtTheDoor(elsewhere);
            Keys ring = new Keys(elsewhere);
            ring.roaming();
            elsewhere.goes(BOARD);
            there.signsIn(other, BOARD);
            ring.enrolsPasskey();
            elsewhere.goes(app.asksFor("phr")).presses(AtTheDoor.PASSKEY);
            assertThat(app.told(elsewhere).acr()).isEqualTo("phr");

            ring.setsCounterBack();
            elsewhere.forgets().goes(app.asksFor("phr"));
            there.givesPassword(other.username(), other.password());
            elsewhere.presses(AtTheDoor.PASSKEY).sees(By.cssSelector(".pf-m-danger, .kc-feedback-text"));
            SignInRow clone = History.eventually("person=" + other.username(), r -> r.outcome() == Outcome.FAILED);
            assertThat(clone.cause()).isEqualTo(Cause.WRONG_CODE);
            assertThat(app.isReached(elsewhere)).isFalse();
        }
    }

    @Test
    void who_holds_no_authenticator_is_told_so_at_once_and_cannot_enrol_one_on_the_way() {
        DemoPerson without = StepUpClients.person("without");
        screen.goes(URI.create(app.asksFor("phr") + "&kc_action=webauthn-register-passwordless"));
        door.givesPassword(without.username(), without.password());
        screen.sees(HELP);
        assertThat(Axe.breaches(screen, "axe-step-up-help")).isEmpty();
        assertThat(screen.shows(By.id("registerWebAuthn"))).isFalse();
        SignInRow row = History.eventually("person=" + without.username(), r -> r.outcome() == Outcome.DENIED);
        assertThat(row.cause()).isEqualTo(Cause.LEVEL_NOT_REACHED);
        assertThat(details(row))
                .containsEntry("keyward_level_asked", "phr")
                .containsEntry("keyward_level_after", "pwd");

        screen.goes(app.asksFor("mfa phr"));
        door.givesPassword(without.username(), without.password());
        door.givesCode(Ward.freshCode(without));
        assertThat(app.told(screen).acr())
                .as("of several the highest this person can reach")
                .isEqualTo("mfa");
    }

    @Test
    void a_flow_with_keycloaks_own_code_form_does_not_give_the_level_to_who_enrols() {
        DemoPerson bare = StepUpClients.withPasswordOnly("bare");
        StepUpApp lax = StepUpApp.madeWithFlow(StepUpClients.flowThatEnrolsOnTheWay());
        screen.goes(lax.asksFor("mfa"));
        door.givesPassword(bare.username(), bare.password());
        screen.sees(HELP);
        SignInRow row = History.eventually("person=" + bare.username(), r -> r.outcome() == Outcome.DENIED);
        assertThat(row.cause()).isEqualTo(Cause.LEVEL_NOT_REACHED);

        screen.forgets().goes(app.asksFor("mfa"));
        door.givesPassword(bare.username(), bare.password());
        screen.seesText("none is set up for you");
        assertThat(screen.shows(By.id("kc-totp-secret-qr-code"))).isFalse();
    }

    private SignInRow signedIn() {
        return History.eventually(
                "person=" + holder.username() + "&from=" + start,
                r -> r.kind() == EventKind.SIGN_IN && r.outcome() == Outcome.SUCCESS);
    }

    private SignInRow failed() {
        return History.eventually(
                "person=" + holder.username() + "&from=" + start, r -> r.outcome() != Outcome.SUCCESS);
    }

    private static Map<String, String> details(SignInRow row) {
        return History.read("history/sign-ins/" + row.id(), SignInDetail.class).details();
    }

    private static void waitUntil(Instant then) {
        while (Instant.now().isBefore(then)) {
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
    }
}
