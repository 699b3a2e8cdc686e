package health.keyward.local.apply;

/**
 * What the starter generated for one person.
 *
 * @param password clear text, imported as a credential value and hashed by the server
 * @param totpSecret the shared secret as Keycloak keeps it: 20 or more characters of A-Z and 2-7 whose bytes are the key;
 *     an authenticator app gets {@link #totpForApps()}. Empty means no one-time-code credential
 */
public record PersonSecret(String password, String totpSecret) {

    /** The key as base32, as it is typed into an authenticator app or put into an {@code otpauth:} address. */
    public String totpForApps() {
        return Base32.encode(totpSecret.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
}
