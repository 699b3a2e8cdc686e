package health.keyward.stepup.core;

import health.keyward.kernel.RealmId;
import java.util.UUID;

/** What is known of models of authenticators. A port: the list of accepted models and the metadata of the FIDO Alliance stand behind it. */
public interface Models {
    /**
     * What a credential may be used for now. Never fails for a model nobody knows; that one is good for {@code PHISHING_RESISTANT} at most, as is every
     * credential whose model was not proven when it was enrolled: who makes a key in software may write any AAGUID beside it.
     *
     * @param credential Keycloak's id of the credential
     * @param model the AAGUID its data name; refused models are refused even when it was not proven
     */
    Known of(RealmId realm, String credential, UUID model);

    /** @param proven whether an attestation proved any model when the credential was enrolled (SU-5) */
    record Known(ModelStanding standing, boolean proven) {}
}
