package health.keyward.stepup.keycloak;

import jakarta.ws.rs.core.MultivaluedMap;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.WebAuthnConstants;

/**
 * What the browser brought back from an authenticator, before anything of it is checked.
 *
 * @param rawId of the credential it says it is by
 * @param userVerified bit 2 of the flags of the authenticator data (WebAuthn 6.1)
 * @param userId of whom it says it is by; null when it does not say
 */
record Assertion(
        byte[] rawId, boolean userVerified, @Nullable String userId) {
    private static final int FLAGS = 32;
    private static final int USER_VERIFIED = 0x04;

    /** Empty when there is none, or nothing that could be one. */
    static Optional<Assertion> in(MultivaluedMap<String, String> form) {
        try {
            byte[] id = decode(form.getFirst(WebAuthnConstants.CREDENTIAL_ID));
            byte[] data = decode(form.getFirst(WebAuthnConstants.AUTHENTICATOR_DATA));
            byte[] user = decode(form.getFirst(WebAuthnConstants.USER_HANDLE));
            if (id.length == 0 || data.length <= FLAGS) {
                return Optional.empty();
            }
            return Optional.of(new Assertion(
                    id,
                    (data[FLAGS] & USER_VERIFIED) != 0,
                    user.length == 0 ? null : new String(user, StandardCharsets.UTF_8)));
        } catch (IllegalArgumentException garbled) {
            return Optional.empty();
        }
    }

    /** Whether the form brings one along, readable or not. */
    static boolean isBroughtBy(MultivaluedMap<String, String> form) {
        String data = form.getFirst(WebAuthnConstants.AUTHENTICATOR_DATA);
        return data != null && !data.isEmpty();
    }

    /** In the one way browsers write it, so that Keycloak cannot read other bytes than we do. */
    private static byte[] decode(@Nullable String base64Url) {
        if (base64Url == null) {
            return new byte[0];
        }
        byte[] bytes = Base64.getUrlDecoder().decode(base64Url);
        if (!Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(base64Url)) {
            throw new IllegalArgumentException("not how a browser writes it");
        }
        return bytes;
    }
}
