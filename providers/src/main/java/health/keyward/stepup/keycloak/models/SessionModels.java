package health.keyward.stepup.keycloak.models;

import health.keyward.kernel.RealmId;
import health.keyward.keycloak.Database;
import health.keyward.stepup.core.Attestation;
import health.keyward.stepup.core.Metadata;
import health.keyward.stepup.core.ModelRules;
import health.keyward.stepup.core.ModelStanding;
import health.keyward.stepup.core.Models;
import health.keyward.stepup.store.Attestations;
import health.keyward.stepup.store.KeyRecords;
import health.keyward.stepup.store.ModelDecisions;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Models as one Keycloak session sees them: a decision counts for the next request on every node, metadata a few seconds later. */
public final class SessionModels implements Models {
    private final Database database;
    private final MetadataShelf shelf;
    private final ModelDecisions decisions = new ModelDecisions();
    private final Attestations attestations = new Attestations();
    private final KeyRecords records = new KeyRecords();
    private final Map<Key, Known> known = new HashMap<>();

    private record Key(RealmId realm, String credential, UUID model) {}

    public SessionModels(Database database, MetadataShelf shelf) {
        this.database = database;
        this.shelf = shelf;
    }

    /** Asked several times in one sign-in, read once. */
    @Override
    public Known of(RealmId realm, String credential, UUID model) {
        return known.computeIfAbsent(new Key(realm, credential, model), this::read);
    }

    private Known read(Key key) {
        return database.write(tx -> {
            KeyRecords.Found kept = records.of(tx, key.realm(), key.credential(), key.model());
            Optional<Attestation> proof = kept.attestation().filter(Attestation::provesModel);
            return new Known(
                    ModelRules.standing(
                            shelf.current(tx)
                                    .flatMap(metadata -> metadata.model(key.model()))
                                    .orElse(null),
                            kept.decision().orElse(null),
                            proof.filter(said -> said.model().equals(key.model()))
                                    .isPresent()),
                    proof.isPresent());
        });
    }

    /** What a device of that model is good for before it is enrolled; only refusals matter then. */
    ModelStanding ofNew(RealmId realm, UUID model) {
        return database.write(tx -> ModelRules.standing(
                shelf.current(tx).flatMap(metadata -> metadata.model(model)).orElse(null),
                decisions.newest(tx, realm, model).orElse(null),
                false));
    }

    Optional<Metadata> metadata() {
        return database.write(shelf::current);
    }

    void enrolled(Attestation attestation) {
        database.write(tx -> {
            attestations.add(tx, attestation);
            return true;
        });
        known.clear();
    }
}
