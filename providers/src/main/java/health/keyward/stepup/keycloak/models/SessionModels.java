package health.keyward.stepup.keycloak.models;

import health.keyward.kernel.RealmId;
import health.keyward.keycloak.Database;
import health.keyward.stepup.core.Attestation;
import health.keyward.stepup.core.Metadata;
import health.keyward.stepup.core.ModelRules;
import health.keyward.stepup.core.ModelStanding;
import health.keyward.stepup.core.Models;
import health.keyward.stepup.store.Attestations;
import health.keyward.stepup.store.ModelDecisions;
import java.util.Optional;
import java.util.UUID;

/** Models as one Keycloak session sees them: a decision counts for the next question on every node, metadata a few seconds later. */
public final class SessionModels implements Models {
    private final Database database;
    private final MetadataShelf shelf;
    private final ModelDecisions decisions = new ModelDecisions();
    private final Attestations attestations = new Attestations();

    public SessionModels(Database database, MetadataShelf shelf) {
        this.database = database;
        this.shelf = shelf;
    }

    @Override
    public ModelStanding of(RealmId realm, String credential, UUID model) {
        return database.write(tx -> ModelRules.standing(
                shelf.current(tx).flatMap(metadata -> metadata.model(model)).orElse(null),
                decisions.newest(tx, realm, model).orElse(null),
                attestations
                        .of(tx, realm, credential)
                        .filter(said -> said.provesModel() && said.model().equals(model))
                        .isPresent()));
    }

    @Override
    public Optional<UUID> proven(RealmId realm, String credential) {
        return database.write(tx -> attestations
                .of(tx, realm, credential)
                .filter(Attestation::provesModel)
                .map(Attestation::model));
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
    }
}
