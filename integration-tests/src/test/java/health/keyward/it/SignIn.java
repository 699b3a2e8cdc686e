package health.keyward.it;

import health.keyward.local.check.Browser;
import health.keyward.local.check.Page;
import health.keyward.local.house.DemoPerson;
import java.net.URI;
import java.util.Map;

/** A person at Keycloak's pages, over plain HTTP: for tests that are about the server and not about how it looks. */
public final class SignIn implements AutoCloseable {
    private final Browser browser;
    private Page page = new Page(URI.create("about:blank"), 0, "");

    public SignIn() {
        this(new Browser());
    }

    /** @param browser closed with this */
    SignIn(Browser browser) {
        this.browser = browser;
    }

    public SignIn opens(URI address) {
        page = browser.open(address);
        return this;
    }

    SignIn opensUntil(URI address, String end) {
        page = browser.openUntil(address, end);
        return this;
    }

    public SignIn typesPassword(DemoPerson person) {
        return types(Map.of("username", person.username(), "password", person.password()), "password", "");
    }

    public SignIn types(String username, String password) {
        return types(Map.of("username", username, "password", password), "password", "");
    }

    public SignIn typesCode(DemoPerson person, String end) {
        return types(Map.of("otp", Ward.freshCode(person)), "otp", end);
    }

    public SignIn types(Map<String, String> answers, String field, String end) {
        Page.Form form = page.formWith(field)
                .orElseThrow(() -> new AssertionError(field + " should be asked, but " + page.address() + " answered "
                        + page.status() + ": " + page.glimpse()));
        page = browser.sendUntil(form, answers, end);
        return this;
    }

    SignIn presses(String button) {
        Page.Form form = page.formWithButton(button)
                .orElseThrow(() -> new AssertionError("there should be a button " + button + ", but " + page.address()
                        + " answered " + page.status() + ": " + page.glimpse()));
        page = browser.send(form, Map.of(button, "true"));
        return this;
    }

    /** Goes on where it was before, as who presses Back. */
    SignIn turnsTo(Page before) {
        page = before;
        return this;
    }

    /** As a browser that never had this cookie. */
    SignIn forgets(String cookie) {
        browser.forget(cookie);
        return this;
    }

    public Page page() {
        return page;
    }

    @Override
    public void close() {
        browser.close();
    }
}
