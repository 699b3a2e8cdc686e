package health.keyward.it.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

/** The page Policies in a browser: what decides, and a look into the delivered bundle (AB-8). Proposes nothing. */
class PoliciesPageTest {
    private static AtTheConsole console;
    private static Screen screen;

    @BeforeAll
    static void signedIn() {
        console = AtTheConsole.signedIn();
        screen = console.screen();
    }

    @AfterAll
    static void close() {
        console.close();
    }

    @Test
    void the_delivered_bundle_is_seen_looked_into_and_read() {
        console.opens("/policy/policies");
        screen.seesText("Bundle of the installation").seesText("only recorded");
        for (String scheme : new String[] {"light", "dark"}) {
            screen.scheme(scheme).wide().picture("policies-" + scheme);
            screen.narrow().picture("policies-narrow-" + scheme);
        }
        screen.scheme("light").wide();
        screen.presses(By.id("policy-house")).seesText("cases are decided as the bundle says");
        screen.seesText("app.role_not_listed").picture("policies-bundle");
        assertThat(Axe.breaches(screen, "axe-policies-bundle")).isEmpty();
        screen.presses(By.cssSelector("[aria-label='Read data.json']")).sees(By.id("policy-file"));
        assertThat(screen.reads(By.id("policy-file"))).contains("hospital");
    }
}
