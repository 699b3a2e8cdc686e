package health.keyward.keycloak;

import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.keycloak.sessions.AuthenticationSessionModel;
import org.keycloak.util.JsonSerialization;

/**
 * What the steps of a sign-in say about it, for the record of the sign-in as a whole. Details of an event do not outlive the request in which they
 * are set, and a sign-in takes several.
 */
public final class SignInFacts {
    /** How the person proved who they are, in the last step that asked. */
    public static final String METHOD = "keyward_method";

    /** AAGUID of the authenticator's model. */
    public static final String MODEL = "keyward_model";

    /** RFC 8176 values of what was shown, separated by spaces. */
    public static final String AMR = "keyward_amr";

    public static final String LEVEL_BEFORE = "keyward_level_before";
    public static final String LEVEL_AFTER = "keyward_level_after";

    /** The level that was asked for. */
    public static final String LEVEL_ASKED = "keyward_level_asked";

    /** Names of the rules of the step-up map that asked for it. */
    public static final String RULES = "keyward_rules";

    /** What spoke against the sign-in before more was asked, separated by spaces; {@code none} when a rule wanted to know and nothing did. */
    public static final String RISK = "keyward_risk";

    private static final String NOTE = "keyward.facts";

    private SignInFacts() {}

    public static void say(AuthenticationSessionModel signIn, String name, String value) {
        Map<String, String> said = of(signIn);
        said.put(name, value);
        try {
            signIn.setAuthNote(NOTE, JsonSerialization.writeValueAsString(said));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Map<String, String> of(@Nullable AuthenticationSessionModel signIn) {
        String note = signIn == null ? null : signIn.getAuthNote(NOTE);
        if (note == null) {
            return new TreeMap<>();
        }
        try {
            return JsonSerialization.readValue(note, new TypeReference<TreeMap<String, String>>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
