package health.keyward.console.signin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.core.AuthorizationGrantType;

/** Keycloak's addresses, named one by one: the console starts while Keycloak is still down. */
@Configuration
class KeycloakClient {
    static final String REGISTRATION = "keyward";

    @Bean
    ClientRegistrationRepository clients(
            @Value("${keyward.issuer}") String issuer,
            @Value("${keyward.client-secret:}") String secret,
            @Value("${keyward.client-secret-file:}") String secretFile) {
        String at = issuer + "/protocol/openid-connect";
        return new InMemoryClientRegistrationRepository(ClientRegistration.withRegistrationId(REGISTRATION)
                .clientId("keyward-console")
                .clientSecret(secret(secret, secretFile))
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .redirectUri("{baseUrl}/login/oauth2/code/{registrationId}")
                .scope("openid", "profile")
                .issuerUri(issuer)
                .authorizationUri(at + "/auth")
                .tokenUri(at + "/token")
                .jwkSetUri(at + "/certs")
                .userNameAttributeName("preferred_username")
                .providerConfigurationMetadata(Map.of("end_session_endpoint", at + "/logout"))
                .build());
    }

    private static String secret(String secret, String file) {
        if (!secret.isBlank()) {
            return secret;
        }
        if (file.isBlank()) {
            throw new IllegalStateException("Set keyward.client-secret or keyward.client-secret-file.");
        }
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("The file named by keyward.client-secret-file cannot be read.", e);
        }
    }
}
