package health.keyward.console.signin;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.console.base.Wish;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.core.oidc.user.OidcUserAuthority;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;

class ComeBackTest {
    private static final String MARTA = "11111111-1111-4111-8111-111111111111";
    private final Wish wish = new Wish("mfa", 300, MARTA, "mgarcia", "/people/1?time=7d");
    private final MockHttpServletRequest request = new MockHttpServletRequest();
    private final MockHttpServletResponse response = new MockHttpServletResponse();
    private final ComeBack comeBack = new ComeBack(new HttpSessionRequestCache());

    private static Authentication person(String sub, String acr) {
        var token = new OidcIdToken(
                "t",
                Instant.EPOCH,
                Instant.EPOCH.plusSeconds(60),
                Map.of("sub", sub, "acr", acr, "keyward_roles", List.of("system-admin")));
        return new TestingAuthenticationToken(
                new DefaultOidcUser(List.of(new SimpleGrantedAuthority("x")), token), "", "x");
    }

    @Test
    void the_same_person_at_the_asked_level_comes_back_to_the_page() throws Exception {
        wish.keep(request.getSession());
        comeBack.onAuthenticationSuccess(request, response, person(MARTA, "mfa"));
        assertThat(response.getRedirectedUrl()).isEqualTo("/people/1?time=7d");
        assertThat(Wish.in(request.getSession())).isEmpty();
    }

    @Test
    void somebody_else_loses_the_session() throws Exception {
        wish.keep(request.getSession());
        comeBack.onAuthenticationSuccess(request, response, person("22222222-2222-4222-8222-222222222222", "mfa"));
        assertThat(response.getRedirectedUrl()).isEqualTo("/signed-out?why=person");
        assertThat(request.getSession(false)).isNull();
    }

    @Test
    void a_level_that_was_not_asked_for_is_said_so() throws Exception {
        wish.keep(request.getSession());
        comeBack.onAuthenticationSuccess(request, response, person(MARTA, "pwd"));
        assertThat(response.getRedirectedUrl()).isEqualTo("/signed-out?why=level");
    }

    @Test
    void somebody_who_is_no_oidc_user_never_passes_as_the_same_person() {
        assertThat(ComeBack.check(wish, new TestingAuthenticationToken("mgarcia", "")))
                .isEqualTo(ComeBack.Found.SOMEBODY_ELSE);
    }

    @ParameterizedTest
    @CsvSource({
        "https://evil.example/x, /",
        "//evil.example/x, /",
        "/\\evil.example, /",
        "javascript:alert(1), /",
        "/activity/sign-ins?a=b, /activity/sign-ins?a=b"
    })
    void the_way_back_is_a_path_and_never_another_house(String asked, String kept) {
        assertThat(new Wish("mfa", 1, MARTA, "m", asked).back()).isEqualTo(kept);
    }

    @Test
    void roles_of_the_claim_become_roles_of_the_session() {
        var token = ((DefaultOidcUser) person(MARTA, "mfa").getPrincipal()).getIdToken();
        assertThat(Rules.rolesOf(List.of(new OidcUserAuthority(token))))
                .extracting(Object::toString)
                .contains("ROLE_system-admin");
    }
}
