package health.keyward.review.store;

import health.keyward.audit.Recorded;
import health.keyward.kernel.Actor;
import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import health.keyward.review.core.Answer;
import health.keyward.review.core.AnswerRules;
import health.keyward.review.core.Campaign;
import health.keyward.review.core.CampaignState;
import health.keyward.review.core.Item;
import health.keyward.review.core.ItemState;
import health.keyward.review.core.Outcome;
import health.keyward.review.core.Refusal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What reviewers do with their items. Who may review is asked again at each answer (AR-4). */
public final class Answering {
    private final Clock clock;
    private final Campaigns campaigns = new Campaigns();
    private final Items items = new Items();
    private final Charts charts = new Charts();

    public Answering(Clock clock) {
        this.clock = clock;
    }

    private record Mine(Campaign campaign, Item item) {}

    /** Of two who are asked, the one who decides first counts; the other is told. */
    private <T> Outcome<T> notMine(Connection tx, RealmId realm, UserId reviewer, UUID id) throws SQLException {
        return Outcome.refused(items.wasAsked(tx, realm, reviewer, id) ? Refusal.CHANGED_MEANWHILE : Refusal.NOT_FOUND);
    }

    private Optional<Mine> mine(Connection tx, RealmId realm, UserId reviewer, UUID id) throws SQLException {
        Optional<Item> item = items.mine(tx, realm, reviewer, id);
        return item.isEmpty()
                ? Optional.empty()
                : campaigns.find(tx, realm, item.get().campaign()).map(campaign -> new Mine(campaign, item.get()));
    }

    /** Shows an item to its reviewer; from here the time counts. */
    public Outcome<Item> open(Connection tx, RealmId realm, UserId reviewer, UUID id) throws SQLException {
        Optional<Mine> mine = mine(tx, realm, reviewer, id);
        if (mine.isEmpty()) {
            return Outcome.refused(Refusal.NOT_FOUND);
        }
        items.opened(tx, mine.get().item(), reviewer, now());
        return Outcome.done(items.find(tx, mine.get().item().campaign(), id).orElseThrow());
    }

    /** @param bulk whether it is one of several that get the same answer */
    public Outcome<Item> answer(
            Connection tx,
            Rounds.House house,
            RealmId realm,
            Actor by,
            UserId reviewer,
            UUID id,
            long version,
            AnswerRules.Wanted wanted,
            boolean bulk)
            throws SQLException {
        Optional<Mine> mine = mine(tx, realm, reviewer, id);
        if (mine.isEmpty()) {
            return notMine(tx, realm, reviewer, id);
        }
        Campaign campaign = mine.get().campaign();
        Item item = mine.get().item();
        Instant now = now();
        @Nullable Instant openedAt = item.openedAt(reviewer);
        if (campaign.stageEndsAt() == null || !campaign.stageEndsAt().isAfter(now)) {
            return Outcome.refused(Refusal.OUT_OF_TURN);
        }
        if (charts.hinders(tx, campaign.id(), realm, item.person(), reviewer).isPresent()) {
            return Outcome.refused(Refusal.MAY_NOT_REVIEW);
        }
        Optional<AnswerRules.Refusal> refused = AnswerRules.refuses(
                new AnswerRules.Question(
                        item.risk(),
                        item.recommendation(),
                        openedAt != null,
                        bulk,
                        campaign.definition().bulkKeep(),
                        items.mayReduceTo(tx, item)),
                wanted,
                now);
        if (refused.isPresent()) {
            return Outcome.refused(refused.get());
        }
        if (!items.decide(tx, item, reviewer, version, wanted.decision(), wanted.reduceTo())) {
            return Outcome.refused(Refusal.CHANGED_MEANWHILE);
        }
        boolean followed = wanted.decision() == item.recommendation().decision();
        items.superseded(tx, item);
        items.put(
                tx,
                item,
                new Answer(
                        item.stage(),
                        reviewer,
                        wanted.decision(),
                        wanted.until(),
                        wanted.reduceTo(),
                        wanted.reason(),
                        followed,
                        bulk,
                        openedAt,
                        now,
                        false));
        Map<String, String> facts = facts(item);
        facts.put("decision", wanted.decision().name());
        facts.put("advised", item.recommendation().decision().name());
        facts.put("bulk", Boolean.toString(bulk));
        if (wanted.reason() != null) {
            facts.put("reason", wanted.reason());
        }
        Rounds.record(house, campaign, "ITEM_ANSWERED", item.person(), by, facts, now);
        return Outcome.done(items.find(tx, campaign.id(), id).orElseThrow());
    }

    public Outcome<Item> reopen(
            Connection tx, Rounds.House house, RealmId realm, Actor by, UserId reviewer, UUID id, long version)
            throws SQLException {
        Optional<Mine> mine = mine(tx, realm, reviewer, id);
        if (mine.isEmpty()) {
            return Outcome.refused(Refusal.NOT_FOUND);
        }
        Item item = mine.get().item();
        if (item.state() != ItemState.DECIDED) {
            return Outcome.refused(Refusal.OUT_OF_TURN);
        }
        if (!items.reopen(tx, item, version)) {
            return Outcome.refused(Refusal.CHANGED_MEANWHILE);
        }
        items.superseded(tx, item);
        Rounds.record(house, mine.get().campaign(), "ANSWER_TAKEN_BACK", item.person(), by, facts(item), now());
        return Outcome.done(items.find(tx, item.campaign(), id).orElseThrow());
    }

    /** A reviewer hands on what is theirs, twice at most (AR-3). */
    public Outcome<Item> handOn(
            Connection tx,
            Rounds.House house,
            RealmId realm,
            Actor by,
            UserId reviewer,
            UUID id,
            long version,
            UserId to,
            String reason)
            throws SQLException {
        Optional<Mine> mine = mine(tx, realm, reviewer, id);
        if (mine.isEmpty()) {
            return Outcome.refused(Refusal.NOT_FOUND);
        }
        return hand(tx, house, mine.get().campaign(), mine.get().item(), by, version, reviewer, to, reason);
    }

    /** An administrator gives an item to somebody else; what holds for everybody holds for them. */
    public Outcome<Item> reassign(
            Connection tx,
            Rounds.House house,
            RealmId realm,
            Actor by,
            UUID campaign,
            UUID id,
            long version,
            UserId to,
            String reason)
            throws SQLException {
        Optional<Campaign> found =
                campaigns.find(tx, realm, campaign).filter(one -> one.state() == CampaignState.RUNNING);
        Optional<Item> item = items.find(tx, campaign, id);
        if (found.isEmpty() || item.isEmpty()) {
            return Outcome.refused(found.isEmpty() ? Refusal.OUT_OF_TURN : Refusal.NOT_FOUND);
        }
        return hand(tx, house, found.get(), item.get(), by, version, null, to, reason);
    }

    /** @param from who hands it on; null where an administrator does */
    private Outcome<Item> hand(
            Connection tx,
            Rounds.House house,
            Campaign campaign,
            Item item,
            Actor by,
            long version,
            @Nullable UserId from,
            UserId to,
            String reason)
            throws SQLException {
        Instant now = now();
        boolean hop = from != null;
        if (item.state() != ItemState.OPEN) {
            return Outcome.refused(Refusal.OUT_OF_TURN);
        }
        if (hop && item.hops() >= Item.MOST_HOPS) {
            return Outcome.refused(Refusal.TOO_MANY_HOPS);
        }
        if (to.equals(item.reviewer())
                || charts.hinders(tx, campaign.id(), campaign.realm(), item.person(), to)
                        .isPresent()) {
            return Outcome.refused(Refusal.MAY_NOT_REVIEW);
        }
        if (!items.hand(tx, item, version, from, to, item.hops() + (hop ? 1 : 0))) {
            return Outcome.refused(Refusal.CHANGED_MEANWHILE);
        }
        Map<String, String> facts = facts(item);
        facts.put("to", to.value());
        facts.put("reason", reason);
        Rounds.record(house, campaign, "ITEM_HANDED_ON", item.person(), by, facts, now);
        return Outcome.done(items.find(tx, campaign.id(), item.id()).orElseThrow());
    }

    /** That somebody will be away, and who stands in. */
    public void away(Rounds.House house, RealmId realm, Actor by, UserId person, UserId delegate) {
        house.acted(new Recorded.Act(
                "",
                now(),
                realm.value(),
                "review",
                "REVIEWER_AWAY",
                null,
                null,
                person.value(),
                by.username(),
                by,
                Map.of("delegate", delegate.value())));
    }

    private static Map<String, String> facts(Item item) {
        Map<String, String> facts = new TreeMap<>();
        facts.put("item", item.id().toString());
        facts.put("entitlement", item.entitlementId());
        facts.put("stage", Integer.toString(item.stage()));
        return facts;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
