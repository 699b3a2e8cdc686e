package health.keyward.stepup.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class AssertionTest {
    @Test
    void the_flag_of_the_authenticator_data_says_whether_the_user_was_verified() {
        assertThat(Assertion.in(form(0x05)))
                .hasValueSatisfying(a -> assertThat(a.userVerified()).isTrue());
        assertThat(Assertion.in(form(0x01)))
                .hasValueSatisfying(a -> assertThat(a.userVerified()).isFalse());
    }

    @Test
    void a_form_without_one_has_none() {
        assertThat(Assertion.in(new MultivaluedHashMap<>())).isEmpty();
    }

    @Test
    void what_cannot_be_read_is_none() {
        MultivaluedMap<String, String> garbled = form(0x05);
        garbled.putSingle("authenticatorData", "%%%");
        assertThat(Assertion.in(garbled)).isEmpty();
        MultivaluedMap<String, String> padded = form(0x05);
        padded.putSingle("authenticatorData", padded.getFirst("authenticatorData") + "==");
        assertThat(Assertion.in(padded)).as("Keycloak would read it").isEmpty();
        assertThat(Assertion.isBroughtBy(padded)).isTrue();
        MultivaluedMap<String, String> cut = form(0x05);
        cut.putSingle("authenticatorData", base64(new byte[32]));
        assertThat(Assertion.in(cut)).isEmpty();
    }

    private static MultivaluedMap<String, String> form(int flags) {
        byte[] data = new byte[37];
        data[32] = (byte) flags;
        MultivaluedMap<String, String> form = new MultivaluedHashMap<>();
        form.putSingle("credentialId", base64(new byte[] {1, 2, 3}));
        form.putSingle("authenticatorData", base64(data));
        form.putSingle("userHandle", base64("somebody".getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        return form;
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
