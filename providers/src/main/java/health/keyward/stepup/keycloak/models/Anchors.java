package health.keyward.stepup.keycloak.models;

import com.webauthn4j.anchor.TrustAnchorRepository;
import com.webauthn4j.data.attestation.authenticator.AAGUID;
import health.keyward.stepup.core.KnownModel;
import health.keyward.stepup.core.Metadata;
import java.security.cert.TrustAnchor;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Where the attestation of a model has to end, by the metadata; nowhere for a model that is unknown or compromised. */
final class Anchors implements TrustAnchorRepository {
    private final @Nullable Metadata metadata;

    Anchors(@Nullable Metadata metadata) {
        this.metadata = metadata;
    }

    @Override
    public Set<TrustAnchor> find(AAGUID aaguid) {
        return Optional.ofNullable(metadata)
                .flatMap(known -> known.model(aaguid.getValue()))
                .filter(model -> model.compromise().isEmpty())
                .map(Anchors::of)
                .orElseGet(Set::of);
    }

    /** U2F devices have no model and verify nobody; no level here is theirs. */
    @Override
    public Set<TrustAnchor> find(byte[] attestationCertificateKeyIdentifier) {
        return Set.of();
    }

    private static Set<TrustAnchor> of(KnownModel model) {
        return model.roots().stream().map(root -> new TrustAnchor(root, null)).collect(Collectors.toSet());
    }
}
