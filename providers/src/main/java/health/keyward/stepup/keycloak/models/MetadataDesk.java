package health.keyward.stepup.keycloak.models;

import health.keyward.audit.Integrity;
import health.keyward.audit.Ledger;
import health.keyward.kernel.Actor;
import health.keyward.kernel.RealmId;
import health.keyward.keycloak.Database;
import health.keyward.keycloak.Doors;
import health.keyward.keycloak.NodeTask;
import health.keyward.stepup.core.Metadata;
import health.keyward.stepup.store.KeptMetadata;
import health.keyward.stepup.store.KeptMetadata.Head;
import health.keyward.stepup.store.KeptMetadata.Source;
import health.keyward.stepup.store.KeptMetadata.Try;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.KeycloakModelUtils;

/** All that has to do with metadata on this node: takes them in, records every one and every refusal, tells how they stand. */
public final class MetadataDesk {
    private static final Duration LOOK = Duration.ofSeconds(20);

    private final MetadataOptions options;
    private final Clock clock;
    private final MetadataShelf shelf;
    private final KnownKeys keys;
    private final MetadataIntake intake;
    private final KeptMetadata kept = new KeptMetadata();

    MetadataDesk(MetadataOptions options, Clock clock) {
        this.options = options;
        this.clock = clock;
        this.shelf = new MetadataShelf(options.roots(), System::nanoTime);
        this.keys = new KnownKeys(shelf::seen);
        this.intake = new MetadataIntake(shelf, clock);
    }

    public static MetadataDesk of(Config.Scope config, Clock clock) {
        return new MetadataDesk(MetadataOptions.of(config), clock);
    }

    /** One that knows no model. */
    public static MetadataDesk none(Clock clock) {
        return new MetadataDesk(MetadataOptions.NONE, clock);
    }

    /** Whether this installation names a place where metadata come from. */
    public boolean isAwaited() {
        return options.file() != null || options.url() != null;
    }

    public MetadataShelf shelf() {
        return shelf;
    }

    public KnownKeys keys() {
        return keys;
    }

    /** Starts looking after the file, the address and the calendar. */
    public void schedule(KeycloakSessionFactory factory) {
        MetadataWatch watch = new MetadataWatch(this, options, factory, clock);
        new NodeTask("fido-metadata", LOOK, watch::round).schedule(factory);
    }

    /**
     * An administrator's upload.
     *
     * @return how it ended; committed, and recorded in the realm
     */
    public MetadataIntake.Outcome upload(KeycloakSession session, RealmId realm, Actor by, String blob) {
        String name = String.valueOf(by.username());
        return offer(session.getKeycloakSessionFactory(), Source.UPLOAD, blob, name, by, realm);
    }

    MetadataIntake.Outcome offer(KeycloakSessionFactory factory, Source source, String blob) {
        return offer(factory, source, blob, null, Actor.NOBODY, null);
    }

    /** In a transaction of its own, so that a refusal is recorded whatever becomes of the call. */
    private MetadataIntake.Outcome offer(
            KeycloakSessionFactory factory,
            Source source,
            String blob,
            @Nullable String name,
            Actor by,
            @Nullable RealmId realm) {
        MetadataIntake.Outcome outcome = KeycloakModelUtils.runJobInTransactionWithResult(factory, session -> {
            MetadataIntake.Outcome how = new Database(session).write(tx -> intake.offer(tx, source, blob, name));
            words(how, source).ifPresent(words -> record(session, by, realm, words));
            if (how instanceof MetadataIntake.Outcome.Taken(var metadata)) {
                new CompromiseNotice(session).tell(metadata);
            }
            return how;
        });
        if (outcome instanceof MetadataIntake.Outcome.Taken) {
            intake.seen();
        }
        return outcome;
    }

    /** The source had nothing. */
    void failed(KeycloakSessionFactory factory, Source source, String why) {
        KeycloakModelUtils.runJobInTransaction(
                factory,
                session -> new Database(session).write(tx -> {
                    Try last = kept.tries(tx).get(source);
                    intake.failed(tx, source, why);
                    if (last == null || last.taken() || !last.detail().equals(why)) {
                        record(session, Actor.NOBODY, null, "No FIDO metadata by " + source + ": " + why);
                    }
                    return true;
                }));
    }

    private static Optional<String> words(MetadataIntake.Outcome outcome, Source source) {
        return switch (outcome) {
            case MetadataIntake.Outcome.Taken(var metadata) ->
                Optional.of("FIDO metadata number " + metadata.number() + " taken in by " + source + ", next update "
                        + metadata.nextUpdate() + ", " + metadata.models().size() + " models.");
            case MetadataIntake.Outcome.Known known -> Optional.empty();
            case MetadataIntake.Outcome.Refused(var why, var again) ->
                again ? Optional.empty() : Optional.of("FIDO metadata refused by " + source + ": " + why + ".");
        };
    }

    private static void record(KeycloakSession session, Actor by, @Nullable RealmId realm, String words) {
        List<RealmId> realms =
                realm == null ? Doors.open(session, Integrity.class).keepers() : List.of(realm);
        Ledger ledger = Doors.open(session, Ledger.class);
        realms.forEach(one -> ledger.changed(one, by, "ACTION", "FIDO_METADATA", "stepup/metadata", null, words));
    }

    /** How the metadata stand. */
    public State state(Database database) {
        return database.write(tx -> new State(
                shelf.current(tx),
                kept.head(tx),
                kept.tries(tx),
                options.roots().certificates().isEmpty(),
                options.file() != null,
                options.url() != null));
    }

    public Clock clock() {
        return clock;
    }

    /**
     * @param serving what is believed; empty when nothing is kept, or when what is kept is not believed under the present root
     * @param rootless whether no trust root is set
     */
    public record State(
            Optional<Metadata> serving,
            Optional<Head> head,
            Map<Source, Try> tries,
            boolean rootless,
            boolean byFile,
            boolean byUrl) {}
}
