package health.keyward.stepup.core;

import health.keyward.kernel.RealmId;
import java.util.Optional;
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
    ModelStanding of(RealmId realm, String credential, UUID model);

    /** The model of a credential as its attestation proved it at enrolment (SU-5); empty when nothing did. */
    Optional<UUID> proven(RealmId realm, String credential);
}
