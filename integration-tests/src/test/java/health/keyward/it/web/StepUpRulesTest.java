package health.keyward.it.web;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.contract.history.Cause;
import health.keyward.contract.history.Outcome;
import health.keyward.contract.history.SignInDetail;
import health.keyward.contract.history.SignInRow;
import health.keyward.it.History;
import health.keyward.it.StepUpClients;
import health.keyward.it.StepUpRules;
import health.keyward.it.Ward;
import health.keyward.local.house.DemoPerson;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

/** A published rule of the step-up map decides what the browser is asked for, whatever the app asks for itself (SU-1, SU-2, SU-6). */
class StepUpRulesTest {
    private static final URI BOARD = Ward.house().oidcApp().address();
    private static final By HELP = By.id("keyward-help-page");

    private static Screen screen;
    private static AtTheDoor door;
    private static DemoPerson holder;

    private StepUpApp app = StepUpApp.made();

    @BeforeAll
    static void somebodyHoldsAPasskey() {
        screen = Screen.fresh();
        door = new AtTheDoor(screen);
        holder = StepUpClients.person("ruled");
        Keys keys = new Keys(screen);
        keys.platform();
        screen.goes(BOARD);
        door.signsIn(holder, BOARD);
        keys.enrolsPasskey();
    }

    @BeforeEach
    void asAStranger() {
        screen.forgets();
    }

    @AfterAll
    static void close() {
        screen.close();
    }

    @Test
    void an_app_that_asks_for_nothing_gets_what_the_rule_asks_for_also_from_an_open_session() {
        screen.goes(app.asksForNothing());
        door.givesPassword(holder.username(), holder.password());
        assertThat(app.told(screen).acr()).as("without a rule").isEqualTo("pwd");

        Instant published = Instant.now();
        StepUpRules.publishForApp(app.id(), "phr", 300L, false);
        screen.goes(app.asksForNothing()).presses(AtTheDoor.PASSKEY);
        StepUpApp.Told told = app.told(screen);
        assertThat(told.acr()).isEqualTo("phr");
        assertThat(told.amr()).contains("pwd", "pop", "mfa");
        SignInRow row = History.eventually(
                "person=" + holder.username() + "&from=" + published,
                r -> r.outcome() == Outcome.SUCCESS && "phr".equals(r.acr()));
        assertThat(History.read("history/sign-ins/" + row.id(), SignInDetail.class)
                        .details())
                .as("the record names the rule")
                .containsEntry("keyward_rules", "Tests of " + app.id());
    }

    @Test
    void a_proof_that_is_older_than_the_rule_wants_is_asked_for_again() {
        StepUpRules.publishForApp(app.id(), "phr", 2L, false);
        screen.goes(app.asksForNothing());
        door.givesPassword(holder.username(), holder.password());
        screen.presses(AtTheDoor.PASSKEY);
        StepUpApp.Told first = app.told(screen);
        Instant old = Instant.ofEpochSecond(first.authTime()).plusSeconds(4);
        while (Instant.now().isBefore(old)) {
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
        screen.goes(app.asksForNothing()).presses(AtTheDoor.PASSKEY);
        StepUpApp.Told second = app.told(screen);
        assertThat(second.acr()).isEqualTo("phr");
        assertThat(second.sid()).isEqualTo(first.sid());
        assertThat(second.authTime()).isGreaterThan(first.authTime());
    }

    @Test
    void where_another_factor_is_wanted_the_key_of_the_sign_in_does_not_count_twice() {
        StepUpRules.publishForApp(app.id(), "phr", null, true);
        Instant start = Instant.now();
        screen.goes(app.asksForNothing());
        screen.until("the only key opens the door and no more", d -> {
            d.findElements(AtTheDoor.PASSKEY).stream()
                    .filter(WebElement::isDisplayed)
                    .forEach(WebElement::click);
            return screen.shows(HELP) ? true : null;
        });
        SignInRow row = History.eventually(
                "person=" + holder.username() + "&from=" + start, r -> r.outcome() == Outcome.DENIED);
        assertThat(row.cause()).isEqualTo(Cause.LEVEL_NOT_REACHED);
        assertThat(app.isReached(screen)).isFalse();
    }
}
