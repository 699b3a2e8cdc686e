package health.keyward.console.signin;

import health.keyward.console.base.Wish;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;

/** Adds what the API asked for to the sign-in that is about to start (RFC 9470, section 4). */
final class StepUpRequests implements OAuth2AuthorizationRequestResolver {
    private final DefaultOAuth2AuthorizationRequestResolver plain;

    StepUpRequests(ClientRegistrationRepository clients) {
        plain = new DefaultOAuth2AuthorizationRequestResolver(clients, "/oauth2/authorization");
    }

    @Override
    public @Nullable OAuth2AuthorizationRequest resolve(HttpServletRequest request) {
        return stronger(plain.resolve(request), request);
    }

    @Override
    public @Nullable OAuth2AuthorizationRequest resolve(HttpServletRequest request, String registration) {
        return stronger(plain.resolve(request, registration), request);
    }

    private static @Nullable OAuth2AuthorizationRequest stronger(
            @Nullable OAuth2AuthorizationRequest asked, HttpServletRequest request) {
        var wish = Wish.in(request.getSession(false));
        if (asked == null || wish.isEmpty()) {
            return asked;
        }
        return OAuth2AuthorizationRequest.from(asked)
                .additionalParameters(more -> {
                    if (!wish.get().acrValues().isBlank()) {
                        more.put("acr_values", wish.get().acrValues());
                    }
                    if (wish.get().maxAge() >= 0) {
                        more.put("max_age", Integer.toString(wish.get().maxAge()));
                    }
                    if (wish.get().anew()) {
                        more.put("prompt", "login");
                    }
                    more.put("login_hint", wish.get().person());
                })
                .build();
    }
}
