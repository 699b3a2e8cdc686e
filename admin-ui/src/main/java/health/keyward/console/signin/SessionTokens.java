package health.keyward.console.signin;

import health.keyward.console.api.Caller;
import health.keyward.console.api.Tokens;
import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.security.oauth2.client.OAuth2AuthorizationContext;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientProvider;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientProviderBuilder;
import org.springframework.security.oauth2.client.web.HttpSessionOAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;

/**
 * The tokens of the HTTP session, on any thread. One renewal at a time: a rotated refresh token works once. They are kept per session, not
 * per person, so that two sessions of one person never share a stronger token.
 */
@Component
class SessionTokens implements Tokens {
    /** Where {@link HttpSessionOAuth2AuthorizedClientRepository} keeps them; a test pins it. */
    static final String ATTRIBUTE = HttpSessionOAuth2AuthorizedClientRepository.class.getName() + ".AUTHORIZED_CLIENTS";

    private final OAuth2AuthorizedClientProvider renewal = OAuth2AuthorizedClientProviderBuilder.builder()
            .refreshToken(r -> r.clockSkew(Duration.ofSeconds(20)))
            .build();

    @Override
    public Optional<String> of(Caller caller) {
        var session = caller.session();
        try {
            synchronized (WebUtils.getSessionMutex(session)) {
                return current(session).map(held -> {
                    var fresh = renewal.authorize(OAuth2AuthorizationContext.withAuthorizedClient(held)
                            .principal(caller.who())
                            .build());
                    if (fresh != null && fresh != held) {
                        var all = new HashMap<String, OAuth2AuthorizedClient>();
                        all.put(KeycloakClient.REGISTRATION, fresh);
                        session.setAttribute(ATTRIBUTE, all);
                        return fresh.getAccessToken().getTokenValue();
                    }
                    return held.getAccessToken().getTokenValue();
                });
            }
        } catch (OAuth2AuthorizationException | IllegalStateException e) {
            return Optional.empty();
        }
    }

    private static Optional<OAuth2AuthorizedClient> current(HttpSession session) {
        return session.getAttribute(ATTRIBUTE) instanceof Map<?, ?> all
                        && all.get(KeycloakClient.REGISTRATION) instanceof OAuth2AuthorizedClient held
                ? Optional.of(held)
                : Optional.empty();
    }
}
