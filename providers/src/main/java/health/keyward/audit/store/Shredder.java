package health.keyward.audit.store;

import health.keyward.audit.Projection;
import health.keyward.audit.Recorded.Mark;
import health.keyward.audit.Retention.Foresight;
import health.keyward.audit.Retention.Outcome;
import health.keyward.audit.Retention.Why;
import health.keyward.audit.core.DataKey;
import health.keyward.audit.core.EventIds;
import health.keyward.audit.core.RetentionRules;
import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Destroys one person's data key and takes the person out of the read models, in one transaction with the mark that says so. */
public final class Shredder {
    private final Clock clock;
    private final Marker marker;

    public Shredder(Clock clock, Marker marker) {
        this.clock = clock;
        this.marker = marker;
    }

    private record Subject(UUID ref, Instant madeAt) {}

    public Foresight foresee(Connection tx, RealmId realm, UserId person, @Nullable String legalOrder)
            throws SQLException {
        RetentionRules rules = rules(tx);
        Optional<Subject> found = find(tx, realm, person, "");
        Optional<Why> against = found.isEmpty()
                ? Optional.of(Why.NO_SUCH_PERSON)
                : against(tx, rules, realm, person, found.get(), legalOrder);
        return against.isPresent() ? new Foresight.Against(against.get()) : new Foresight.Clear(Map.of());
    }

    /** Whether the evidence knows such a person of the realm. */
    public static boolean knows(Connection tx, RealmId realm, UserId person) throws SQLException {
        return find(tx, realm, person, "").isPresent();
    }

    /** The head of the log is held meanwhile: an entry that is being taken into the read models would bring the person back to them. */
    public Outcome shred(
            Connection tx,
            RealmId realm,
            UserId person,
            @Nullable String legalOrder,
            String approval,
            List<Projection> projections)
            throws SQLException {
        Head.locked(tx);
        Optional<Subject> found = find(tx, realm, person, " FOR UPDATE");
        if (found.isEmpty()) {
            return new Outcome.Refused(Why.NO_SUCH_PERSON);
        }
        Subject subject = found.get();
        Optional<Why> against = against(tx, rules(tx), realm, person, subject, legalOrder);
        if (against.isPresent()) {
            return new Outcome.Refused(against.get());
        }
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("subjectRef", subject.ref().toString());
        facts.put("approval", approval);
        if (legalOrder != null && !legalOrder.isBlank()) {
            facts.put("legalOrder", legalOrder);
        }
        marker.write(tx, new Mark(EventIds.fresh(), clock.instant(), "", "SHRED", facts));
        destroy(tx, subject.ref());
        for (Projection projection : projections) {
            projection.forget(tx, realm, person);
        }
        return new Outcome.Done(1);
    }

    private static Optional<Why> against(
            Connection tx,
            RetentionRules rules,
            RealmId realm,
            UserId person,
            Subject subject,
            @Nullable String legalOrder)
            throws SQLException {
        return RetentionRules.againstShredding(
                Holds.on(tx, realm, person), underFloor(tx, rules.floor(), subject), legalOrder);
    }

    private RetentionRules rules(Connection tx) throws SQLException {
        return new RetentionRules(clock, KeptSettings.read(tx).retentionYears());
    }

    private static Optional<Subject> find(Connection tx, RealmId realm, UserId person, String lock)
            throws SQLException {
        try (PreparedStatement ask = tx.prepareStatement(
                "SELECT subject_ref, made_at FROM kw_audit_subject WHERE realm_id = ? AND user_id = ?" + lock)) {
            ask.setString(1, realm.value());
            ask.setString(2, person.value());
            try (ResultSet row = ask.executeQuery()) {
                return row.next()
                        ? Optional.of(new Subject(
                                row.getObject(1, UUID.class),
                                row.getObject(2, OffsetDateTime.class).toInstant()))
                        : Optional.empty();
            }
        }
    }

    /** A key is made for a record; one that is younger than the floor says enough. Else the log itself is asked, not a read model. */
    private static boolean underFloor(Connection tx, Instant floor, Subject subject) throws SQLException {
        if (subject.madeAt().isAfter(floor)) {
            return true;
        }
        try (PreparedStatement ask = tx.prepareStatement("""
            SELECT EXISTS (SELECT FROM kw_audit_inbox WHERE position(? IN leaf) > 0)
                OR EXISTS (SELECT FROM kw_audit_log WHERE seq_at > ? AND position(? IN leaf) > 0)\
            """)) {
            ask.setBytes(1, DataKey.bytes(subject.ref()));
            ask.setObject(2, floor.atOffset(ZoneOffset.UTC));
            ask.setBytes(3, DataKey.bytes(subject.ref()));
            try (ResultSet row = ask.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    private void destroy(Connection tx, UUID ref) throws SQLException {
        try (PreparedStatement update = tx.prepareStatement("""
            UPDATE kw_audit_subject SET user_id = NULL, wrapped_dek = NULL, kek_id = NULL, shredded_at = ?
            WHERE subject_ref = ?\
            """)) {
            update.setObject(1, clock.instant().atOffset(ZoneOffset.UTC));
            update.setObject(2, ref);
            update.executeUpdate();
        }
        Subjects.nextGeneration(tx);
    }
}
