package health.keyward.bench.review;

import com.fasterxml.jackson.databind.JsonNode;
import health.keyward.bench.measure.Cpu;
import health.keyward.contract.review.LaunchReview;
import health.keyward.contract.review.ReviewAdvance;
import health.keyward.contract.review.ReviewCampaignDraft;
import health.keyward.contract.review.ReviewLadder;
import health.keyward.contract.review.ReviewNoAnswer;
import health.keyward.contract.review.ReviewReviewerKind;
import health.keyward.contract.review.ReviewReviewerRule;
import health.keyward.contract.review.ReviewScope;
import health.keyward.contract.review.ReviewStage;
import health.keyward.contract.review.ReviewTruth;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** A campaign from its draft to the last right that is taken, as the server with the pack goes through it. */
final class Course {
    private static final String BARE = "kw_bench_review_item";
    private static final Duration PATIENCE = Duration.ofHours(2);
    private static final long LOOK_NANOS = 50_000_000L;

    private final Grants grants;
    private final Connection pack;
    private final Desk desk;
    private final Spent.Meter keyward;
    private final Spent.Meter keycloak;
    private final ReviewCampaignDraft draft;

    Course(Sides sides, Grants grants) throws SQLException {
        this.grants = grants;
        this.pack = sides.pack();
        this.desk = sides.desk();
        this.keyward = sides.keyward();
        this.keycloak = sides.keycloak();
        this.draft = draft(sides.administratorId());
    }

    /** Whoever leads a person reviews them, and the administrator what nobody else may. */
    private static ReviewCampaignDraft draft(String administrator) {
        List<ReviewReviewerRule> reviewers = List.of(
                new ReviewReviewerRule(ReviewReviewerKind.MANAGER, null, null),
                new ReviewReviewerRule(ReviewReviewerKind.NAMED, administrator, null));
        return new ReviewCampaignDraft(
                "Everybody",
                "",
                null,
                administrator,
                new ReviewScope(
                        Grants.roles(),
                        List.of(Grants.APP),
                        List.of(),
                        List.of(),
                        true,
                        false,
                        false,
                        false,
                        false,
                        null,
                        null),
                List.of(new ReviewStage(14, reviewers, ReviewAdvance.NONE, false)),
                ReviewTruth.ONE_DENY_DENIES,
                ReviewNoAnswer.KEEP_AND_FLAG,
                ReviewNoAnswer.KEEP_AND_FLAG,
                ReviewNoAnswer.KEEP_AND_FLAG,
                true,
                new ReviewLadder(100, 100, 100));
    }

    /** What a script costs the other side. */
    Spent.Meter keycloak() {
        return keycloak;
    }

    /** Throws away the items of campaigns that were only made. */
    void empty() throws SQLException {
        Grants.run(pack, "TRUNCATE kw_review_item CASCADE");
    }

    /** From the draft until the items are frozen and each has its reviewer. */
    Spent created() {
        desk.ready();
        return keyward.by(grants.items(), () -> previewed(drafted()));
    }

    String drafted() {
        desk.ready();
        return desk.post("campaigns", draft).path("id").asText();
    }

    /** What was previewed has to be everything. */
    void previewed(String campaign) {
        JsonNode preview = desk.post("campaigns/" + campaign + "/preview", Map.of());
        expect(preview.path("items").asLong(), grants.items());
        expect(preview.path("orphans").asLong(), 0);
    }

    /** The rows as they stand, into an empty table of the same columns, checks and indexes. */
    Spent bare() throws SQLException {
        Grants.run(pack, "CREATE TABLE " + BARE + " (LIKE kw_review_item INCLUDING ALL)");
        long backend = Sides.backend(pack);
        Spent.Meter meter = new Spent.Meter(() -> Duration.ZERO, () -> Cpu.of(backend));
        Spent spent = meter.by(grants.items(), this::insert);
        Grants.run(pack, "DROP TABLE " + BARE);
        return spent;
    }

    private void insert() {
        try (PreparedStatement rows = pack.prepareStatement("INSERT INTO " + BARE + " SELECT * FROM kw_review_item")) {
            expect(rows.executeUpdate(), grants.items());
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** With a second factor just shown. */
    Spent launched(String campaign) {
        desk.signIn();
        String hash =
                desk.get("campaigns/" + campaign + "/preview").path("hash").asText();
        return keyward.by(
                1, () -> desk.post("campaigns/" + campaign + "/launch", new LaunchReview(hash, "for a bench")));
    }

    /** What the administrator is to review first. */
    Duration firstPage(String campaign, int rows) {
        desk.ready();
        long start = System.nanoTime();
        JsonNode page = desk.get("mine/items?campaign=" + campaign + "&limit=" + rows);
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        expect(page.path("rows").size(), rows);
        return took;
    }

    void answered(String campaign) throws SQLException {
        grants.answers(pack, campaign);
        Grants.run(pack, "VACUUM (ANALYZE) kw_review_item, kw_review_answer");
    }

    /** Until what was denied begins to be taken. */
    Spent stageEnded(String campaign) {
        return keyward.by(grants.items(), () -> {
            try {
                Grants.run(pack, "UPDATE kw_review_campaign SET stage_ends_at = now() WHERE id = ?::uuid", campaign);
            } catch (SQLException failed) {
                throw new IllegalStateException(failed);
            }
            await("SELECT count(*) FROM kw_review_campaign WHERE id = ?::uuid AND state <> 'RUNNING'", campaign, 1);
            expect(
                    Sides.number(
                            pack,
                            "SELECT count(*) FROM kw_review_campaign WHERE id = ?::uuid AND state = 'HALTED'",
                            campaign),
                    0);
        });
    }

    /** Until all of it was seen to be gone, and the ledger has numbered what was recorded. */
    Spent applied(String campaign) {
        Spent spent = keyward.by(grants.denials(), () -> {
            await(
                    "SELECT count(*) FROM kw_review_campaign WHERE id = ?::uuid AND state = 'AWAITING_SIGN_OFF'",
                    campaign,
                    1);
            await("SELECT count(*) FROM kw_audit_inbox WHERE ?::uuid IS NOT NULL", campaign, 0);
        });
        expect(
                Sides.number(
                        pack,
                        "SELECT count(*) FROM kw_review_item WHERE campaign_id = ?::uuid AND effect = 'EFFECTIVE'",
                        campaign),
                grants.denials());
        return spent;
    }

    private void await(String count, String campaign, long wanted) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (Sides.number(pack, count, campaign) != wanted) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("it did not end within " + PATIENCE.toHours() + " hours");
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    private static void expect(long found, long wanted) {
        if (found != wanted) {
            throw new IllegalStateException(found + " instead of " + wanted);
        }
    }
}
