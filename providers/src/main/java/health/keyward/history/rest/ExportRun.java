package health.keyward.history.rest;

import health.keyward.audit.AuditEvents;
import health.keyward.audit.Ledger;
import health.keyward.history.core.ExportOrder;
import health.keyward.history.core.ExportState;
import health.keyward.history.store.Alterations;
import health.keyward.history.store.Attempts;
import health.keyward.history.store.Exports;
import health.keyward.keycloak.Database;
import health.keyward.keycloak.Doors;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * Makes the files of background exports (LH-11): one export of the whole cluster at a time, row by row from a cursor, stored piece by piece in
 * transactions of their own. A round that ends, or a node that dies, is followed by one that goes on behind the last piece.
 */
public final class ExportRun {
    static final long MOST_ROWS = 5_000_000;
    private static final Duration LONGEST_ROUND = Duration.ofSeconds(60);
    private static final Duration LOOK_AROUND = Duration.ofMinutes(5);

    private final Clock clock;
    private final long mostRows;
    private final int pieceBytes;
    private final Exports exports = new Exports();
    private volatile Instant lookedAround = Instant.MIN;

    public ExportRun(Clock clock) {
        this(clock, MOST_ROWS, ExportFile.PIECE);
    }

    ExportRun(Clock clock, long mostRows, int pieceBytes) {
        this.clock = clock;
        this.mostRows = mostRows;
        this.pieceBytes = pieceBytes;
    }

    /** Works on the oldest unfinished export for up to a minute; call it under a lock that one node holds. */
    public void round(KeycloakSession session) {
        Database.SqlWork<Optional<ExportState>> next = tx -> exports.takeUp(tx, clock.instant());
        if (lookedAround.plus(LOOK_AROUND).isBefore(clock.instant())) {
            own(session, tx -> {
                exports.days(tx, clock.instant());
                return true;
            });
            lookedAround = clock.instant();
        }
        own(session, next).ifPresent(taken -> work(session, taken));
    }

    private void work(KeycloakSession session, ExportState taken) {
        ExportOrder order = taken.order();
        ExportFile.Store store = (was, now, body) -> own(session, tx -> exports.add(tx, was, now, body));
        Instant until = clock.instant().plus(LONGEST_ROUND);
        ExportFile.Limit limit =
                new ExportFile.Limit(mostRows, pieceBytes, () -> clock.instant().isAfter(until));
        Asked asked = asked(order);
        Fhir fhir = new Fhir(Doors.open(session, AuditEvents.class), order.realm(), asked.people());
        ExportFile.End end = new Database(session).stream(tx -> switch (order.what()) {
            case SIGN_INS ->
                format(order) == Lines.Format.FHIR
                        ? new ExportFile<>(fhir.attempts(), d -> d.row().place(), taken, store, limit)
                                .fill(taker -> new Attempts()
                                        .eachDetail(
                                                tx,
                                                order.realm(),
                                                asked.question(),
                                                taken.place(),
                                                order.lastEntry(),
                                                taker))
                        : new ExportFile<>(SignInsResource.lines(format(order)), a -> a.place(), taken, store, limit)
                                .fill(taker -> new Attempts()
                                        .each(
                                                tx,
                                                order.realm(),
                                                asked.question(),
                                                taken.place(),
                                                order.lastEntry(),
                                                taker));
            case CHANGES ->
                new ExportFile<>(
                                format(order) == Lines.Format.FHIR
                                        ? fhir.alterations()
                                        : ChangesResource.lines(format(order)),
                                d -> d.row().place(),
                                taken,
                                store,
                                limit)
                        .fill(taker -> new Alterations()
                                .each(tx, order.realm(), asked.changes(), taken.place(), order.lastEntry(), taker));
        });
        switch (end) {
            case ExportFile.End.Paused paused -> {}
            case ExportFile.End.Cancelled cancelled -> {}
            case ExportFile.End.Whole whole -> finish(session, whole.state(), ExportState.Phase.DONE);
            case ExportFile.End.Cut cut -> finish(session, cut.state(), ExportState.Phase.CUT);
        }
    }

    /** How it ended is in the ledger before the file can be fetched. */
    private void finish(KeycloakSession session, ExportState state, ExportState.Phase phase) {
        ExportOrder order = state.order();
        String sha256 = hash(session, order, state.bytes());
        Doors.open(session, Ledger.class)
                .exported(
                        order.realm(),
                        order.actor(),
                        "POST history/" + Said.list(order.what()) + "/exports",
                        order.question(),
                        state.rows(),
                        phase == ExportState.Phase.DONE);
        own(session, tx -> exports.finish(tx, order.id(), phase, sha256, clock.instant()));
    }

    /** Of what is stored, not of what was meant to be stored. */
    private String hash(KeycloakSession session, ExportOrder order, long bytes) {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
        Database database = new Database(session);
        for (long offset = 0; offset < bytes; ) {
            long here = offset;
            byte[] body = database.read(tx -> exports.pieceAt(tx, order, here))
                    .orElseThrow(() -> new IllegalStateException("a piece of export " + order.hex() + " is missing"))
                    .body();
            digest.update(body);
            offset += body.length;
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    static Lines.Format format(ExportOrder order) {
        return switch (order.format()) {
            case CSV -> Lines.Format.CSV;
            case JSON -> Lines.Format.JSON;
            case FHIR -> Lines.Format.FHIR;
        };
    }

    /** The question as it was asked, at the time it was asked. */
    private static Asked asked(ExportOrder order) {
        MultivaluedMap<String, String> query = new MultivaluedHashMap<>();
        for (String part : order.question().split("&", -1)) {
            if (!part.isEmpty()) {
                int equals = part.indexOf('=');
                String name = equals < 0 ? part : part.substring(0, equals);
                String value = equals < 0 ? "" : part.substring(equals + 1);
                query.add(
                        URLDecoder.decode(name, StandardCharsets.UTF_8),
                        URLDecoder.decode(value, StandardCharsets.UTF_8));
            }
        }
        Parameters parameters = switch (order.what()) {
            case SIGN_INS -> Parameters.SIGN_INS_EXPORT;
            case CHANGES -> Parameters.CHANGES_EXPORT;
        };
        return new Asked(query, parameters, order.askedAt());
    }

    private static <T> T own(KeycloakSession session, Database.SqlWork<T> work) {
        return KeycloakModelUtils.runJobInTransactionWithResult(
                session.getKeycloakSessionFactory(), fresh -> new Database(fresh).write(work));
    }
}
