package health.keyward.it.web;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.contract.history.EventKind;
import health.keyward.contract.history.SignInRow;
import health.keyward.it.History;
import health.keyward.it.Ward;
import health.keyward.local.house.DemoPerson;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;

/** Whoever is no system administrator gets a plain refusal from the console, and the refusal is recorded (LH-2). */
class RefusedTest {
    private static AtTheConsole console;

    @BeforeAll
    static void open() {
        console = AtTheConsole.stranger();
    }

    @BeforeEach
    void asAStranger() {
        console.screen().forgets();
    }

    @AfterAll
    static void close() {
        console.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nurse", "helpdesk", "privacy-officer"})
    void is_told_plainly_and_recorded(String role) {
        DemoPerson person = Ward.someone(role);
        console.signsIn(person, AtTheConsole.HISTORY);
        Screen screen = console.screen();
        screen.sees(By.id("refusal"));
        screen.picture("refusal-" + role);
        assertThat(screen.text()).contains(person.username(), "recorded").doesNotContain("Exception");
        assertThat(screen.shows(AtTheConsole.LIST)).isFalse();
        SignInRow row =
                History.eventually("kind=REFUSED&person=" + person.username(), r -> r.kind() == EventKind.REFUSED);
        assertThat(row.app()).isEqualTo("keyward-console");

        screen.presses(By.id("other-person")).seesText("You are signed out");
    }
}
