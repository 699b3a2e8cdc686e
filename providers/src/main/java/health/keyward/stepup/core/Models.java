package health.keyward.stepup.core;

import health.keyward.kernel.RealmId;
import java.util.UUID;

/** What is known of models of authenticators. A port: the list of accepted models and the metadata of the FIDO Alliance stand behind it. */
public interface Models {
    /** Never fails for a model nobody knows; that one is good for {@code PHISHING_RESISTANT} at most. */
    ModelStanding of(RealmId realm, UUID model);
}
