package health.keyward.stepup.keycloak;

import com.fasterxml.jackson.core.type.TypeReference;
import health.keyward.stepup.Factor;
import health.keyward.stepup.core.RecoveryCode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.keycloak.credential.CredentialModel;
import org.keycloak.util.JsonSerialization;

/** The recovery codes of one person as Keycloak stores them: what may be seen is how many there are, what is kept is a salted hash of each. */
final class RecoveryCodeSet extends CredentialModel {
    static final String TYPE = Factor.RECOVERY_CODES;

    private static final long serialVersionUID = 1L;
    private static final TypeReference<TreeMap<String, SlowHash.Hashed>> HASHES = new TypeReference<>() {};

    private RecoveryCodeSet() {}

    static RecoveryCodeSet of(List<RecoveryCode> codes, SlowHash hash, long createdMillis) {
        Map<String, SlowHash.Hashed> hashes = new TreeMap<>();
        codes.forEach(code -> hashes.put(code.selector(), hash.of(code.secret())));
        return ofHashes(text(hashes), codes.size(), createdMillis);
    }

    /** @param hashes as {@link #getSecretData} gave them */
    static RecoveryCodeSet ofHashes(String hashes, int codes, long createdMillis) {
        RecoveryCodeSet set = new RecoveryCodeSet();
        set.setType(TYPE);
        set.setCreatedDate(createdMillis);
        set.setCredentialData(text(Map.of("codes", codes)));
        set.setSecretData(hashes);
        return set;
    }

    static RecoveryCodeSet stored(CredentialModel model) {
        RecoveryCodeSet set = new RecoveryCodeSet();
        set.setId(model.getId());
        set.setType(model.getType());
        set.setUserLabel(model.getUserLabel());
        set.setCreatedDate(model.getCreatedDate());
        set.setCredentialData(model.getCredentialData());
        set.setSecretData(model.getSecretData());
        return set;
    }

    Optional<SlowHash.Hashed> chosenBy(String selector) {
        return Optional.ofNullable(hashes().get(selector));
    }

    /** Any of them, for a comparison that takes as long as a real one. */
    SlowHash.Hashed decoy() {
        return hashes().firstEntry().getValue();
    }

    int size() {
        return hashes().size();
    }

    private TreeMap<String, SlowHash.Hashed> hashes() {
        try {
            return JsonSerialization.readValue(getSecretData(), HASHES);
        } catch (IOException e) {
            throw new IllegalStateException("a set of recovery codes cannot be read", e);
        }
    }

    private static String text(Object value) {
        try {
            return JsonSerialization.writeValueAsString(value);
        } catch (IOException e) {
            throw new IllegalStateException("a set of recovery codes cannot be written", e);
        }
    }
}
