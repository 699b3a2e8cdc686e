package health.keyward.local.check;

import health.keyward.local.house.DemoPerson;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;

/** Keycloak's pages between an app and a signed-in person: password, then one-time code. */
public final class SignInPages {
    private final Browser browser;
    private final Clock clock;

    public SignInPages(Browser browser, Clock clock) {
        this.browser = browser;
        this.clock = clock;
    }

    /**
     * Fills in what is asked, from the page that is open.
     *
     * @param end stop at a redirect to an address that starts with this; empty to follow all
     * @return the page after the last form
     */
    public Page signIn(Page first, DemoPerson person, String end) {
        Page.Form password = first.formWith("password")
                .orElseThrow(() -> new CheckFailed("the password should be asked, but " + first.address() + " answered "
                        + first.status() + ": " + first.glimpse()));
        Page second =
                browser.sendUntil(password, Map.of("username", person.username(), "password", person.password()), end);
        Page.Form code = second.formWith("otp")
                .orElseThrow(() -> new CheckFailed("the one-time code should be asked, but " + second.address()
                        + " answered " + second.status() + ": " + second.glimpse()));
        Page third = browser.sendUntil(code, Map.of("otp", person.codeAt(clock.instant())), end);
        return third.formWith("otp")
                .map(again -> browser.sendUntil(again, Map.of("otp", person.codeAt(nextStep())), end))
                .orElse(third);
    }

    /** A code is good once; the server takes the next one early, so nobody has to wait half a minute. */
    private Instant nextStep() {
        return clock.instant().plusSeconds(30);
    }
}
