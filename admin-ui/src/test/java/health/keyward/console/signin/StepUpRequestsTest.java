package health.keyward.console.signin;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.console.base.Wish;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;

class StepUpRequestsTest {
    private final StepUpRequests requests =
            new StepUpRequests(new KeycloakClient().clients("http://localhost:1/realms/hospital", "s", ""));

    private static MockHttpServletRequest start() {
        var request = new MockHttpServletRequest("GET", "/oauth2/authorization/" + KeycloakClient.REGISTRATION);
        request.setServletPath("/oauth2/authorization/" + KeycloakClient.REGISTRATION);
        return request;
    }

    @Test
    void a_plain_sign_in_asks_for_no_level_but_proves_possession() {
        var asked = requests.resolve(start());
        assertThat(asked.getAdditionalParameters())
                .containsEntry("code_challenge_method", "S256")
                .doesNotContainKeys("acr_values", "max_age");
    }

    @Test
    void a_wish_adds_level_age_and_name() {
        var request = start();
        new Wish("mfa", 300, "1", "mgarcia", "/").keep(request.getSession());
        assertThat(requests.resolve(request).getAdditionalParameters())
                .containsEntry("acr_values", "mfa")
                .containsEntry("max_age", "300")
                .containsEntry("login_hint", "mgarcia")
                .containsEntry("code_challenge_method", "S256");
    }

    @Test
    void who_was_let_through_without_being_asked_is_asked_everything_the_second_time() {
        var request = start();
        new Wish("mfa", 300, "1", "mgarcia", "/", true).keep(request.getSession());
        assertThat(requests.resolve(request).getAdditionalParameters()).containsEntry("prompt", "login");
        new Wish("mfa", 300, "1", "mgarcia", "/", false).keep(request.getSession());
        assertThat(requests.resolve(request).getAdditionalParameters()).doesNotContainKey("prompt");
    }

    @Test
    void a_level_in_the_link_changes_nothing() {
        var request = start();
        request.setParameter("acr_values", "pwd");
        new Wish("mfa", -1, "1", "mgarcia", "/").keep(request.getSession());
        assertThat(requests.resolve(request).getAdditionalParameters())
                .containsEntry("acr_values", "mfa")
                .doesNotContainKey("max_age");
    }
}
