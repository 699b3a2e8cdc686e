package health.keyward.console.stub;

import health.keyward.contract.Problem;
import health.keyward.contract.review.DecideReviewItem;
import health.keyward.contract.review.DecideReviewItems;
import health.keyward.contract.review.LaunchReview;
import health.keyward.contract.review.NewReviewMicro;
import health.keyward.contract.review.NewReviewPlan;
import health.keyward.contract.review.NewReviewSmallPlan;
import health.keyward.contract.review.ReassignReviewItem;
import health.keyward.contract.review.ReopenReviewItem;
import health.keyward.contract.review.ReviewAbsence;
import health.keyward.contract.review.ReviewAbsences;
import health.keyward.contract.review.ReviewAdvance;
import health.keyward.contract.review.ReviewCampaign;
import health.keyward.contract.review.ReviewCampaignDraft;
import health.keyward.contract.review.ReviewCampaignPage;
import health.keyward.contract.review.ReviewCampaignState;
import health.keyward.contract.review.ReviewDecision;
import health.keyward.contract.review.ReviewEffect;
import health.keyward.contract.review.ReviewEvidence;
import health.keyward.contract.review.ReviewHolding;
import health.keyward.contract.review.ReviewItem;
import health.keyward.contract.review.ReviewItemKind;
import health.keyward.contract.review.ReviewItemPage;
import health.keyward.contract.review.ReviewItemState;
import health.keyward.contract.review.ReviewItemsDecided;
import health.keyward.contract.review.ReviewKind;
import health.keyward.contract.review.ReviewLadder;
import health.keyward.contract.review.ReviewLoad;
import health.keyward.contract.review.ReviewMicroCause;
import health.keyward.contract.review.ReviewNoAnswer;
import health.keyward.contract.review.ReviewOrigin;
import health.keyward.contract.review.ReviewOriginKind;
import health.keyward.contract.review.ReviewPlan;
import health.keyward.contract.review.ReviewPlans;
import health.keyward.contract.review.ReviewPreview;
import health.keyward.contract.review.ReviewProgress;
import health.keyward.contract.review.ReviewProposed;
import health.keyward.contract.review.ReviewQuality;
import health.keyward.contract.review.ReviewReason;
import health.keyward.contract.review.ReviewReviewerKind;
import health.keyward.contract.review.ReviewReviewerRule;
import health.keyward.contract.review.ReviewRisk;
import health.keyward.contract.review.ReviewScope;
import health.keyward.contract.review.ReviewSignOff;
import health.keyward.contract.review.ReviewStage;
import health.keyward.contract.review.ReviewStatement;
import health.keyward.contract.review.ReviewSummary;
import health.keyward.contract.review.ReviewTask;
import health.keyward.contract.review.ReviewTaskState;
import health.keyward.contract.review.ReviewTasks;
import health.keyward.contract.review.ReviewTemplate;
import health.keyward.contract.review.ReviewTemplates;
import health.keyward.contract.review.ReviewTruth;
import health.keyward.contract.review.ReviewerQuality;
import health.keyward.contract.review.SignOffReview;
import health.keyward.contract.review.UndoReview;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** One campaign in each state that matters, and five rights that one reviewer is asked about. */
public final class ReviewScene {
    public static final String RISKY = "10000000-0000-4000-8000-000000000001";
    public static final String PLAIN = "10000000-0000-4000-8000-000000000002";
    public static final String UNCLEAR = "10000000-0000-4000-8000-000000000003";
    public static final String SECOND_PLAIN = "10000000-0000-4000-8000-000000000004";
    public static final String UNWANTED = "10000000-0000-4000-8000-000000000005";
    public static final String PREVIEWED = "20000000-0000-4000-8000-000000000001";
    public static final String RUNNING = "20000000-0000-4000-8000-000000000002";
    public static final String HALTED = "20000000-0000-4000-8000-000000000003";
    public static final String APPLYING = "20000000-0000-4000-8000-000000000004";
    public static final String TO_SIGN = "20000000-0000-4000-8000-000000000005";
    public static final String CLOSED = "20000000-0000-4000-8000-000000000006";
    public static final String MADE = "20000000-0000-4000-8000-000000000007";
    public static final String PLAN = "30000000-0000-4000-8000-000000000001";
    public static final String SMALL_PLAN = "30000000-0000-4000-8000-000000000002";
    public static final String HASH = "4c".repeat(32);
    public static final String ENTRY = "ac".repeat(16);
    public static final String MANIFEST = sum("items.csv", "id\r\n") + sum("signoff.json", "{}");

    private final Clock clock;
    private final JsonMapper json = JsonMapper.builder().build();
    private final List<ReviewItem> items = new ArrayList<>();
    private final List<ReviewAbsence> absences = new ArrayList<>();
    private final List<ReviewPlan> plans = new ArrayList<>();
    private @Nullable Object handedIn;
    private @Nullable ReviewCampaignDraft made;
    private long orphans;
    private String hinder = "";
    private String refusal = "";
    private boolean torn;

    ReviewScene(Clock clock) {
        this.clock = clock;
        reset();
    }

    void reset() {
        items.clear();
        items.addAll(rights().all());
        absences.clear();
        plans.clear();
        plans.add(plan(PLAN, 90, now().plus(Duration.ofDays(80)), List.of()));
        handedIn = null;
        made = null;
        orphans = 0;
        hinder = "";
        refusal = "";
        torn = false;
    }

    /** What was sent last; null when nothing was. */
    public @Nullable Object handedIn() {
        return handedIn;
    }

    /** So many items have nobody who may answer. */
    public void orphans(long many) {
        orphans = many;
    }

    /** Whoever looks may not sign. */
    public void hinder(String code) {
        hinder = code;
    }

    /** The next answer is refused with this code. */
    public void refuse(String code) {
        refusal = code;
    }

    /** The files are not those of the manifest. */
    public void tear() {
        torn = true;
    }

    /** As the house has it now. */
    public ReviewItem item(String id) {
        return items.stream().filter(one -> one.id().equals(id)).findFirst().orElseThrow();
    }

    /** @return a record of the contract, a problem, or null where nothing is */
    @Nullable
    Object answer(String method, String path, Map<String, List<String>> query, byte[] body, boolean none) {
        var parts = path.split("/");
        boolean posts = method.equals("POST");
        return switch (parts[1]) {
            case "templates" -> templates();
            case "mine" -> mine(parts, posts, query, body, none);
            case "micro" -> {
                handedIn = read(body, NewReviewMicro.class);
                yield campaign(RUNNING);
            }
            case "plans" -> plans(parts, posts, body);
            default -> campaigns(parts, posts, query, body, none);
        };
    }

    private Object plans(String[] parts, boolean posts, byte[] body) {
        if (posts && parts.length == 4) {
            plans.removeIf(plan -> plan.id().equals(parts[2]));
            return handed(read(body, ReviewReason.class), new ReviewPlans(plans));
        }
        if (posts && parts.length == 3) {
            var wanted = read(body, NewReviewSmallPlan.class);
            plans.add(plan(SMALL_PLAN, null, null, wanted.causes()));
            return handed(wanted, plans.getLast());
        }
        return posts ? handed(read(body, NewReviewPlan.class), plans.getFirst()) : new ReviewPlans(plans);
    }

    private ReviewPlan plan(String id, @Nullable Integer days, @Nullable Instant next, List<ReviewMicroCause> causes) {
        return new ReviewPlan(
                id,
                campaign(RUNNING).definition(),
                "rhall",
                days,
                next,
                causes,
                "rhall",
                now().minus(Duration.ofDays(10)),
                null);
    }

    private <T> T read(byte[] body, Class<T> type) {
        return json.readValue(body, type);
    }

    private @Nullable Object mine(
            String[] parts, boolean posts, Map<String, List<String>> query, byte[] body, boolean none) {
        if (parts.length == 2) {
            return summary(none);
        }
        if (parts[2].equals("absences")) {
            if (posts) {
                absences.add(read(body, ReviewAbsence.class));
            }
            return new ReviewAbsences(absences);
        }
        if (parts[2].equals("answers")) {
            return together(read(body, DecideReviewItems.class));
        }
        if (parts.length == 3) {
            return none ? new ReviewItemPage(List.of(), null) : mine(query);
        }
        var item = items.stream()
                .filter(one -> one.id().equals(parts[3]))
                .findFirst()
                .orElse(null);
        if (item == null || parts.length == 4) {
            return item == null ? null : rights().inFull(item);
        }
        if (!refusal.isEmpty()) {
            var problem = problem(409, refusal);
            refusal = "";
            return problem;
        }
        return switch (parts[4]) {
            case "answer" -> {
                var said = read(body, DecideReviewItem.class);
                handedIn = said;
                yield said.version() == item.version()
                        ? put(rights().answered(item, said))
                        : problem(409, "changed-meanwhile");
            }
            case "reopen" -> {
                var back = read(body, ReopenReviewItem.class);
                handedIn = back;
                yield put(rights().reopened(item));
            }
            default -> {
                handedIn = read(body, ReassignReviewItem.class);
                items.remove(item);
                yield item;
            }
        };
    }

    private ReviewItem put(ReviewItem now) {
        items.replaceAll(one -> one.id().equals(now.id()) ? now : one);
        return rights().inFull(now);
    }

    private Object together(DecideReviewItems wanted) {
        handedIn = wanted;
        var rows = new ArrayList<ReviewItemsDecided.Row>();
        for (var ref : wanted.items()) {
            if (ref.id().equals(UNWANTED) && !refusal.isEmpty()) {
                rows.add(new ReviewItemsDecided.Row(ref.id(), false, refusal));
            } else {
                put(rights().answered(
                                item(ref.id()),
                                new DecideReviewItem(wanted.decision(), ref.version(), null, null, wanted.reason())));
                rows.add(new ReviewItemsDecided.Row(ref.id(), true, null));
            }
        }
        return new ReviewItemsDecided(rows);
    }

    private ReviewItemPage mine(Map<String, List<String>> query) {
        var wanted = ReviewItemState.valueOf(StubHouse.one(query, "state"));
        var rows = new ArrayList<>(
                items.stream().filter(one -> one.state() == wanted).toList());
        switch (StubHouse.one(query, "by")) {
            case "PERSON" -> rows.sort(Comparator.comparing(ReviewItem::personId));
            case "ENTITLEMENT" -> rows.sort(Comparator.comparing(ReviewItem::entitlement));
            default -> {}
        }
        return new ReviewItemPage(rows, null);
    }

    private ReviewSummary summary(boolean none) {
        long open = none
                ? 0
                : items.stream()
                        .filter(one -> one.state() == ReviewItemState.OPEN)
                        .count();
        long high = none
                ? 0
                : items.stream()
                        .filter(one -> one.state() == ReviewItemState.OPEN && one.risk() == ReviewRisk.HIGH)
                        .count();
        long done = none ? 0 : items.size() - open;
        return new ReviewSummary(
                open,
                high,
                done,
                now().plus(Duration.ofDays(6)),
                List.of(new ReviewSummary.Campaign(
                        RUNNING, "Cardiology, quarterly", 1, now().plus(Duration.ofDays(6)), open, done)));
    }

    private @Nullable Object campaigns(
            String[] parts, boolean posts, Map<String, List<String>> query, byte[] body, boolean none) {
        if (parts.length == 2) {
            if (posts) {
                made = read(body, ReviewCampaignDraft.class);
                handedIn = made;
                return campaign(MADE);
            }
            return new ReviewCampaignPage(none ? List.of() : list(StubHouse.one(query, "state")), null);
        }
        var id = parts[2];
        if (parts.length == 3) {
            return known(id) ? campaign(id) : null;
        }
        return switch (parts[3]) {
            case "draft" -> {
                made = read(body, ReviewCampaignDraft.class);
                handedIn = made;
                yield campaign(id);
            }
            case "preview" -> preview(id);
            case "quality" -> quality(id);
            case "tasks" -> parts.length == 4 ? tasks(id) : handed(read(body, ReviewReason.class), task(false));
            case "items" -> parts.length == 4 ? lines(id, query) : line(parts, posts, body);
            case "launch" -> handed(read(body, LaunchReview.class), campaign(RUNNING));
            case "cancel", "close-stage" -> handed(read(body, ReviewReason.class), campaign(id));
            case "go-on" -> handed(read(body, ReviewReason.class), new ReviewProposed(MapScene.PROPOSAL));
            case "undo" -> handed(read(body, UndoReview.class), campaign(id));
            case "sign-off" -> posts ? handed(read(body, SignOffReview.class), campaign(CLOSED)) : toSign();
            case "evidence" -> evidence();
            default -> null;
        };
    }

    private Object handed(Object in, Object out) {
        handedIn = in;
        if (!refusal.isEmpty()) {
            return problem(409, refusal);
        }
        return out;
    }

    private Object line(String[] parts, boolean posts, byte[] body) {
        if (posts) {
            handedIn = parts[5].equals("apply") ? read(body, ReviewReason.class) : read(body, ReassignReviewItem.class);
        }
        return line(parts[2], rights().inFull(item(parts[4])));
    }

    private ReviewItemPage lines(String id, Map<String, List<String>> query) {
        var effect = StubHouse.one(query, "effect");
        return new ReviewItemPage(
                items.stream()
                        .map(item -> line(id, item))
                        .filter(item -> effect.isEmpty() || item.effect().name().equals(effect))
                        .toList(),
                null);
    }

    private ReviewItem line(String campaign, ReviewItem item) {
        return switch (campaign) {
            case APPLYING ->
                item.id().equals(RISKY)
                        ? rights().resolved(item, ReviewDecision.REVOKE, ReviewEffect.WAITING)
                        : item.id().equals(UNCLEAR)
                                ? rights().resolved(item, ReviewDecision.REVOKE, ReviewEffect.BY_HAND)
                                : rights().resolved(item, ReviewDecision.KEEP, ReviewEffect.NONE);
            case CLOSED, TO_SIGN ->
                item.id().equals(RISKY)
                        ? rights().resolved(item, ReviewDecision.REVOKE, ReviewEffect.EFFECTIVE)
                        : item.id().equals(PLAIN)
                                ? rights().keptForAWhile(item)
                                : rights().resolved(item, ReviewDecision.KEEP, ReviewEffect.NONE);
            default -> item;
        };
    }

    private List<ReviewCampaign> list(String state) {
        return List.of(PREVIEWED, RUNNING, HALTED, APPLYING, TO_SIGN, CLOSED).stream()
                .map(this::campaign)
                .filter(one -> state.isEmpty() || one.state().name().equals(state))
                .toList();
    }

    private static boolean known(String id) {
        return List.of(PREVIEWED, RUNNING, HALTED, APPLYING, TO_SIGN, CLOSED, MADE)
                .contains(id);
    }

    private ReviewCampaign campaign(String id) {
        var state = switch (id) {
            case PREVIEWED, MADE -> ReviewCampaignState.PREVIEWED;
            case HALTED -> ReviewCampaignState.HALTED;
            case APPLYING -> ReviewCampaignState.APPLYING;
            case TO_SIGN -> ReviewCampaignState.AWAITING_SIGN_OFF;
            case CLOSED -> ReviewCampaignState.CLOSED;
            default -> ReviewCampaignState.RUNNING;
        };
        boolean launched = state != ReviewCampaignState.PREVIEWED;
        boolean closed = state == ReviewCampaignState.CLOSED;
        return new ReviewCampaign(
                id,
                ReviewKind.CAMPAIGN,
                state,
                definition(id),
                "mgarcia",
                "mgarcia",
                now().minus(Duration.ofDays(9)),
                launched ? now().minus(Duration.ofDays(8)) : null,
                launched ? 1 : 0,
                state == ReviewCampaignState.RUNNING ? now().plus(Duration.ofDays(6)) : null,
                state == ReviewCampaignState.APPLYING ? now().plus(Duration.ofHours(20)) : null,
                HASH,
                progress(state),
                state == ReviewCampaignState.HALTED ? List.of("41 of 120 rights would be taken") : List.of(),
                closed ? now().minus(Duration.ofHours(1)) : null,
                closed ? "mgarcia" : null,
                closed ? hash(MANIFEST) : null,
                closed ? ENTRY : null);
    }

    private ReviewProgress progress(ReviewCampaignState state) {
        return switch (state) {
            case RUNNING -> new ReviewProgress(120, 75, 45, 33, 2, 10, 0, 1, 4, List.of());
            case PREVIEWED, DRAFT, CANCELLED -> new ReviewProgress(120, 120, 0, 0, 0, 0, 0, 0, 0, List.of());
            case HALTED, APPLYING, AWAITING_SIGN_OFF, CLOSED ->
                new ReviewProgress(
                        120,
                        0,
                        120,
                        96,
                        4,
                        20,
                        0,
                        1,
                        4,
                        List.of(
                                new ReviewProgress.Count(ReviewEffect.EFFECTIVE, 18),
                                new ReviewProgress.Count(ReviewEffect.WAITING, 4),
                                new ReviewProgress.Count(ReviewEffect.BY_HAND, 1),
                                new ReviewProgress.Count(ReviewEffect.DRIFTED, 1)));
        };
    }

    private ReviewCampaignDraft definition(String id) {
        if (id.equals(MADE) && made != null) {
            return made;
        }
        var names = Map.of(
                PREVIEWED, "Pharmacy, privileged",
                HALTED, "Leavers of summer",
                APPLYING, "Laboratory",
                TO_SIGN, "Radiology",
                CLOSED, "Emergency department");
        return new ReviewCampaignDraft(
                names.getOrDefault(id, "Cardiology, quarterly"),
                "Who may do what on the ward",
                "sensitive",
                StubHouse.MARTA,
                new ReviewScope(
                        List.of("nurse"),
                        List.of(),
                        List.of(),
                        List.of("Cardiology"),
                        true,
                        true,
                        false,
                        false,
                        false,
                        null,
                        null),
                List.of(
                        new ReviewStage(
                                14,
                                List.of(
                                        new ReviewReviewerRule(ReviewReviewerKind.MANAGER, null, null),
                                        new ReviewReviewerRule(ReviewReviewerKind.NAMED, StubHouse.MARTA, null)),
                                ReviewAdvance.KEPT,
                                false),
                        new ReviewStage(
                                7,
                                List.of(new ReviewReviewerRule(ReviewReviewerKind.NAMED, StubHouse.MARTA, null)),
                                ReviewAdvance.NONE,
                                true)),
                ReviewTruth.ONE_DENY_DENIES,
                ReviewNoAnswer.KEEP_AND_FLAG,
                ReviewNoAnswer.ESCALATE,
                ReviewNoAnswer.REVOKE,
                true,
                new ReviewLadder(50, 75, 90));
    }

    private ReviewPreview preview(String id) {
        return new ReviewPreview(
                id,
                HASH,
                now(),
                120,
                31,
                List.of(
                        new ReviewPreview.KindCount(ReviewItemKind.ROLE, 70),
                        new ReviewPreview.KindCount(ReviewItemKind.INHERITED, 40),
                        new ReviewPreview.KindCount(ReviewItemKind.GROUP, 10)),
                List.of(
                        new ReviewPreview.RiskCount(ReviewRisk.HIGH, 44),
                        new ReviewPreview.RiskCount(ReviewRisk.ELEVATED, 30),
                        new ReviewPreview.RiskCount(ReviewRisk.LOW, 46)),
                List.of(
                        new ReviewLoad("u-rhall", "rhall", 104, 42, 104, true),
                        new ReviewLoad("u-pkowalski", "pkowalski", 16, 2, 16, false)),
                orphans,
                5,
                orphans == 0 ? List.of() : List.of(items.getFirst()));
    }

    private ReviewTasks tasks(String id) {
        return new ReviewTasks(id.equals(TO_SIGN) ? List.of(task(true), task(false)) : List.of());
    }

    private ReviewTask task(boolean open) {
        return new ReviewTask(
                open ? RISKY : PLAIN,
                open ? "u-akim" : "u-bsilva",
                open ? "akim" : "bsilva",
                "icu-prescriber",
                open ? "icu-prescriber" : "/ICU",
                new ReviewOrigin(
                        ReviewOriginKind.DIRECTORY, "corp", "Corporate directory", "cn=icu-staff", ReviewHolding.THERE),
                open ? ReviewTaskState.OPEN : ReviewTaskState.DONE,
                now().minus(Duration.ofDays(2)),
                open ? null : now().minus(Duration.ofHours(3)),
                open ? null : "mgarcia");
    }

    private ReviewQuality quality(String id) {
        return new ReviewQuality(
                id,
                71,
                List.of(
                        new ReviewerQuality(
                                "u-rhall", "rhall", 45, 59, 4, 10, 3, 28, 0, 4, 58, List.of("FAST", "STREAK")),
                        new ReviewerQuality("u-pkowalski", "pkowalski", 0, 16, 0, 0, 0, 0, 0, 0, 0, List.of())));
    }

    private ReviewSignOff toSign() {
        return new ReviewSignOff(
                campaign(TO_SIGN),
                new ReviewStatement(
                        1, "I have looked at the answers, at what became of them, and at how they were given."),
                HASH,
                quality(TO_SIGN),
                hinder.isEmpty() ? List.of() : List.of(hinder));
    }

    private ReviewEvidence evidence() {
        return new ReviewEvidence(
                campaign(CLOSED),
                List.of(
                        new ReviewEvidence.File("items.csv", hash("id\r\n"), torn ? "id\r\nmore" : "id\r\n"),
                        new ReviewEvidence.File("signoff.json", hash("{}"), "{}")),
                MANIFEST,
                hash(MANIFEST),
                ENTRY);
    }

    private static ReviewTemplates templates() {
        return new ReviewTemplates(List.of(
                new ReviewTemplate(
                        "privileged",
                        30,
                        List.of(
                                new ReviewStage(
                                        7,
                                        List.of(new ReviewReviewerRule(ReviewReviewerKind.ROLE_OWNER, null, null)),
                                        ReviewAdvance.ALL,
                                        false),
                                new ReviewStage(7, List.of(), ReviewAdvance.NONE, true)),
                        ReviewTruth.ONE_DENY_DENIES,
                        ReviewNoAnswer.REVOKE,
                        ReviewNoAnswer.REVOKE,
                        ReviewNoAnswer.REVOKE,
                        false),
                new ReviewTemplate(
                        "standard",
                        365,
                        List.of(new ReviewStage(
                                30,
                                List.of(new ReviewReviewerRule(ReviewReviewerKind.MANAGER, null, null)),
                                ReviewAdvance.NONE,
                                false)),
                        ReviewTruth.ONE_DENY_DENIES,
                        ReviewNoAnswer.KEEP_AND_FLAG,
                        ReviewNoAnswer.ESCALATE,
                        ReviewNoAnswer.REVOKE,
                        true)));
    }

    private ReviewItems rights() {
        return new ReviewItems(now());
    }

    private static Problem problem(int status, String code) {
        return new Problem("urn:keyward:problem:" + code, "Stub", status, "", null, null, null);
    }

    private static String sum(String name, String text) {
        return hash(text) + "  " + name + "\n";
    }

    private static String hash(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private Instant now() {
        return clock.instant();
    }
}
