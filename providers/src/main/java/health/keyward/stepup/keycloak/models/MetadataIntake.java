package health.keyward.stepup.keycloak.models;

import health.keyward.stepup.core.Metadata;
import health.keyward.stepup.store.KeptMetadata;
import health.keyward.stepup.store.KeptMetadata.Head;
import health.keyward.stepup.store.KeptMetadata.Source;
import health.keyward.stepup.store.KeptMetadata.Try;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes in a BLOB when it is genuine and newer than what is kept. Works on the connection it is given. */
public final class MetadataIntake {
    private final KeptMetadata kept = new KeptMetadata();
    private final MetadataShelf shelf;
    private final Clock clock;

    MetadataIntake(MetadataShelf shelf, Clock clock) {
        this.shelf = shelf;
        this.clock = clock;
    }

    /** How it ended. */
    public sealed interface Outcome {
        record Taken(Metadata metadata) implements Outcome {}

        /** This very BLOB is kept. */
        record Known(int number) implements Outcome {}

        /**
         * @param again whether the same BLOB was refused from the same source before, so that the record has it
         * @param why in a few words
         */
        record Refused(String why, boolean again) implements Outcome {}
    }

    /** @param by name of who uploads it; null when nobody does */
    public Outcome offer(Connection tx, Source source, String blob, @Nullable String by) throws SQLException {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        String sha256 = Hashes.sha256(blob);
        Optional<Head> present = kept.head(tx);
        if (present.filter(head -> head.sha256().equals(sha256)).isPresent()
                && shelf.current(tx).isPresent()) {
            kept.tried(tx, new Try(source, now, true, sha256, "This one is kept already."));
            return new Outcome.Known(present.get().number());
        }
        Outcome outcome = take(tx, source, blob, sha256, by, now);
        switch (outcome) {
            case Outcome.Taken(var metadata) ->
                kept.tried(tx, new Try(source, now, true, sha256, "Number " + metadata.number() + "."));
            case Outcome.Known known -> {}
            case Outcome.Refused(var why, var again) -> kept.tried(tx, new Try(source, now, false, sha256, why));
        }
        return outcome;
    }

    private Outcome take(Connection tx, Source source, String blob, String sha256, @Nullable String by, Instant now)
            throws SQLException {
        return switch (new BlobReader(shelf.roots()).read(blob, now)) {
            case BlobReading.Refused(var why, var detail) -> refused(tx, source, sha256, detail);
            case BlobReading.Good(var metadata) -> {
                Head head = new Head(
                        metadata.number(),
                        metadata.nextUpdate(),
                        sha256,
                        shelf.roots().fingerprint(),
                        source,
                        now,
                        by);
                yield kept.keep(tx, head, blob)
                        ? new Outcome.Taken(metadata)
                        : refused(
                                tx,
                                source,
                                sha256,
                                "its number " + metadata.number() + " is not newer than that of the kept one");
            }
        };
    }

    private Outcome refused(Connection tx, Source source, String sha256, String why) throws SQLException {
        Try last = kept.tries(tx).get(source);
        return new Outcome.Refused(why, last != null && !last.taken() && sha256.equals(last.sha256()));
    }

    /** The source itself failed. */
    void failed(Connection tx, Source source, String why) throws SQLException {
        kept.tried(tx, new Try(source, clock.instant().truncatedTo(ChronoUnit.MICROS), false, null, why));
    }

    /** After the transaction in which something was taken. */
    void seen() {
        shelf.forget();
    }
}
