package health.keyward.review.store;

import health.keyward.inactivity.Dormancy;
import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import health.keyward.keycloak.Sql;
import health.keyward.review.core.Cause;
import health.keyward.review.core.Plan;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@code KW_REVIEW_HAPPENING}: what happened to whom, and what came of it (AR-15). */
final class Occasions {
    /** What other rooms say has happened since a plan was made, to accounts that are there, as far as nobody has dealt with it. */
    private static final String SAID = """
        SELECT DISTINCT s.user_id, s.cause, s.at FROM (
          SELECT user_id, 'TERMINATION' AS cause, at FROM %s WHERE realm_id = ?
          UNION ALL SELECT user_id, 'RISK_EVENT', at FROM kw_review_alarm WHERE realm_id = ?
        ) s WHERE s.at > ? AND s.cause = ANY (?) AND EXISTS (SELECT FROM user_entity u WHERE u.id = s.user_id)
          AND NOT EXISTS (SELECT FROM kw_review_happening h
            WHERE h.plan_id = ? AND h.user_id = s.user_id AND h.cause = s.cause AND h.happened_at = s.at)
        ORDER BY s.at, s.user_id""".formatted(Dormancy.LEFT_VIEW);

    private static final String SMALL =
            "SELECT id FROM kw_review_campaign c WHERE realm_id = ? AND kind = 'MICRO' AND subject = ? AND state <> 'CANCELLED' ";
    private static final String NOT_OVER = "state IN ('DRAFT', 'PREVIEWED', 'RUNNING', 'HALTED')";
    private static final String NEWEST = " ORDER BY created_at DESC LIMIT 1";

    /** @param at when; null where it was only noticed */
    record Occasion(UserId person, Cause cause, @Nullable Instant at) {}

    static List<Occasion> moves(Map<UserId, Cause> happened) {
        List<Occasion> moves = new ArrayList<>();
        happened.forEach((person, cause) -> moves.add(new Occasion(person, cause, null)));
        return moves;
    }

    List<Occasion> said(Connection tx, Plan plan, Set<Cause> wanted) throws SQLException {
        String realm = plan.realm().value();
        return Sql.of(SAID, realm, realm, plan.createdAt(), wanted, plan.id())
                .list(
                        tx,
                        row -> new Occasion(
                                new UserId(row.getString("user_id")),
                                Cause.valueOf(row.getString("cause")),
                                Sql.at(row, "at")));
    }

    /** @param state {@code WAITING}, or {@code MANY} for what is told and not begun */
    void put(Connection tx, Plan plan, Collection<Occasion> occasions, String state, Instant now) throws SQLException {
        Sql.batch(
                tx,
                "INSERT INTO kw_review_happening (realm_id, plan_id, user_id, cause, noticed_at, state, happened_at) VALUES"
                        + " (?, ?, ?, ?, ?, ?, ?::timestamptz)",
                occasions.stream()
                        .map(one -> new @Nullable Object[] {
                            plan.realm().value(), plan.id(), one.person().value(), one.cause(), now, state, one.at()
                        })
                        .toList());
    }

    /** What makes another small review of a person needless: for a move, one that is not over or was begun since; else one that began later or is about the same. */
    Optional<UUID> covered(Connection tx, RealmId realm, Occasion one, Instant since) throws SQLException {
        Instant at = one.at();
        Sql question = at == null
                ? Sql.of(
                        SMALL + "AND (" + NOT_OVER + " OR launched_at > ?)" + NEWEST,
                        realm.value(),
                        one.person().value(),
                        since)
                : Sql.of(
                        SMALL + "AND (created_at >= ? OR " + NOT_OVER
                                + " AND EXISTS (SELECT FROM kw_review_happening h WHERE h.campaign_id = c.id AND h.cause = ?))"
                                + NEWEST,
                        realm.value(),
                        one.person().value(),
                        at,
                        one.cause());
        return question.first(tx, row -> row.getObject("id", UUID.class));
    }
}
