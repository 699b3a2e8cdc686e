package health.keyward.local.house;

import java.time.Instant;
import java.util.List;

/**
 * A demo person with what the starter generated for them.
 *
 * @param totpKey base32, as it is typed into an authenticator app; empty when the person has no second factor
 * @param roles realm roles granted directly
 * @param enabled false for those the blueprint keeps as former staff
 */
public record DemoPerson(
        String username,
        String displayName,
        String unit,
        String password,
        String totpKey,
        List<String> roles,
        boolean enabled) {

    public DemoPerson {
        roles = List.copyOf(roles);
    }

    public boolean hasSecondFactor() {
        return !totpKey.isEmpty();
    }

    /** The code an authenticator app shows at that moment. */
    public String codeAt(Instant at) {
        return Totp.code(totpKey, at);
    }

    @Override
    public String toString() {
        return "DemoPerson[" + username + "]";
    }
}
