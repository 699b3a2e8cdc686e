package health.keyward.example.oidc;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestRedirectFilter;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;

/** Asks the realm for the level of the app, or for the fresh proof of an act whose form is kept (RFC 9470, section 4). */
final class StepUpRequests implements OAuth2AuthorizationRequestResolver {
    private final DefaultOAuth2AuthorizationRequestResolver plain;
    private final String usualLevel;
    private final FreshProof proof;

    StepUpRequests(ClientRegistrationRepository registrations, String usualLevel, FreshProof proof) {
        this.plain = new DefaultOAuth2AuthorizationRequestResolver(
                registrations, OAuth2AuthorizationRequestRedirectFilter.DEFAULT_AUTHORIZATION_REQUEST_BASE_URI);
        this.usualLevel = usualLevel;
        this.proof = proof;
    }

    @Override
    public @Nullable OAuth2AuthorizationRequest resolve(HttpServletRequest request) {
        return asking(plain.resolve(request), request);
    }

    @Override
    public @Nullable OAuth2AuthorizationRequest resolve(HttpServletRequest request, String registration) {
        return asking(plain.resolve(request, registration), request);
    }

    private @Nullable OAuth2AuthorizationRequest asking(
            @Nullable OAuth2AuthorizationRequest asked, HttpServletRequest request) {
        if (asked == null) {
            return null;
        }
        boolean forAnAct = KeptForm.in(request.getSession(false)).isPresent();
        StepUpWish wish = StepUpWish.in(request.getSession(false)).orElse(null);
        return OAuth2AuthorizationRequest.from(asked)
                .additionalParameters(more -> {
                    if (!forAnAct && wish != null) {
                        String wished = wish.acrValues().isBlank() ? usualLevel : wish.acrValues();
                        if (!wished.isBlank()) {
                            more.put("acr_values", wished);
                        }
                        if (!wish.action().isBlank()) {
                            more.put("kc_action", wish.action());
                        }
                        if (wish.maxAge() >= 0) {
                            more.put("max_age", Long.toString(wish.maxAge()));
                        }
                        return;
                    }
                    String level = forAnAct ? proof.acrValues() : usualLevel;
                    if (!level.isBlank()) {
                        more.put("acr_values", level);
                    }
                    if (forAnAct) {
                        more.put("max_age", Long.toString(proof.maxAge().toSeconds()));
                    }
                })
                .build();
    }
}
