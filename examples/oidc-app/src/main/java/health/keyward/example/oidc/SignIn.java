package health.keyward.example.oidc;

import java.time.Clock;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.oauth2.client.OidcBackChannelLogoutHandler;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenDecoderFactory;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenValidator;
import org.springframework.security.oauth2.client.oidc.session.InMemoryOidcSessionRegistry;
import org.springframework.security.oauth2.client.oidc.session.OidcSessionRegistry;
import org.springframework.security.oauth2.client.oidc.web.logout.OidcClientInitiatedLogoutSuccessHandler;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.SupplierClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.HttpSessionOAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoderFactory;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter;
import org.springframework.security.web.session.HttpSessionEventPublisher;

/** Authorization code with PKCE, the level checked, logout both ways: from here, and from the realm by back channel. */
@Configuration(proxyBeanMethods = false)
class SignIn {
    static final String REGISTRATION = "keyward";
    private static final String START = "/oauth2/authorization/" + REGISTRATION;

    @Bean
    ClientRegistrationRepository registrations(WardBoardSettings settings) {
        String secret = settings.clientSecret();
        return new SupplierClientRegistrationRepository(() -> new InMemoryClientRegistrationRepository(
                ClientRegistrations.fromIssuerLocation(settings.issuer().toString())
                        .registrationId(REGISTRATION)
                        .clientId(settings.clientId())
                        .clientSecret(secret)
                        .scope("openid", "profile", "email")
                        .clientSettings(ClientRegistration.ClientSettings.builder()
                                .requireProofKey(true)
                                .build())
                        .build()));
    }

    @Bean
    OAuth2AuthorizedClientRepository tokensLiveInTheSession() {
        return new HttpSessionOAuth2AuthorizedClientRepository();
    }

    @Bean
    OidcSessionRegistry sessions() {
        return new InMemoryOidcSessionRegistry();
    }

    @Bean
    DecisionPoint decisionPoint(WardBoardSettings settings) {
        return new DecisionPoint(settings.issuer(), settings.clientId(), settings.clientSecret(), Clock.systemUTC());
    }

    @Bean
    HttpSessionEventPublisher sessionEvents() {
        return new HttpSessionEventPublisher();
    }

    @Bean
    JwtDecoderFactory<ClientRegistration> idTokens(WardBoardSettings settings) {
        OidcIdTokenDecoderFactory factory = new OidcIdTokenDecoderFactory();
        factory.setJwtValidatorFactory(registration -> new DelegatingOAuth2TokenValidator<Jwt>(List.of(
                new JwtTimestampValidator(),
                new OidcIdTokenValidator(registration),
                new AcceptedLevel(settings.acceptedLevels()))));
        return factory;
    }

    @Bean
    SecurityFilterChain doors(
            HttpSecurity http,
            WardBoardSettings settings,
            ClientRegistrationRepository registrations,
            OidcSessionRegistry sessions,
            @Value("${server.servlet.session.cookie.name}") String cookieName) {
        OidcClientInitiatedLogoutSuccessHandler leaveTheRealmToo =
                new OidcClientInitiatedLogoutSuccessHandler(registrations);
        leaveTheRealmToo.setPostLogoutRedirectUri("{baseUrl}/signed-out");
        FreshProof proof = settings.prescriptionProof(Clock.systemUTC());
        OidcBackChannelLogoutHandler endSessions = new OidcBackChannelLogoutHandler(sessions);
        endSessions.setSessionCookieName(cookieName);
        return http.authorizeHttpRequests(paths -> paths.requestMatchers(
                                "/health", "/signed-out", "/refused", "/error", "/app.css", "/mark.svg")
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .oauth2Login(login -> login.loginPage(START)
                        .successHandler(new ComeBack())
                        .authorizationEndpoint(start -> start.authorizationRequestResolver(
                                new StepUpRequests(registrations, settings.requestedLevel(), proof)))
                        .failureHandler((request, response, problem) -> response.sendRedirect(
                                AcceptedLevel.isTheReasonFor(problem) ? "/refused?why=level" : "/refused")))
                .addFilterAfter(
                        new StepUpFilter(Prescriptions.SIGN, Prescriptions.PAGE, START, proof),
                        AuthorizationFilter.class)
                .logout(logout -> logout.logoutSuccessHandler(leaveTheRealmToo))
                .oidcLogout(logout -> logout.backChannel(channel -> channel.logoutHandler(endSessions)))
                .headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(
                                "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; "
                                        + "frame-ancestors 'none'; form-action 'self' " + settings.issuerOrigin()))
                        .referrerPolicy(policy -> policy.policy(ReferrerPolicyHeaderWriter.ReferrerPolicy.NO_REFERRER)))
                .build();
    }
}
