package health.keyward.history.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.keycloak.events.EventType;

@DisplayName("An entry of the log in words")
class WordsTest {
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "LOGIN, -, -, NONE, SUCCESS",
                "LOGIN_ERROR, invalid_user_credentials, -, WRONG_PASSWORD, FAILED",
                "LOGIN_ERROR, invalid_user_credentials, password, WRONG_PASSWORD, FAILED",
                "LOGIN_ERROR, invalid_user_credentials, otp, WRONG_CODE, FAILED",
                "LOGIN_ERROR, invalid_user_credentials, recovery-authn-codes, WRONG_CODE, FAILED",
                "LOGIN_ERROR, invalid_user_credentials, keyward-recovery-codes, WRONG_CODE, FAILED",
                "LOGIN_ERROR, invalid_user_credentials, webauthn-passwordless, WRONG_CODE, FAILED",
                "LOGIN_ERROR, user_not_found, -, UNKNOWN_USER, FAILED",
                "LOGIN_ERROR, user_temporarily_disabled, -, LOCKED, FAILED",
                "LOGIN_ERROR, user_disabled, -, DISABLED, FAILED",
                "LOGIN_ERROR, expired_code, -, EXPIRED_CODE, FAILED",
                "CODE_TO_TOKEN_ERROR, invalid_code, -, EXPIRED_CODE, FAILED",
                "REFRESH_TOKEN_ERROR, session_expired, -, SESSION_EXPIRED, FAILED",
                "LOGIN_ERROR, rejected_by_user, -, CANCELLED, FAILED",
                "LOGIN_ERROR, access_denied, -, NO_RIGHT, DENIED",
                "LOGIN_ERROR, not_allowed, -, NO_RIGHT, DENIED",
                "LOGIN_ERROR, not_allowed, webauthn-passwordless, CANCELLED, FAILED",
                "LOGIN_ERROR, different_user_authenticated, -, NO_RIGHT, DENIED",
                "LOGIN_ERROR, level_not_reached, -, LEVEL_NOT_REACHED, DENIED",
                "LOGIN_ERROR, authenticator_refused, webauthn-passwordless, AUTHENTICATOR_REFUSED, DENIED",
                "LOGIN_ERROR, client_not_found, -, CLIENT_PROBLEM, FAILED",
                "LOGIN_ERROR, invalid_redirect_uri, -, CLIENT_PROBLEM, FAILED",
                "LOGIN_ERROR, something_new, -, OTHER, FAILED",
                "LOGIN_ERROR, -, -, OTHER, FAILED",
                "USER_DISABLED_BY_TEMPORARY_LOCKOUT, -, -, LOCKED, FAILED"
            })
    void cause_and_outcome_follow_from_what_keycloak_reports(
            String type, String error, String credential, Cause cause, Outcome outcome) {
        assertThat(Cause.of(type, error, credential)).isEqualTo(cause);
        assertThat(Outcome.of(type, error, cause)).isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "LOGIN, -, pwd, false, -, PASSWORD",
                "LOGIN, -, pwd otp, false, -, PASSWORD_OTP",
                "LOGIN, otp, pwd otp, false, -, PASSWORD_OTP",
                "LOGIN, recovery-authn-codes, pwd otp, false, -, PASSWORD_RECOVERY_CODE",
                "LOGIN, keyward-recovery-codes, pwd otp, false, -, PASSWORD_RECOVERY_CODE",
                "LOGIN, webauthn, pwd hwk, false, -, PASSWORD_SECURITY_KEY",
                "LOGIN, -, pwd hwk, false, -, PASSWORD_SECURITY_KEY",
                "LOGIN, -, hwk, false, -, PASSKEY",
                "LOGIN, -, pop user mfa, false, -, PASSKEY",
                "LOGIN, webauthn-passwordless, hwk, false, -, PASSKEY",
                "LOGIN, -, pwd otp, true, -, SSO",
                "LOGIN, -, -, false, partner-hospital, BROKERED",
                "CLIENT_LOGIN, -, -, false, -, CLIENT_CREDENTIALS",
                "LOGIN_ERROR, password, -, false, -, PASSWORD",
                "LOGIN_ERROR, otp, -, false, -, PASSWORD_OTP",
                "LOGIN_ERROR, -, -, false, -, UNKNOWN"
            })
    void the_method_is_the_strongest_of_what_was_used(
            String type, String credential, String amr, boolean sso, String broker, Method method) {
        List<String> values = amr == null ? List.of() : Arrays.asList(amr.split(" "));
        assertThat(Method.of(type, credential, values, sso, broker)).isEqualTo(method);
    }

    @ParameterizedTest
    @CsvSource({
        "LOGIN, SIGN_IN",
        "LOGIN_ERROR, SIGN_IN",
        "IMPERSONATE, SIGN_IN",
        "LOGOUT, SIGN_OUT",
        "LOGOUT_ERROR, SIGN_OUT",
        "USER_SESSION_DELETED, SIGN_OUT",
        "CODE_TO_TOKEN, TOKEN",
        "CLIENT_LOGIN, TOKEN",
        "REFRESH_TOKEN_ERROR, TOKEN",
        "UPDATE_CREDENTIAL, FACTOR",
        "REMOVE_TOTP, FACTOR",
        "UPDATE_PROFILE, ACCOUNT",
        "CLIENT_REGISTER, OTHER"
    })
    void every_event_has_a_kind(String type, Kind kind) {
        assertThat(Kind.of(type)).isEqualTo(kind);
    }

    @ParameterizedTest
    @EnumSource(EventType.class)
    void no_event_of_keycloak_is_called_a_refusal_or_breaks_the_words(EventType type) {
        assertThat(Kind.of(type.name())).isNotEqualTo(Kind.REFUSED);
        assertThat(type.name().length()).isLessThanOrEqualTo(64);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0 | Firefox on Linux",
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0 |"
                        + " Edge on Windows",
                "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/17.4 Safari/605.1.15 |"
                        + " Safari on macOS",
                "Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 Version/17.4 Mobile"
                        + " Safari | Safari on iPhone",
                "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36 | Chrome on"
                        + " Android",
                "curl/8.5.0 | curl",
                "Something else | Other program",
                "- | -"
            })
    void a_user_agent_reads_as_browser_on_system(String agent, String words) {
        assertThat(Device.inWords(agent)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "10.0.0.7, 10.0.0.7",
                "10.0.0.7/8, 10.0.0.7/8",
                "::1, 0:0:0:0:0:0:0:1",
                "2001:db8::/32, 2001:db8:0:0:0:0:0:0/32",
                "::ffff:10.0.0.7, 10.0.0.7",
                "256.0.0.1, -",
                "10.0.0, -",
                "10.0.0.0/33, -",
                "10.0.0.0/, -",
                "10.0.0.0/-1, -",
                "example.org, -",
                "cafe, -",
                "1.2.3.4:, -",
                "::/129, -"
            })
    void an_address_is_read_without_asking_anybody(String text, String canonical) {
        assertThat(Address.parse(text).map(Address::text).orElse(null)).isEqualTo(canonical);
    }

    @Test
    void text_is_cut_at_whole_characters() {
        assertThat(Clean.known("ab\uD83D\uDE00", 3)).isEqualTo("ab");
        assertThat(Clean.known("a\0b", 9)).isEqualTo("ab");
        assertThat(Clean.known("a\uD83D", 9)).isEqualTo("a?");
        assertThat(Clean.text(null, 9)).isNull();
    }
}
