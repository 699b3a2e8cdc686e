package health.keyward.it;

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Emergency access that nobody asked for, for tests of what comes after. See {@link health.keyward.it.fault.GrantingRoomFactory}. */
public final class Grants {
    private Grants() {}

    /**
     * @param person Keycloak's id
     * @param app client id
     * @param coSigner Keycloak's id of who signed for it; null for nobody
     * @return its id
     */
    public static String given(
            String person, String username, String patient, String session, String app, @Nullable String coSigner) {
        Map<String, String> form = new TreeMap<>(
                Map.of("person", person, "username", username, "patient", patient, "session", session, "app", app));
        if (coSigner != null) {
            form.put("coSigner", coSigner);
        }
        return posted(Ward.house().issuer(), "it-grants", form);
    }

    public static void end(String grant) {
        posted(Ward.house().issuer(), "it-grants/end", Map.of("grant", grant));
    }

    /** @param issuer address of the realm, at whatever node */
    static String posted(URI issuer, String path, Map<String, String> form) {
        HttpResponse<String> answer = Http.call(
                "POST",
                URI.create(issuer + "/keyward/v1/" + path),
                "",
                "application/x-www-form-urlencoded",
                Tokens.form(form));
        if (answer.statusCode() >= 300) {
            throw new AssertionError(path + " answered " + answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }
}
