package health.keyward.example.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtValidationException;

class AcceptedLevelTest {
    private final AcceptedLevel level = new AcceptedLevel(Set.of("mfa", "phr"));

    @Test
    void a_level_from_the_list_is_accepted() {
        assertThat(level.validate(token("mfa")).hasErrors()).isFalse();
        assertThat(level.validate(token("phr")).hasErrors()).isFalse();
    }

    @Test
    void a_password_alone_is_refused() {
        assertThat(level.validate(token("pwd")).hasErrors()).isTrue();
    }

    @Test
    void an_unknown_level_is_refused_even_if_it_sounds_stronger() {
        assertThat(level.validate(token("mfa2")).hasErrors()).isTrue();
        assertThat(level.validate(token("MFA")).hasErrors()).isTrue();
    }

    @Test
    void a_token_that_names_no_level_is_refused() {
        Jwt token = Jwt.withTokenValue("t").header("alg", "RS256").subject("s").build();
        assertThat(level.validate(token).hasErrors()).isTrue();
    }

    @Test
    void the_refusal_is_recognised_through_the_exceptions_around_it() {
        var refused =
                new JwtValidationException("no", level.validate(token("pwd")).getErrors());
        var around = new OAuth2AuthenticationException(new OAuth2Error("invalid_id_token"), "no", refused);
        assertThat(AcceptedLevel.isTheReasonFor(around)).isTrue();
        assertThat(AcceptedLevel.isTheReasonFor(new OAuth2AuthenticationException("access_denied")))
                .isFalse();
    }

    private static Jwt token(String acr) {
        return Jwt.withTokenValue("t")
                .header("alg", "RS256")
                .subject("s")
                .issuedAt(Instant.EPOCH)
                .claim("acr", acr)
                .build();
    }
}
