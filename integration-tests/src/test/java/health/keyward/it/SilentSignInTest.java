package health.keyward.it;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.local.house.DemoPerson;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An app that allows no page gets an answer instead of a level that was not shown, by either protocol (SU-2). */
class SilentSignInTest {
    @Test
    void with_prompt_none_an_open_session_is_used_as_far_as_it_goes_and_no_page_is_shown() {
        DemoPerson person = StepUpClients.person("silent");
        Tokens.Client app = StepUpClients.made("silent");
        Tokens.Client ruled = StepUpClients.made("silent-ruled");
        try (SignIn browser = new SignIn()) {
            browser.opens(Tokens.authorize(app, Tokens.random()))
                    .types(
                            Map.of("username", person.username(), "password", person.password()),
                            "password",
                            app.redirect());
            assertThat(silently(browser, ruled, "")).contains("code=");
            StepUpRules.publishForApp(ruled.id(), "mfa", null, false);
            assertThat(silently(browser, app, "")).contains("code=");
            assertThat(silently(browser, app, "&acr_values=mfa"))
                    .contains("error=login_required")
                    .doesNotContain("code=");
            assertThat(silently(browser, ruled, ""))
                    .contains("error=login_required")
                    .doesNotContain("code=");
        }
    }

    @Test
    void a_passive_request_of_a_saml_app_ends_with_no_passive_where_more_would_be_asked() {
        SamlApps.whileSignaturesAreNotAsked(SilentSignInTest::asksPassively);
    }

    private static void asksPassively() {
        DemoPerson person = StepUpClients.person("passive");
        Tokens.Client app = StepUpClients.made("passive");
        String saml = SamlApps.made("passive-saml", Map.of(), List.of());
        try (SignIn browser = new SignIn()) {
            browser.opens(Tokens.authorize(app, Tokens.random()))
                    .types(
                            Map.of("username", person.username(), "password", person.password()),
                            "password",
                            app.redirect());
            assertThat(passively(browser, saml)).contains("status:Success").contains("Assertion");
            StepUpRules.publishForApp(saml, "mfa", null, false);
            assertThat(passively(browser, saml)).contains("status:NoPassive").doesNotContain("<saml:Assertion");
        }
    }

    private static String silently(SignIn browser, Tokens.Client app, String more) {
        return browser.opensUntil(
                        URI.create(Tokens.authorize(app, Tokens.random()) + "&prompt=none" + more), app.redirect())
                .page()
                .address()
                .toString();
    }

    private static String passively(SignIn browser, String app) {
        return SamlApps.response(browser, app, "IsPassive=\"true\"");
    }
}
