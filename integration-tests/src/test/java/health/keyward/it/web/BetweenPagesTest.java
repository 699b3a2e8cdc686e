package health.keyward.it.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebDriverException;

/** The browser tests look again where an element went under the look, and nowhere else. */
class BetweenPagesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "unknown error: unhandled inspector error: {\"code\":-32000,\"message\":\"Node with given id does not belong to the document\"}",
                "unknown error: unhandled inspector error: {\"code\":-32000,\"message\":\"No node with given id found\"}",
                "unknown error: unhandled inspector error: {\"code\":-32000,\"message\":\"Could not find node with given id\"}",
            })
    void what_the_driver_passes_on_from_the_browser_counts_as_gone(String message) {
        assertThat(Screen.betweenPages(new WebDriverException(message))).isTrue();
        assertThat(Screen.betweenPages(new StaleElementReferenceException("gone")))
                .isTrue();
    }

    @Test
    void any_other_failure_of_the_browser_stays_one() {
        assertThat(Screen.betweenPages(new WebDriverException("disconnected: not connected to DevTools")))
                .isFalse();
        assertThat(Screen.betweenPages(new WebDriverException("unknown error: net::ERR_CONNECTION_REFUSED")))
                .isFalse();
    }
}
