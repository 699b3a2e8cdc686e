package health.keyward.example.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;

/** An act asks for a fresh, strong proof and answers by RFC 9470 when there is none. */
class StepUpFilterTest {
    private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");
    private static final FreshProof PROOF =
            new FreshProof("mfa", Set.of("mfa", "phr"), Duration.ofSeconds(60), Clock.fixed(NOON, ZoneOffset.UTC));

    private final StepUpFilter filter = new StepUpFilter("/sign", "/form", "/sign-in", PROOF);
    private MockHttpServletResponse response = new MockHttpServletResponse();

    @AfterEach
    void leaves() {
        SecurityContextHolder.clearContext();
    }

    @Test
    void a_fresh_proof_of_a_level_that_will_do_passes() throws Exception {
        assertThat(passes(post("text/html"), "mfa", NOON.minusSeconds(60))).isTrue();
        assertThat(passes(post("text/html"), "phr", NOON)).isTrue();
    }

    @Test
    void an_old_proof_a_weak_one_and_a_token_that_says_nothing_do_not() throws Exception {
        assertThat(passes(post("text/html"), "mfa", NOON.minusSeconds(61))).isFalse();
        assertThat(passes(post("text/html"), "pwd", NOON)).isFalse();
        assertThat(passes(post("text/html"), null, NOON)).isFalse();
        assertThat(passes(post("text/html"), "mfa", null)).isFalse();
        assertThat(passes(post("text/html"), "mfa", NOON.plusSeconds(600))).isFalse();
    }

    @Test
    void what_the_request_claims_counts_for_nothing() throws Exception {
        MockHttpServletRequest request = post("text/html");
        request.addParameter("acr", "phr");
        request.addParameter("auth_time", Long.toString(NOON.getEpochSecond()));
        request.addHeader("X-Acr", "phr");
        assertThat(passes(request, "pwd", NOON)).isFalse();
    }

    @Test
    void a_person_goes_to_the_sign_in_and_the_form_is_kept_without_the_token_against_forged_requests()
            throws Exception {
        MockHttpServletRequest request = post("text/html,application/xhtml+xml");
        request.addParameter("_csrf", "secret");
        request.addParameter("dose", "twice a day");
        assertThat(passes(request, "mfa", NOON.minusSeconds(600))).isFalse();
        assertThat(response.getRedirectedUrl()).isEqualTo("/sign-in");
        KeptForm kept = KeptForm.take(request.getSession()).orElseThrow();
        assertThat(kept.subject()).isEqualTo("ada");
        assertThat(kept.page()).isEqualTo("/form");
        assertThat(kept.fields()).containsExactly(Map.entry("dose", "twice a day"));
        assertThat(KeptForm.take(request.getSession())).as("once").isEmpty();
    }

    @Test
    void a_program_is_told_which_sign_in_would_do() throws Exception {
        assertThat(passes(post("application/json"), "mfa", NOON.minusSeconds(600)))
                .isFalse();
        assertThat(response.getStatus()).isEqualTo(401);
        assertThat(response.getHeader("WWW-Authenticate"))
                .startsWith("Bearer error=\"insufficient_user_authentication\"")
                .contains("acr_values=\"mfa\"", "max_age=\"60\"");
    }

    @Test
    void nobody_and_other_paths() throws Exception {
        SecurityContextHolder.getContext()
                .setAuthentication(new AnonymousAuthenticationToken(
                        "k", "anonymous", AuthorityUtils.createAuthorityList("ROLE_ANONYMOUS")));
        MockFilterChain chain = new MockFilterChain();
        filter.doFilter(post("text/html"), response, chain);
        assertThat(chain.getRequest()).isNull();
        assertThat(response.getStatus()).isEqualTo(403);
        MockHttpServletRequest other = post("text/html");
        other.setServletPath("/other");
        MockFilterChain open = new MockFilterChain();
        filter.doFilter(other, new MockHttpServletResponse(), open);
        assertThat(open.getRequest()).isNotNull();
    }

    private boolean passes(MockHttpServletRequest request, @Nullable String acr, @Nullable Instant at)
            throws Exception {
        Map<String, Object> claims = new HashMap<>(Map.of("sub", "ada", "iss", "https://realm"));
        if (acr != null) {
            claims.put("acr", acr);
        }
        if (at != null) {
            claims.put("auth_time", at);
        }
        DefaultOidcUser user =
                new DefaultOidcUser(List.of(), new OidcIdToken("t", NOON, NOON.plusSeconds(300), claims));
        SecurityContextHolder.getContext().setAuthentication(new OAuth2AuthenticationToken(user, List.of(), "keyward"));
        MockFilterChain chain = new MockFilterChain();
        response = new MockHttpServletResponse();
        filter.doFilter(request, response, chain);
        return chain.getRequest() != null;
    }

    private static MockHttpServletRequest post(String accept) {
        MockHttpServletRequest request = new MockHttpServletRequest("POST", "/sign");
        request.setServletPath("/sign");
        request.addHeader("Accept", accept);
        return request;
    }
}
