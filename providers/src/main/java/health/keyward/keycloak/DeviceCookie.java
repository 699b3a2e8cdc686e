package health.keyward.keycloak;

import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.NewCookie;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import org.keycloak.crypto.Algorithm;
import org.keycloak.crypto.KeyUse;
import org.keycloak.crypto.KeyWrapper;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * Knows a browser again: a random id and its HMAC-SHA-256 by the realm's key, so that nobody can make one up. It says which browser, not who, and proves
 * nothing by itself. {@code HttpOnly}, {@code Secure} as the connection is, {@code SameSite=Lax}, for the realm's paths only.
 */
public final class DeviceCookie {
    static final String NAME = "KEYWARD_DEVICE";

    private static final String PURPOSE = "keyward-device\n";
    private static final int ID_BYTES = 16;
    private static final int SECONDS = 400 * 24 * 60 * 60;
    private static final SecureRandom RANDOM = new SecureRandom();

    private DeviceCookie() {}

    /** Id of the browser that asks, 22 characters; empty when it brings none or one that is not ours. */
    public static Optional<String> of(KeycloakSession session) {
        Cookie cookie = session.getContext().getRequestHeaders() == null
                ? null
                : session.getContext().getRequestHeaders().getCookies().get(NAME);
        if (cookie == null) {
            return Optional.empty();
        }
        String[] parts = cookie.getValue().split("\\.", 2);
        boolean ours = parts.length == 2
                && MessageDigest.isEqual(
                        mac(session, parts[0]).getBytes(StandardCharsets.US_ASCII),
                        parts[1].getBytes(StandardCharsets.US_ASCII));
        return ours ? Optional.of(parts[0]) : Optional.empty();
    }

    /** The same; a browser without one is given one with the answer. */
    public static String orGiven(KeycloakSession session) {
        return of(session).orElseGet(() -> {
            byte[] random = new byte[ID_BYTES];
            RANDOM.nextBytes(random);
            String id = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
            RealmModel realm = session.getContext().getRealm();
            session.getContext()
                    .getHttpResponse()
                    .setCookieIfAbsent(new NewCookie.Builder(NAME)
                            .value(id + "." + mac(session, id))
                            .path(session.getContext().getUri().getBaseUri().getPath() + "realms/" + realm.getName()
                                    + "/")
                            .maxAge(SECONDS)
                            .httpOnly(true)
                            .secure("https"
                                    .equals(session.getContext()
                                            .getUri()
                                            .getBaseUri()
                                            .getScheme()))
                            .sameSite(NewCookie.SameSite.LAX)
                            .build());
            return id;
        });
    }

    private static String mac(KeycloakSession session, String id) {
        KeyWrapper key = session.keys().getActiveKey(session.getContext().getRealm(), KeyUse.SIG, Algorithm.HS512);
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            SecretKey secret = key.getSecretKey();
            mac.init(secret);
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(mac.doFinal((PURPOSE + id).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HMAC-SHA-256", e);
        }
    }
}
