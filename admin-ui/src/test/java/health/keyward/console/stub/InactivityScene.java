package health.keyward.console.stub;

import health.keyward.contract.Problem;
import health.keyward.contract.inactivity.InactivityAccount;
import health.keyward.contract.inactivity.InactivityAccountDetail;
import health.keyward.contract.inactivity.InactivityAccountPage;
import health.keyward.contract.inactivity.InactivityAccountType;
import health.keyward.contract.inactivity.InactivityAct;
import health.keyward.contract.inactivity.InactivityActivation;
import health.keyward.contract.inactivity.InactivityBreaker;
import health.keyward.contract.inactivity.InactivityCause;
import health.keyward.contract.inactivity.InactivityDraft;
import health.keyward.contract.inactivity.InactivityEvidence;
import health.keyward.contract.inactivity.InactivityExemption;
import health.keyward.contract.inactivity.InactivityExemptionKind;
import health.keyward.contract.inactivity.InactivityExemptionPage;
import health.keyward.contract.inactivity.InactivityGoOn;
import health.keyward.contract.inactivity.InactivityHeld;
import health.keyward.contract.inactivity.InactivityItemState;
import health.keyward.contract.inactivity.InactivityPolicies;
import health.keyward.contract.inactivity.InactivityPolicy;
import health.keyward.contract.inactivity.InactivityPreview;
import health.keyward.contract.inactivity.InactivityProposed;
import health.keyward.contract.inactivity.InactivityRun;
import health.keyward.contract.inactivity.InactivityRunKind;
import health.keyward.contract.inactivity.InactivityRunPage;
import health.keyward.contract.inactivity.InactivityRunPeople;
import health.keyward.contract.inactivity.InactivityRunPerson;
import health.keyward.contract.inactivity.InactivityRunState;
import health.keyward.contract.inactivity.InactivityStep;
import health.keyward.contract.inactivity.InactivitySummary;
import health.keyward.contract.inactivity.NewInactivityExemption;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Two hundred and twelve accounts, seven of them worth a look; one run done, one stopped, one dry; an exemption and a leave. */
public final class InactivityScene {
    public static final String WARNED = "0c1d2e3f-0001-4000-8000-000000000001";
    public static final String ARCHIVED = "0c1d2e3f-0006-4000-8000-000000000006";
    public static final String RUN = "77777777-7777-4777-8777-777777777777";
    public static final String HALTED = "88888888-8888-4888-8888-888888888888";
    public static final String DRY = "99999999-9999-4999-8999-999999999999";
    public static final String EXEMPTION = "aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa";
    public static final String OWNER = "0c1d2e3f-0009-4000-8000-000000000009";
    public static final String ENTRY = "ab".repeat(16);
    public static final String HASH = "3f".repeat(32);
    public static final InactivityPolicy PRIVILEGED = new InactivityPolicy(
            "privileged",
            InactivityAccountType.BREAK_GLASS,
            null,
            null,
            null,
            null,
            new InactivityPolicy.Limits(30, 40, 45),
            new InactivityPolicy.Limits(14, 21, 30),
            30,
            365,
            false,
            true,
            false,
            true);
    public static final InactivityPolicy PEOPLE = new InactivityPolicy(
            "people",
            InactivityAccountType.HUMAN,
            null,
            null,
            null,
            null,
            new InactivityPolicy.Limits(60, 75, 90),
            new InactivityPolicy.Limits(14, 21, 30),
            30,
            365,
            false,
            true,
            false,
            true);

    private static final String LIST =
            WARNED + "\tACTIVE\tWARN\tIDLE\tpeople\tDONE\n" + ARCHIVED + "\tDISABLED\tARCHIVE\tIDLE\tpeople\tDONE\n";

    private final Clock clock;
    private final List<InactivityExemption> exemptions = new ArrayList<>();
    private boolean troubled;
    private boolean forged;
    private boolean halted = true;
    private long version = 2;
    private @Nullable Object handedIn;
    private List<InactivityPolicy> policies = List.of(PRIVILEGED, PEOPLE);
    private @Nullable InactivityDraft draft;

    InactivityScene(Clock clock) {
        this.clock = clock;
        reset();
    }

    void reset() {
        troubled = false;
        forged = false;
        halted = true;
        version = 2;
        handedIn = null;
        draft = null;
        policies = List.of(PRIVILEGED, PEOPLE);
        exemptions.clear();
        exemptions.add(exemption(
                EXEMPTION,
                InactivityExemptionKind.EXEMPTION,
                "0c1d2e3f-0003-4000-8000-000000000003",
                "cmoreau",
                before(20),
                after(100),
                false,
                InactivityExemption.State.STANDING));
        exemptions.add(exemption(
                "bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb",
                InactivityExemptionKind.LEAVE,
                "0c1d2e3f-0004-4000-8000-000000000004",
                "dosei",
                before(200),
                before(30),
                true,
                InactivityExemption.State.EXPIRED));
    }

    /** Everything that can keep the engine from its work. */
    public void troubled() {
        troubled = true;
    }

    /** No run is stopped. */
    public void calm() {
        halted = false;
    }

    /** The list of the run is no longer what was hashed. */
    public void forge() {
        forged = true;
    }

    /** What was handed in last; null when nothing was. */
    public @Nullable Object handedIn() {
        return handedIn;
    }

    private Instant before(int days) {
        return clock.instant().minus(Duration.ofDays(days));
    }

    private Instant after(int days) {
        return clock.instant().plus(Duration.ofDays(days));
    }

    InactivitySummary summary(boolean none) {
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return new InactivitySummary(
                clock.instant(),
                none ? 0 : version,
                212,
                List.of(
                        new InactivitySummary.Count(InactivityStep.WARNED, none ? 0 : 6),
                        new InactivitySummary.Count(InactivityStep.WARNED_AGAIN, none ? 0 : 3),
                        new InactivitySummary.Count(InactivityStep.GRACE, none ? 0 : 2),
                        new InactivitySummary.Count(InactivityStep.DISABLED, none ? 0 : 4),
                        new InactivitySummary.Count(InactivityStep.ARCHIVED, none ? 0 : 1)),
                none ? 0 : 1,
                none ? 0 : 1,
                troubled ? 3 : 0,
                IntStream.rangeClosed(0, 90)
                        .mapToObj(i -> new InactivitySummary.Day(
                                today.plusDays(i),
                                none ? 0 : (i * 7) % 5,
                                none ? 0 : i % 9 == 4 ? 2 : 0,
                                none ? 0 : i % 30 == 12 ? 3 : 0,
                                none ? 0 : i == 60 ? 1 : 0))
                        .toList(),
                none ? null : troubled ? before(2) : clock.instant().minus(Duration.ofMinutes(9)),
                troubled,
                troubled ? List.of("Offboard after 90 days") : List.of());
    }

    InactivityAccountPage accounts(Map<String, List<String>> query, boolean none) {
        var step = StubHouse.one(query, "step");
        boolean chain = StubHouse.one(query, "chain").equals("YES");
        var search = StubHouse.one(query, "search").toLowerCase(Locale.ROOT);
        return new InactivityAccountPage(
                none
                        ? List.of()
                        : people().stream()
                                .filter(one ->
                                        step.isEmpty() || one.step().name().equals(step))
                                .filter(one -> !chain || one.step() != InactivityStep.ACTIVE)
                                .filter(one -> one.username().startsWith(search))
                                .toList(),
                null);
    }

    private List<InactivityAccount> people() {
        return List.of(
                new InactivityAccount(
                        WARNED,
                        "akim",
                        "Ari Kim",
                        "Cardiology",
                        InactivityAccountType.HUMAN,
                        true,
                        false,
                        before(900),
                        InactivityStep.WARNED,
                        before(4),
                        InactivityCause.IDLE,
                        "people",
                        before(64),
                        before(61),
                        null,
                        null,
                        InactivityAct.WARN_AGAIN,
                        after(11),
                        null),
                new InactivityAccount(
                        "0c1d2e3f-0002-4000-8000-000000000002",
                        "bdiaz",
                        "Bea Díaz",
                        null,
                        InactivityAccountType.BREAK_GLASS,
                        true,
                        false,
                        before(800),
                        InactivityStep.GRACE,
                        before(5),
                        InactivityCause.IDLE,
                        "privileged",
                        before(46),
                        null,
                        null,
                        null,
                        InactivityAct.DISABLE,
                        before(0),
                        null),
                new InactivityAccount(
                        "0c1d2e3f-0003-4000-8000-000000000003",
                        "cmoreau",
                        "Camille Moreau",
                        "Radiology",
                        InactivityAccountType.HUMAN,
                        true,
                        false,
                        before(700),
                        InactivityStep.ACTIVE,
                        null,
                        null,
                        "people",
                        before(70),
                        null,
                        after(100),
                        null,
                        InactivityAct.WARN,
                        before(10),
                        InactivityHeld.EXEMPT),
                new InactivityAccount(
                        "0c1d2e3f-0005-4000-8000-000000000005",
                        "efischer",
                        "Ella Fischer",
                        "Oncology",
                        InactivityAccountType.HUMAN,
                        true,
                        false,
                        before(40),
                        InactivityStep.WARNED,
                        before(9),
                        InactivityCause.NEVER_USED,
                        "people",
                        null,
                        null,
                        null,
                        null,
                        InactivityAct.WARN_AGAIN,
                        before(2),
                        InactivityHeld.UNDELIVERED),
                new InactivityAccount(
                        ARCHIVED,
                        "fhaas",
                        "Finn Haas",
                        "Cardiology",
                        InactivityAccountType.HUMAN,
                        false,
                        true,
                        before(1200),
                        InactivityStep.ARCHIVED,
                        before(3),
                        InactivityCause.IDLE,
                        "people",
                        before(140),
                        null,
                        null,
                        null,
                        InactivityAct.DELETE,
                        after(362),
                        InactivityHeld.FEDERATED),
                new InactivityAccount(
                        "0c1d2e3f-0007-4000-8000-000000000007",
                        "glopez",
                        "Gil López",
                        "Pharmacy",
                        InactivityAccountType.HUMAN,
                        true,
                        false,
                        before(300),
                        InactivityStep.ACTIVE,
                        null,
                        null,
                        "people",
                        before(1),
                        before(0),
                        null,
                        null,
                        InactivityAct.WARN,
                        after(59),
                        null));
    }

    Optional<InactivityAccountDetail> account(String id) {
        var asked = id.equals(Scenes.idOf("cdiaz")) ? WARNED : id;
        return people().stream()
                .filter(one -> one.userId().equals(asked))
                .findFirst()
                .map(one -> new InactivityAccountDetail(
                        one,
                        asked.equals(ARCHIVED)
                                ? List.of(
                                        new InactivityAccountDetail.Kept("ROLE", "r-1", "nurse", before(3)),
                                        new InactivityAccountDetail.Kept(
                                                "GROUP", "g-1", "/Wards/Cardiology", before(3)))
                                : List.of(),
                        lines().stream()
                                .filter(line -> line.userId().equals(asked))
                                .toList()));
    }

    InactivityPolicies policies(boolean none) {
        return none
                ? new InactivityPolicies(0, null, null, null, null, List.of(PRIVILEGED, PEOPLE), List.of())
                : new InactivityPolicies(
                        version, before(12), "victor.hale", "the yearly review", before(300), policies, List.of());
    }

    InactivityPreview preview(InactivityDraft asked) {
        draft = asked;
        return new InactivityPreview(
                HASH,
                run(DRY, InactivityRunKind.DRY, InactivityRunState.DONE),
                List.of(
                        new InactivityPreview.Line(InactivityAct.WARN, 6, 31, 25, 0),
                        new InactivityPreview.Line(InactivityAct.DISABLE, 2, 24, 22, 0),
                        new InactivityPreview.Line(InactivityAct.HOLD, 4, 4, 0, 0)),
                asked.policies().size() > 2
                        ? List.of(new InactivityPolicies.Conflict(
                                "people", asked.policies().getLast().name()))
                        : List.of(),
                List.of("TOO_MANY 24 of 212, at most 20"));
    }

    Optional<InactivityPolicies> activate(InactivityActivation asked) {
        handedIn = asked;
        if (draft == null || !asked.hash().equals(HASH)) {
            return Optional.empty();
        }
        version++;
        policies = draft.policies();
        return Optional.of(policies(false));
    }

    /** What was tried dry last. */
    public @Nullable InactivityDraft draft() {
        return draft;
    }

    InactivityRunPage runs(Map<String, List<String>> query, boolean none) {
        var kind = StubHouse.one(query, "kind");
        var all = new ArrayList<InactivityRun>();
        if (halted) {
            all.add(run(HALTED, InactivityRunKind.REAL, InactivityRunState.HALTED));
        }
        all.add(run(RUN, InactivityRunKind.REAL, InactivityRunState.DONE));
        all.add(run(DRY, InactivityRunKind.DRY, InactivityRunState.DONE));
        return new InactivityRunPage(
                none
                        ? List.of()
                        : all.stream()
                                .filter(one ->
                                        kind.isEmpty() || one.kind().name().equals(kind))
                                .toList(),
                null);
    }

    Optional<InactivityRun> run(String id) {
        return switch (id) {
            case RUN -> Optional.of(run(RUN, InactivityRunKind.REAL, InactivityRunState.DONE));
            case DRY -> Optional.of(run(DRY, InactivityRunKind.DRY, InactivityRunState.DONE));
            case HALTED ->
                Optional.of(run(
                        HALTED,
                        InactivityRunKind.REAL,
                        halted ? InactivityRunState.HALTED : InactivityRunState.CANCELLED));
            default -> Optional.empty();
        };
    }

    InactivityRun run(String id, InactivityRunKind kind, InactivityRunState state) {
        boolean proven = kind == InactivityRunKind.REAL && state == InactivityRunState.DONE;
        boolean stopped = id.equals(HALTED);
        return new InactivityRun(
                id,
                kind,
                state,
                clock.instant().minus(Duration.ofMinutes(stopped ? 5 : 10)),
                state == InactivityRunState.HALTED ? null : clock.instant().minus(Duration.ofMinutes(stopped ? 1 : 9)),
                version,
                208,
                stopped
                        ? List.of(
                                new InactivityRun.Count(InactivityAct.WARN, InactivityItemState.PENDING, 4),
                                new InactivityRun.Count(InactivityAct.DISABLE, InactivityItemState.PENDING, 24))
                        : List.of(
                                new InactivityRun.Count(InactivityAct.WARN, InactivityItemState.DONE, 1),
                                new InactivityRun.Count(InactivityAct.DISABLE, InactivityItemState.FAILED, 1),
                                new InactivityRun.Count(InactivityAct.ARCHIVE, InactivityItemState.DONE, 1)),
                stopped ? List.of("TOO_MANY 24 of 212, at most 20", "WHOLE_UNIT Cardiology", "ON_CALL 2") : List.of(),
                proven ? hash(LIST) : null,
                proven ? ENTRY : null);
    }

    InactivityRunPeople lines(String run, Map<String, List<String>> query) {
        var act = StubHouse.one(query, "act");
        return new InactivityRunPeople(
                lines().stream()
                        .filter(line -> act.isEmpty() || line.act().name().equals(act))
                        .toList(),
                null);
    }

    private List<InactivityRunPerson> lines() {
        return List.of(
                line(WARNED, "akim", InactivityStep.ACTIVE, InactivityAct.WARN, InactivityItemState.DONE, null),
                line(
                        "0c1d2e3f-0002-4000-8000-000000000002",
                        "bdiaz",
                        InactivityStep.GRACE,
                        InactivityAct.DISABLE,
                        InactivityItemState.FAILED,
                        "the directory did not answer"),
                line(
                        ARCHIVED,
                        "fhaas",
                        InactivityStep.DISABLED,
                        InactivityAct.ARCHIVE,
                        InactivityItemState.DONE,
                        "roles=1 groups=1"),
                line(
                        "0c1d2e3f-0003-4000-8000-000000000003",
                        "cmoreau",
                        InactivityStep.ACTIVE,
                        InactivityAct.HOLD,
                        InactivityItemState.DONE,
                        "WARN EXEMPT"));
    }

    private InactivityRunPerson line(
            String id,
            String username,
            InactivityStep from,
            InactivityAct act,
            InactivityItemState state,
            @Nullable String detail) {
        return new InactivityRunPerson(
                RUN,
                id,
                username,
                from,
                act,
                InactivityCause.IDLE,
                "people",
                state,
                detail,
                clock.instant().minus(Duration.ofMinutes(9)));
    }

    InactivityEvidence evidence(String run) {
        return new InactivityEvidence(
                run(run, InactivityRunKind.REAL, InactivityRunState.DONE),
                forged ? LIST.replace("WARN", "GRACE") : LIST,
                hash(LIST),
                ENTRY);
    }

    static String hash(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    InactivityBreaker breaker(boolean none) {
        return halted && !none
                ? new InactivityBreaker(true, run(HALTED, InactivityRunKind.REAL, InactivityRunState.HALTED))
                : new InactivityBreaker(false, null);
    }

    InactivityProposed goOn(InactivityGoOn asked) {
        handedIn = asked;
        return new InactivityProposed(MapScene.PROPOSAL);
    }

    InactivityBreaker cancel(InactivityGoOn asked) {
        handedIn = asked;
        halted = false;
        return breaker(false);
    }

    InactivityExemptionPage exemptions(Map<String, List<String>> query, boolean none) {
        var kind = StubHouse.one(query, "kind");
        boolean standing = StubHouse.one(query, "standing").equals("YES");
        return new InactivityExemptionPage(
                none
                        ? List.of()
                        : exemptions.stream()
                                .filter(one ->
                                        kind.isEmpty() || one.kind().name().equals(kind))
                                .filter(one -> !standing || one.state() == InactivityExemption.State.STANDING)
                                .toList(),
                null);
    }

    /** One for the administrator at the console is refused. */
    Object propose(NewInactivityExemption asked) {
        if (asked.userId().equals(StubHouse.MARTA)) {
            return new Problem(
                    "second-person-needed",
                    "This needs another person",
                    403,
                    "This would hold for you. Somebody else must ask for it.",
                    null,
                    null,
                    null);
        }
        handedIn = asked;
        return new InactivityProposed(MapScene.PROPOSAL);
    }

    Optional<InactivityExemption> end(String id, String reason) {
        for (int i = 0; i < exemptions.size(); i++) {
            var was = exemptions.get(i);
            if (was.id().equals(id)) {
                var ended = new InactivityExemption(
                        was.id(),
                        was.kind(),
                        was.userId(),
                        was.username(),
                        was.reason(),
                        was.owner(),
                        was.ownerName(),
                        was.from(),
                        was.until(),
                        was.blocks(),
                        was.proposedBy(),
                        was.proposedByName(),
                        was.approvedBy(),
                        was.approvedByName(),
                        was.approvedAt(),
                        clock.instant(),
                        StubHouse.MARTA,
                        reason,
                        InactivityExemption.State.ENDED);
                exemptions.set(i, ended);
                return Optional.of(ended);
            }
        }
        return Optional.empty();
    }

    private InactivityExemption exemption(
            String id,
            InactivityExemptionKind kind,
            String person,
            String username,
            Instant from,
            Instant until,
            boolean blocks,
            InactivityExemption.State state) {
        return new InactivityExemption(
                id,
                kind,
                person,
                username,
                kind == InactivityExemptionKind.LEAVE ? "Parental leave" : "Locum, comes back in spring",
                OWNER,
                "pkowalski",
                from,
                until,
                blocks,
                StubHouse.MARTA,
                "mgarcia",
                OWNER,
                "pkowalski",
                from,
                null,
                null,
                null,
                state);
    }
}
