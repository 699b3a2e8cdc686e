package health.keyward.local.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpTest {
    private static final byte[] RFC_KEY = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);
    private static final String RFC_KEY_BASE32 = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    /** RFC 6238 appendix B, the SHA-1 rows. */
    @ParameterizedTest
    @CsvSource({
        "59, 94287082",
        "1111111109, 07081804",
        "1111111111, 14050471",
        "1234567890, 89005924",
        "2000000000, 69279037",
        "20000000000, 65353130"
    })
    void the_codes_are_those_of_the_standard(long second, String code) {
        assertThat(Totp.code(RFC_KEY, Instant.ofEpochSecond(second), 8)).isEqualTo(code);
    }

    @Test
    void a_base32_key_gives_the_last_six_digits() {
        assertThat(Totp.code(RFC_KEY_BASE32, Instant.ofEpochSecond(59))).isEqualTo("287082");
    }

    @Test
    void a_code_changes_only_every_thirty_seconds() {
        String first = Totp.code(RFC_KEY_BASE32, Instant.ofEpochSecond(60));

        assertThat(Totp.code(RFC_KEY_BASE32, Instant.ofEpochSecond(89))).isEqualTo(first);
        assertThat(Totp.code(RFC_KEY_BASE32, Instant.ofEpochSecond(90))).isNotEqualTo(first);
    }

    @Test
    void a_key_that_is_not_base32_is_refused() {
        assertThatThrownBy(() -> Totp.code("018", Instant.EPOCH)).hasMessageContaining("not base32");
    }
}
