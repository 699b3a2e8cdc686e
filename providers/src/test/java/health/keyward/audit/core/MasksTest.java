package health.keyward.audit.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MasksTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "secret",
                "clientSecret",
                "client.secret",
                "credentialData",
                "secretData",
                "salt",
                "password",
                "smtpPassword",
                "bindCredential",
                "privateKey",
                "jwks.string.private_key",
                "saml.signing.private.key",
                "registrationToken",
                "clientSecretHash",
                "keystorePassword",
                "otpSecret"
            })
    void a_secret_never_enters_the_record(String name) {
        assertThat(Masks.value(name, "hunter2")).isEqualTo(Masks.MARKER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "firstName",
                "accessTokenLifespan",
                "passwordPolicy",
                "resetPasswordAllowed",
                "otpPolicyDigits",
                "redirectUris",
                "enabled",
                "department"
            })
    void a_setting_is_readable(String name) {
        assertThat(Masks.value(name, "300")).isEqualTo("300");
    }

    @Test
    void what_was_not_there_stays_not_there() {
        assertThat(Masks.value("secret", null)).isNull();
    }

    @Test
    void a_value_longer_than_any_text_is_cut_and_says_what_it_was() {
        assertThat(Masks.value("name", "x".repeat(Masks.LONGEST))).hasSize(Masks.LONGEST);
        assertThat(Masks.value("name", "x".repeat(Masks.LONGEST + 1)))
                .startsWith("x".repeat(Masks.LONGEST) + "… (100001 characters, SHA-256 ")
                .matches("x+… \\(100001 characters, SHA-256 [0-9a-f]{64}\\)");
    }
}
