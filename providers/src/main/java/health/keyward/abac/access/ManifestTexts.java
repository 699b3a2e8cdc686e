package health.keyward.abac.access;

import health.keyward.abac.Reason;
import health.keyward.abac.core.Policy;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The texts that a policy brings in its manifest; of other reasons what can be said of any. */
public final class ManifestTexts implements ReasonTexts {
    private static final ReasonTexts ANY = new ShippedTexts();

    private final Map<String, Policy.Texts> reasons;

    /** @param reasons by code */
    public ManifestTexts(Map<String, Policy.Texts> reasons) {
        this.reasons = Map.copyOf(reasons);
    }

    @Override
    public Text of(Reason reason, Locale language) {
        Text any = ANY.of(reason, language);
        Policy.Texts said = reasons.get(reason.code());
        if (said == null) {
            return any;
        }
        @Nullable String user = said.user().get(language.getLanguage());
        @Nullable String admin = said.admin().get(language.getLanguage());
        return new Text(user == null ? any.user() : user, admin == null ? any.admin() : any.admin() + " " + admin);
    }
}
