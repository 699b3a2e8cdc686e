package health.keyward.abac.access;

import health.keyward.abac.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The texts that stand in the manifest of the policy the house ships; of other reasons what can be said of any. */
public final class ManifestTexts implements ReasonTexts {
    private static final String SHIPPED = "/META-INF/keyward/policy/.manifest";
    private static final ReasonTexts ANY = new ShippedTexts();

    private final Map<?, ?> reasons;

    private ManifestTexts(Map<?, ?> reasons) {
        this.reasons = reasons;
    }

    /** @throws IllegalStateException when the jar holds a manifest nobody can read */
    public static ReasonTexts shipped() {
        try (InputStream in = ManifestTexts.class.getResourceAsStream(SHIPPED)) {
            return in == null ? ANY : of(in.readAllBytes());
        } catch (IOException e) {
            throw new IllegalStateException("the manifest of the shipped policy cannot be read", e);
        }
    }

    static ReasonTexts of(byte[] manifest) {
        try {
            return AccessJson.object(manifest).get("metadata") instanceof Map<?, ?> metadata
                            && metadata.get("reasons") instanceof Map<?, ?> reasons
                    ? new ManifestTexts(reasons)
                    : ANY;
        } catch (AccessJson.Unreadable e) {
            throw new IllegalStateException("the manifest of the shipped policy is not JSON", e);
        }
    }

    @Override
    public Text of(Reason reason, Locale language) {
        Text any = ANY.of(reason, language);
        String user = said(reason.code(), "user", language);
        String admin = said(reason.code(), "admin", language);
        return new Text(user == null ? any.user() : user, admin == null ? any.admin() : any.admin() + " " + admin);
    }

    private @Nullable String said(String code, String whom, Locale language) {
        return reasons.get(code) instanceof Map<?, ?> texts
                        && texts.get(whom) instanceof Map<?, ?> languages
                        && languages.get(language.getLanguage()) instanceof String text
                ? text
                : null;
    }
}
