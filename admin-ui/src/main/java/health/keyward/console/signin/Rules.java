package health.keyward.console.signin;

import com.vaadin.flow.spring.security.VaadinDefaultRequestCache;
import com.vaadin.flow.spring.security.VaadinSecurityConfigurer;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.oauth2.client.OidcBackChannelLogoutHandler;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.authority.mapping.GrantedAuthoritiesMapper;
import org.springframework.security.oauth2.client.oidc.session.InMemoryOidcSessionRegistry;
import org.springframework.security.oauth2.client.oidc.session.OidcSessionRegistry;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.HttpSessionOAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.client.web.OAuth2LoginAuthenticationFilter;
import org.springframework.security.oauth2.core.oidc.user.OidcUserAuthority;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;

/** Who gets in, how they leave, and what the browser may do meanwhile. */
@Configuration
class Rules {
    /** The claim is shown to the person only; the API looks for itself. */
    private static final String ROLES_CLAIM = "keyward_roles";

    private static final String CONTENT = String.join(
            "; ",
            "default-src 'self'",
            "script-src 'self' 'unsafe-inline' 'unsafe-eval'",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data:",
            "font-src 'self' data:",
            "connect-src 'self'",
            "object-src 'none'",
            "base-uri 'self'",
            "frame-ancestors 'none'",
            "form-action 'self'");

    @Bean
    SecurityFilterChain chain(
            HttpSecurity http,
            ClientRegistrationRepository clients,
            OAuth2AuthorizedClientRepository tokens,
            OidcBackChannelLogoutHandler backChannel,
            VaadinDefaultRequestCache requestCache)
            throws Exception {
        requestCache.setDelegateRequestCache(withoutMark());
        http.oauth2Login(o -> o.authorizationEndpoint(a -> a.authorizationRequestResolver(new StepUpRequests(clients)))
                .authorizedClientRepository(tokens)
                .withObjectPostProcessor(comingBack(requestCache)));
        http.oidcLogout(l -> l.backChannel(b -> b.logoutHandler(backChannel)));
        http.headers(h -> h.withObjectPostProcessor(atOnce())
                .contentSecurityPolicy(c -> c.policyDirectives(CONTENT))
                .referrerPolicy(r -> r.policy(ReferrerPolicy.SAME_ORIGIN))
                .frameOptions(f -> f.deny())
                .permissionsPolicyHeader(p -> p.policy("camera=(), microphone=(), geolocation=(), payment=()")));
        http.authorizeHttpRequests(a -> a.requestMatchers(
                        "/keyward.css", "/js/**", "/icons/**", "/favicon.svg", "/favicon.ico", "/webjars/**")
                .permitAll());
        http.with(
                VaadinSecurityConfigurer.vaadin(),
                v -> v.oauth2LoginPage("/oauth2/authorization/" + KeycloakClient.REGISTRATION, "{baseUrl}/signed-out"));
        return http.build();
    }

    /** Null is how Spring is told not to add {@code ?continue} to the address somebody shared. */
    @SuppressWarnings("NullAway")
    private static HttpSessionRequestCache withoutMark() {
        var saved = new HttpSessionRequestCache();
        saved.setMatchingRequestParameterName(null);
        return saved;
    }

    /** Vaadin commits its pages before Spring would get to write the headers. */
    private static ObjectPostProcessor<HeaderWriterFilter> atOnce() {
        return new ObjectPostProcessor<>() {
            @Override
            public <O extends HeaderWriterFilter> O postProcess(O filter) {
                filter.setShouldWriteHeadersEagerly(true);
                return filter;
            }
        };
    }

    /** Vaadin's configurer sets a success handler of its own; this runs after it. */
    private static ObjectPostProcessor<OAuth2LoginAuthenticationFilter> comingBack(
            VaadinDefaultRequestCache requestCache) {
        return new ObjectPostProcessor<>() {
            @Override
            public <O extends OAuth2LoginAuthenticationFilter> O postProcess(O filter) {
                filter.setAuthenticationSuccessHandler(new ComeBack(requestCache));
                return filter;
            }
        };
    }

    @Bean
    OAuth2AuthorizedClientRepository tokenStore() {
        return new HttpSessionOAuth2AuthorizedClientRepository();
    }

    @Bean
    OidcSessionRegistry oidcSessions() {
        return new InMemoryOidcSessionRegistry();
    }

    /** The handler calls this console back with the session's cookie, so it must know the cookie's name. */
    @Bean
    OidcBackChannelLogoutHandler backChannel(
            OidcSessionRegistry sessions, @Value("${server.servlet.session.cookie.name}") String cookie) {
        var handler = new OidcBackChannelLogoutHandler(sessions);
        handler.setSessionCookieName(cookie);
        return handler;
    }

    @Bean
    GrantedAuthoritiesMapper roles() {
        return Rules::rolesOf;
    }

    static Collection<? extends GrantedAuthority> rolesOf(Collection<? extends GrantedAuthority> given) {
        var all = new HashSet<GrantedAuthority>(given);
        for (var one : given) {
            if (one instanceof OidcUserAuthority oidc
                    && oidc.getIdToken().getClaim(ROLES_CLAIM) instanceof List<?> roles) {
                roles.forEach(r -> all.add(new SimpleGrantedAuthority("ROLE_" + r)));
            }
        }
        return all;
    }
}
