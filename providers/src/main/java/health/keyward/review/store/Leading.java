package health.keyward.review.store;

import health.keyward.kernel.Actor;
import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import health.keyward.keycloak.Sql;
import health.keyward.review.core.Campaign;
import health.keyward.review.core.CampaignState;
import health.keyward.review.core.Definition;
import health.keyward.review.core.Effect;
import health.keyward.review.core.Foreign;
import health.keyward.review.core.Item;
import health.keyward.review.core.Outcome;
import health.keyward.review.core.Plan;
import health.keyward.review.core.Refusal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What system administrators do with campaigns. Every move is an entry of the ledger in the same transaction. */
public final class Leading {
    private final Clock clock;
    private final Campaigns campaigns = new Campaigns();
    private final Items items = new Items();
    private final Snapshot snapshot = new Snapshot();
    private final Charts charts = new Charts();
    private final Rounds rounds;
    private final Ends ends = new Ends();
    private final Evidence evidence = new Evidence();

    public Leading(Clock clock) {
        this.clock = clock;
        this.rounds = new Rounds(clock);
    }

    /** @param subject for a small review of one person */
    public Campaign draft(
            Connection tx, Rounds.House house, RealmId realm, Actor by, Definition definition, @Nullable UserId subject)
            throws SQLException {
        UserId author = new UserId(by.userId() == null ? "nobody" : by.userId());
        String name = by.username() == null ? "" : by.username();
        return draft(tx, house, realm, author, name, by, definition, subject, Map.of());
    }

    /** Nobody did it; whoever made the plan answers for it. */
    Campaign draft(Connection tx, Rounds.House house, Plan plan, Definition definition, @Nullable UserId subject)
            throws SQLException {
        return draft(
                tx,
                house,
                plan.realm(),
                plan.createdBy(),
                plan.createdName(),
                Actor.NOBODY,
                definition,
                subject,
                Map.of("plan", plan.id().toString()));
    }

    private Campaign draft(
            Connection tx,
            Rounds.House house,
            RealmId realm,
            UserId author,
            String name,
            Actor by,
            Definition definition,
            @Nullable UserId subject,
            Map<String, String> more)
            throws SQLException {
        Campaign campaign = new Campaign(
                UUID.randomUUID(),
                realm,
                subject == null ? Campaign.Kind.CAMPAIGN : Campaign.Kind.MICRO,
                CampaignState.DRAFT,
                definition,
                author,
                name,
                now(),
                null,
                null,
                0,
                null,
                null,
                null,
                List.of(),
                null,
                null,
                null,
                null);
        campaigns.add(tx, campaign, subject);
        Map<String, String> facts = new TreeMap<>(more);
        facts.putAll(definitionHash(definition));
        Rounds.record(house, campaign, "CAMPAIGN_DRAFTED", subject, by, facts, now());
        return campaign;
    }

    /** Both at once, where nobody looks between: what is refused stays as it was previewed. */
    public Outcome<Campaign> previewAndLaunch(
            Connection tx, Rounds.House house, RealmId realm, Actor by, UUID id, String reason) throws SQLException {
        return switch (preview(tx, house, realm, by, id)) {
            case Outcome.Done<Campaign> done ->
                launch(tx, house, realm, by, id, String.valueOf(done.value().populationHash()), reason);
            case Outcome.Refused<Campaign> refused -> refused;
        };
    }

    public Outcome<Campaign> redraft(
            Connection tx, Rounds.House house, RealmId realm, Actor by, UUID id, Definition definition)
            throws SQLException {
        Optional<Campaign> found = campaigns.hold(tx, realm, id);
        if (found.isEmpty() || !found.get().state().isSketch()) {
            return refused(found);
        }
        campaigns.redraft(tx, id, definition);
        Rounds.record(house, found.get(), "CAMPAIGN_DRAFTED", null, by, definitionHash(definition), now());
        return again(tx, realm, id);
    }

    /** Freezes the items and gives each its first reviewer; nobody is told. */
    public Outcome<Campaign> preview(Connection tx, Rounds.House house, RealmId realm, Actor by, UUID id)
            throws SQLException {
        Optional<Campaign> found = campaigns.hold(tx, realm, id);
        if (found.isEmpty() || !found.get().state().isSketch()) {
            return refused(found);
        }
        Campaign campaign = found.get();
        Optional<List<Foreign>> foreign = house.foreign(realm);
        if (foreign.isEmpty()) {
            return Outcome.refused(Refusal.DIRECTORY_SILENT);
        }
        Instant now = now();
        int frozen = snapshot.freeze(
                tx, id, realm, campaign.definition().scope(), campaigns.subject(tx, id), foreign.get(), now);
        charts.choose(tx, realm, campaign.definition().stages().getFirst(), now);
        snapshot.keep(tx);
        Snapshot.Sealed sealed = Snapshot.seal(tx, id);
        campaigns.previewed(tx, id, sealed, now);
        Rounds.record(
                house,
                campaign,
                "CAMPAIGN_PREVIEWED",
                null,
                by,
                Map.of("items", Integer.toString(frozen), "population", sealed.hash()),
                now);
        return again(tx, realm, id);
    }

    /** Begins exactly what was previewed; none is begun with items nobody may review. */
    public Outcome<Campaign> launch(
            Connection tx, Rounds.House house, RealmId realm, Actor by, UUID id, String hash, String reason)
            throws SQLException {
        Optional<Campaign> found = campaigns.hold(tx, realm, id);
        if (found.isEmpty() || found.get().state() != CampaignState.PREVIEWED) {
            return refused(found);
        }
        Campaign campaign = found.get();
        if (!hash.equals(campaign.populationHash())) {
            return Outcome.refused(Refusal.HASH_DIFFERS);
        }
        if (!items.orphans(tx, id, 1).isEmpty()) {
            return Outcome.refused(Refusal.ORPHANS);
        }
        if (campaigns.progress(tx, id).items() == 0) {
            return Outcome.refused(Refusal.EMPTY);
        }
        Instant now = now();
        int days = campaign.definition().stages().getFirst().days();
        campaigns.stage(tx, campaign, 1, now, now.plus(Duration.ofDays(days)), now);
        Rounds.record(
                house, campaign, "CAMPAIGN_LAUNCHED", null, by, Map.of("population", hash, "reason", reason), now);
        return again(tx, realm, id);
    }

    public Outcome<Campaign> cancel(Connection tx, Rounds.House house, RealmId realm, Actor by, UUID id, String reason)
            throws SQLException {
        Optional<Campaign> found = campaigns.hold(tx, realm, id);
        if (found.isEmpty() || !found.get().state().mayBecome(CampaignState.CANCELLED)) {
            return refused(found);
        }
        campaigns.move(tx, found.get(), CampaignState.CANCELLED, found.get().halts(), null);
        Sql.of(
                        "UPDATE kw_review_item SET effect = 'NONE' WHERE campaign_id = ? AND effect IN ('WAITING',"
                                + " 'BY_HAND')",
                        id)
                .update(tx);
        Rounds.record(house, found.get(), "CAMPAIGN_CANCELLED", null, by, Map.of("reason", reason), now());
        return again(tx, realm, id);
    }

    /** The present stage ends now; the job does the rest. */
    public Outcome<Campaign> closeStage(
            Connection tx, Rounds.House house, RealmId realm, Actor by, UUID id, String reason) throws SQLException {
        Optional<Campaign> found = campaigns.hold(tx, realm, id);
        if (found.isEmpty() || found.get().state() != CampaignState.RUNNING) {
            return refused(found);
        }
        campaigns.endsAt(tx, id, now());
        Rounds.record(
                house,
                found.get(),
                "STAGE_CLOSED",
                null,
                by,
                Map.of("stage", Integer.toString(found.get().stage()), "reason", reason),
                now());
        return again(tx, realm, id);
    }

    /** A second administrator has said so. */
    public boolean goOn(Connection tx, Rounds.House house, RealmId realm, Actor by, UUID id) throws SQLException {
        Optional<Campaign> found = campaigns.hold(tx, realm, id).filter(one -> one.state() == CampaignState.HALTED);
        if (found.isEmpty()) {
            return false;
        }
        @Nullable Instant undoUntil = found.get().undoUntil() == null ? null : now().plus(Rounds.UNDO);
        campaigns.move(tx, found.get(), CampaignState.APPLYING, found.get().halts(), undoUntil);
        Rounds.record(house, found.get(), "APPLYING_BEGAN", null, by, Map.of("confirmed", "true"), now());
        return true;
    }

    /** What waits is not taken away (AR-13). */
    public Outcome<Campaign> undo(
            Connection tx, Rounds.House house, RealmId realm, Actor by, UUID id, List<UUID> which, String reason)
            throws SQLException {
        Optional<Campaign> found = campaigns.hold(tx, realm, id);
        if (found.isEmpty()
                || (found.get().state() != CampaignState.APPLYING && found.get().state() != CampaignState.HALTED)) {
            return refused(found);
        }
        List<Item> undone = Sql.of(
                        "UPDATE kw_review_item SET effect = 'UNDONE', effect_at = ?, version = version + 1 WHERE"
                                + " campaign_id = ? AND id = ANY (?::uuid[]) AND effect IN ('WAITING', 'BY_HAND') AND"
                                + " NOT EXISTS (SELECT FROM kw_review_task t WHERE t.campaign_id ="
                                + " kw_review_item.campaign_id AND t.item_id = kw_review_item.id)"
                                + " RETURNING *",
                        now(),
                        id,
                        which)
                .list(tx, Items::item);
        if (undone.size() != which.size()) {
            return Outcome.refused(Refusal.OUT_OF_TURN);
        }
        for (Item item : undone) {
            Rounds.record(
                    house,
                    found.get(),
                    "RIGHT_UNDONE",
                    item.person(),
                    by,
                    Map.of("item", item.id().toString(), "entitlement", item.entitlementId(), "reason", reason),
                    now());
        }
        return again(tx, realm, id);
    }

    /** What only an administrator may take away, or what failed: in their own call. That it is gone is looked at by the job, or here when it has ended. */
    public Outcome<Item> applyByHand(Connection tx, Rounds.House house, RealmId realm, Actor by, UUID id, UUID itemId)
            throws SQLException {
        Optional<Campaign> found = campaigns.hold(tx, realm, id);
        Optional<Item> item = items.find(tx, id, itemId);
        if (found.isEmpty() || item.isEmpty()) {
            return Outcome.refused(Refusal.NOT_FOUND);
        }
        boolean inTime =
                found.get().state() == CampaignState.APPLYING || found.get().state() == CampaignState.AWAITING_SIGN_OFF;
        if (!inTime || (item.get().effect() != Effect.BY_HAND && item.get().effect() != Effect.FAILED)) {
            return ends.byHand(tx, house, found.get(), itemId, by, now()).isPresent()
                    ? Outcome.done(item.get())
                    : Outcome.refused(Refusal.OUT_OF_TURN);
        }
        rounds.takeByHand(tx, house, found.get(), item.get(), by, now());
        return Outcome.done(items.find(tx, id, itemId).orElseThrow());
    }

    /** What hinders somebody to sign a campaign off (AR-16). */
    public List<Refusal> hinders(Connection tx, Campaign campaign, UserId by) throws SQLException {
        List<Refusal> found = new ArrayList<>();
        if (!campaign.definition().owner().equals(by)) {
            found.add(Refusal.NOT_OWNER);
        }
        if (campaign.state() != CampaignState.AWAITING_SIGN_OFF
                || campaigns.progress(tx, campaign.id()).effects().stream()
                        .anyMatch(one -> one.effect() == Effect.BY_HAND
                                || one.effect() == Effect.APPLIED
                                || one.effect() == Effect.WAITING)) {
            found.add(Refusal.NOT_DONE);
        }
        long own = Sql.of(
                        "SELECT count(*) FROM kw_review_item WHERE campaign_id = ? AND user_id = ?",
                        campaign.id(),
                        by.value())
                .first(tx, row -> row.getLong(1))
                .orElse(0L);
        if (own > 0) {
            found.add(Refusal.OWN_ITEMS);
        }
        return found;
    }

    /** Closes a campaign: what is signed is evidence from then on (AR-16, AR-17). */
    public Outcome<Campaign> signOff(
            Connection tx,
            Rounds.House house,
            RealmId realm,
            Actor by,
            UserId person,
            UUID id,
            String hash,
            Evidence.Statement statement,
            String reason)
            throws SQLException {
        Optional<Campaign> found = campaigns.hold(tx, realm, id);
        if (found.isEmpty()) {
            return Outcome.refused(Refusal.NOT_FOUND);
        }
        Campaign campaign = found.get();
        List<Refusal> hinders = hinders(tx, campaign, person);
        if (!hinders.isEmpty()) {
            return Outcome.refused(hinders.getFirst());
        }
        if (!hash.equals(evidence.hash(tx, campaign))) {
            return Outcome.refused(Refusal.HASH_DIFFERS);
        }
        Instant now = now();
        String signOff = evidence.signOff(person, now, hash, statement, reason);
        String manifestHash = Snapshot.sha256(evidence.manifest(evidence.files(tx, campaign, signOff)));
        Rounds.record(house, campaign, "CAMPAIGN_SIGNED_OFF", null, by, Map.of("signed", hash, "reason", reason), now);
        String event = house.acted(Evidence.entered(campaign, manifestHash, now));
        campaigns.closed(tx, id, now, by.username() == null ? "" : by.username(), signOff, manifestHash, event);
        return again(tx, realm, id);
    }

    private static Map<String, String> definitionHash(Definition definition) {
        return Map.of("definition", Snapshot.sha256(Campaigns.text(definition)), "name", definition.name());
    }

    private Outcome<Campaign> again(Connection tx, RealmId realm, UUID id) throws SQLException {
        return Outcome.done(campaigns.find(tx, realm, id).orElseThrow());
    }

    private static Outcome<Campaign> refused(Optional<Campaign> found) {
        return Outcome.refused(found.isEmpty() ? Refusal.NOT_FOUND : Refusal.OUT_OF_TURN);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
