package health.keyward.inactivity.store;

import health.keyward.inactivity.core.AppAccess;
import health.keyward.inactivity.core.Breaker;
import health.keyward.inactivity.core.Held;
import health.keyward.inactivity.core.Leaver;
import health.keyward.inactivity.core.PartnerClock;
import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import health.keyward.keycloak.PageKey;
import health.keyward.keycloak.Sql;
import health.keyward.notice.Audience;
import health.keyward.notice.Notices;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@code KW_LEAVER} and {@code KW_LEAVER_APP}. */
public final class Leavers {
    private static final String UNTOLD =
            "SELECT l.*, p.client_id AS partner FROM kw_leaver_partner p JOIN kw_leaver l ON l.id = p.leaver_id JOIN realm r"
                    + " ON r.id = l.realm_id%s p.told_at IS NULL ORDER BY p.due_at, p.leaver_id, p.client_id";

    /** Between two tries at somebody who could not be shut out. */
    static final Duration AGAIN = Duration.ofMinutes(1);

    /** False when the person is reported already and waits. */
    public boolean add(Connection tx, Leaver one) throws SQLException {
        return Sql.of(
                                """
                                INSERT INTO kw_leaver (id, realm_id, user_id, source, reported_by, reported_at, last_moment, reason, server, state)
                                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'WAITING') ON CONFLICT (realm_id, user_id) WHERE state = 'WAITING' DO NOTHING\
                                """,
                                one.id(),
                                one.realm().value(),
                                one.person().value(),
                                one.source(),
                                one.reportedBy(),
                                one.reportedAt(),
                                one.lastMoment(),
                                one.reason(),
                                one.server())
                        .update(tx)
                == 1;
    }

    public Optional<Leaver> find(Connection tx, RealmId realm, UUID id) throws SQLException {
        return Sql.of("SELECT * FROM kw_leaver WHERE realm_id = ? AND id = ?", realm.value(), id)
                .first(tx, Leavers::leaver);
    }

    /** The newest that was not taken back. */
    public Optional<Leaver> standing(Connection tx, RealmId realm, UserId person) throws SQLException {
        return Sql.of(
                        "SELECT * FROM kw_leaver WHERE realm_id = ? AND user_id = ? AND state <> 'CANCELLED' ORDER BY"
                                + " reported_at DESC, id DESC LIMIT 1",
                        realm.value(),
                        person.value())
                .first(tx, Leavers::leaver);
    }

    /** Sooner than it was said before. */
    public void sooner(Connection tx, UUID id, Instant lastMoment) throws SQLException {
        Sql.of(
                        "UPDATE kw_leaver SET last_moment = ? WHERE id = ? AND state = 'WAITING' AND last_moment > ?",
                        lastMoment,
                        id,
                        lastMoment)
                .update(tx);
    }

    /** Somebody whose time has come and who was not tried a moment ago, held until the transaction ends. */
    Optional<Leaver> due(Connection tx, Instant now) throws SQLException {
        return Sql.of(
                        "SELECT * FROM kw_leaver l WHERE state = 'WAITING' AND last_moment <= ? AND (tried_at IS NULL OR"
                                + " tried_at <= ?) AND EXISTS (SELECT FROM realm r WHERE r.id = l.realm_id) ORDER BY tried_at NULLS FIRST, last_moment, id LIMIT 1 FOR UPDATE",
                        now,
                        now.minus(AGAIN))
                .first(tx, Leavers::leaver);
    }

    void tried(Connection tx, UUID id, Instant now, @Nullable Held held, String detail) throws SQLException {
        Sql.of("UPDATE kw_leaver SET tried_at = ?, held = ?, detail = ? WHERE id = ?", now, held, cut(detail), id)
                .update(tx);
    }

    void out(Connection tx, UUID id, Instant now, String detail, Collection<AppAccess> apps) throws SQLException {
        Sql.of(
                        "UPDATE kw_leaver SET state = 'OUT', out_at = ?, tried_at = ?, held = NULL, detail = ? WHERE id ="
                                + " ?",
                        now,
                        now,
                        cut(detail),
                        id)
                .update(tx);
        Sql.batch(
                tx,
                "INSERT INTO kw_leaver_app (leaver_id, client_id, kind, told, ends_at) VALUES (?, ?, ?, ?, ?)",
                apps.stream()
                        .map(app -> new @Nullable Object[] {id, app.client(), app.kind(), app.told(), app.endsAt()})
                        .toList());
    }

    /** False when it was taken back before. */
    public boolean cancel(Connection tx, UUID id, Leaver.Cancelled cancelled) throws SQLException {
        return Sql.of(
                                "UPDATE kw_leaver SET state = 'CANCELLED', cancelled_at = ?, cancelled_by = ?, cancel_reason"
                                        + " = ? WHERE id = ? AND state <> 'CANCELLED'",
                                cancelled.at(),
                                cancelled.by(),
                                cancelled.reason(),
                                id)
                        .update(tx)
                == 1;
    }

    /** Those that are late, with an account that is open or an app that may still let them in, and nobody was told. */
    List<Leaver> late(Connection tx, Instant now) throws SQLException {
        return Sql.of("""
                        SELECT * FROM kw_leaver l WHERE state <> 'CANCELLED' AND alarmed_at IS NULL
                          AND greatest(last_moment, reported_at) <= ?::timestamptz AND EXISTS (SELECT FROM realm r WHERE r.id = l.realm_id)
                          AND (state = 'WAITING' OR EXISTS (SELECT FROM kw_leaver_app a WHERE a.leaver_id = l.id AND a.ends_at > ?::timestamptz))
                        ORDER BY reported_at, id\
                        """, now.minus(Leaver.LIMIT), now).list(tx, Leavers::leaver);
    }

    void alarmed(Connection tx, UUID id, Instant now) throws SQLException {
        Sql.of("UPDATE kw_leaver SET alarmed_at = ? WHERE id = ?", now, id).update(tx);
    }

    /** A partner of a leaver that has not been told yet. */
    record Partner(Leaver leaver, String client) {}

    /** Key of the notice to partners; the audience tells them apart. */
    static String toPartner(UUID leaver) {
        return "inactivity-partner-leaver-" + leaver;
    }

    void partners(Connection tx, Leaver leaver, Collection<String> clients) throws SQLException {
        Sql.batch(
                tx,
                "INSERT INTO kw_leaver_partner (leaver_id, client_id, due_at) VALUES (?, ?, ?)",
                clients.stream()
                        .map(client -> new @Nullable Object[] {leaver.id(), client, leaver.partnersDueAt()})
                        .toList());
    }

    /** Whose notice has been delivered since. */
    List<Partner> toldPartners(Connection tx) throws SQLException {
        return Sql.of(UNTOLD.formatted(" JOIN " + Notices.DELIVERY_VIEW
                        + " n ON n.realm_id = l.realm_id AND n.dedupe = 'inactivity-partner-leaver-' || l.id AND n.audience ="
                        + " 'client:' || p.client_id WHERE n.state = 'DELIVERED' AND"))
                .list(tx, row -> new Partner(leaver(row), row.getString("partner")));
    }

    /** @return when it was delivered */
    Instant told(Connection tx, Partner partner) throws SQLException {
        return Sql.of(
                        "UPDATE kw_leaver_partner p SET told_at = n.delivered_at FROM " + Notices.DELIVERY_VIEW
                                + " n WHERE p.leaver_id = ? AND p.client_id = ? AND n.realm_id = ? AND n.dedupe = ? AND"
                                + " n.audience = ? RETURNING p.told_at",
                        partner.leaver().id(),
                        partner.client(),
                        partner.leaver().realm().value(),
                        toPartner(partner.leaver().id()),
                        new Audience.Partner(partner.client()).text())
                .first(tx, row -> Sql.at(row, "told_at"))
                .orElseThrow();
    }

    /** Who should have been told by now, and of whom nobody knows it yet. */
    List<Partner> latePartners(Connection tx, Instant now) throws SQLException {
        return Sql.of(UNTOLD.formatted(" WHERE p.alarmed_at IS NULL AND p.due_at <= ? AND"), now)
                .list(tx, row -> new Partner(leaver(row), row.getString("partner")));
    }

    void alarmed(Connection tx, Partner partner, Instant now) throws SQLException {
        Sql.of(
                        "UPDATE kw_leaver_partner SET alarmed_at = ? WHERE leaver_id = ? AND client_id = ?",
                        now,
                        partner.leaver().id(),
                        partner.client())
                .update(tx);
    }

    /** The clocks of partners, by name. */
    public List<PartnerClock> partners(Connection tx, UUID id) throws SQLException {
        return Sql.of("SELECT * FROM kw_leaver_partner WHERE leaver_id = ? ORDER BY client_id", id)
                .list(
                        tx,
                        row -> new PartnerClock(
                                row.getString("client_id"),
                                Sql.at(row, "due_at"),
                                Sql.maybe(row, "told_at"),
                                Sql.maybe(row, "alarmed_at")));
    }

    /**
     * A day on which more people were reported than anybody expects.
     *
     * @param leavers reported within a day until then, and not taken back
     * @param people accounts of the realm
     */
    record Day(RealmId realm, LocalDate date, long leavers, long people) {}

    /** Each day of a realm is said once. */
    List<Day> tooMany(Connection tx, Instant now) throws SQLException {
        LocalDate date = LocalDate.ofInstant(now, ZoneOffset.UTC);
        List<Day> days = Sql.of("""
                        SELECT l.realm_id, count(*) AS leavers, (SELECT count(*) FROM user_entity u WHERE u.realm_id = l.realm_id) AS people
                        FROM kw_leaver l JOIN realm r ON r.id = l.realm_id WHERE l.state <> 'CANCELLED' AND l.reported_at > ?
                        GROUP BY l.realm_id HAVING count(*) > ?\
                        """, now.minus(Duration.ofDays(1)), Breaker.most(0))
                .list(
                        tx,
                        row -> new Day(
                                new RealmId(row.getString("realm_id")),
                                date,
                                row.getLong("leavers"),
                                row.getLong("people")));
        List<Day> fresh = new ArrayList<>();
        for (Day day : days) {
            if (day.leavers() > Breaker.most(day.people())
                    && Sql.of(
                                            "INSERT INTO kw_leaver_day (realm_id, day, leavers, at) VALUES (?, ?::date, ?, ?) ON"
                                                    + " CONFLICT DO NOTHING",
                                            day.realm().value(),
                                            date.toString(),
                                            day.leavers(),
                                            now)
                                    .update(tx)
                            == 1) {
                fresh.add(day);
            }
        }
        return fresh;
    }

    /** By when access ends, the last one first. */
    public List<AppAccess> apps(Connection tx, UUID id) throws SQLException {
        return Sql.of("SELECT * FROM kw_leaver_app WHERE leaver_id = ? ORDER BY ends_at DESC, client_id", id)
                .list(
                        tx,
                        row -> new AppAccess(
                                row.getString("client_id"),
                                AppAccess.Kind.valueOf(row.getString("kind")),
                                AppAccess.Told.valueOf(row.getString("told")),
                                Sql.at(row, "ends_at")));
    }

    /**
     * The one reported last first.
     *
     * @param open only those who may still have access somewhere
     */
    public List<Leaver> list(
            Connection tx,
            RealmId realm,
            Leaver.@Nullable State state,
            boolean open,
            @Nullable String person,
            Instant now,
            @Nullable PageKey after,
            int most)
            throws SQLException {
        Instant place = after == null ? null : after.at();
        return Sql.of(
                        """
                        SELECT * FROM kw_leaver l WHERE realm_id = ? AND (?::text IS NULL OR state = ?) AND (?::text IS NULL OR user_id = ?)
                          AND (?::boolean IS FALSE OR state = 'WAITING' OR (state = 'OUT'
                            AND EXISTS (SELECT FROM kw_leaver_app a WHERE a.leaver_id = l.id AND a.ends_at > ?::timestamptz)))
                          AND (?::timestamptz IS NULL OR (reported_at, id) < (?::timestamptz, ?::uuid))
                        ORDER BY reported_at DESC, id DESC LIMIT ?\
                        """,
                        realm.value(),
                        state,
                        state,
                        person,
                        person,
                        open,
                        now,
                        place,
                        place,
                        after == null ? null : after.id().toString(),
                        most)
                .list(tx, Leavers::leaver);
    }

    private static String cut(String text) {
        return text.length() <= 255 ? text : text.substring(0, 255);
    }

    private static Leaver leaver(ResultSet row) throws SQLException {
        Instant cancelled = Sql.maybe(row, "cancelled_at");
        return new Leaver(
                row.getObject("id", UUID.class),
                new RealmId(row.getString("realm_id")),
                new UserId(row.getString("user_id")),
                Leaver.Source.valueOf(row.getString("source")),
                row.getString("reported_by"),
                Sql.at(row, "reported_at"),
                Sql.at(row, "last_moment"),
                row.getString("reason"),
                row.getString("server"),
                Leaver.State.valueOf(row.getString("state")),
                Sql.word(row, "held", Held.class),
                row.getString("detail"),
                Sql.maybe(row, "out_at"),
                Sql.maybe(row, "alarmed_at"),
                cancelled == null
                        ? null
                        : new Leaver.Cancelled(
                                cancelled, row.getString("cancelled_by"), row.getString("cancel_reason")));
    }
}
