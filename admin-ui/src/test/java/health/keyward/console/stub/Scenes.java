package health.keyward.console.stub;

import health.keyward.contract.history.Cause;
import health.keyward.contract.history.ChangeDetail;
import health.keyward.contract.history.ChangePage;
import health.keyward.contract.history.ChangeRow;
import health.keyward.contract.history.EventKind;
import health.keyward.contract.history.Histogram;
import health.keyward.contract.history.Method;
import health.keyward.contract.history.Outcome;
import health.keyward.contract.history.Overview;
import health.keyward.contract.history.PersonCard;
import health.keyward.contract.history.PersonHits;
import health.keyward.contract.history.Protocol;
import health.keyward.contract.history.Receipt;
import health.keyward.contract.history.Sessions;
import health.keyward.contract.history.SignInDetail;
import health.keyward.contract.history.SignInPage;
import health.keyward.contract.history.SignInRow;
import health.keyward.contract.history.Summary;
import health.keyward.contract.history.TimelinePage;
import health.keyward.contract.history.TopList;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A plausible day in a hospital, the same every time. */
public final class Scenes {
    private static final int ROWS = 600;

    /** So many of the newest rows are no demo rows. */
    private static final int REAL = 4;

    private static final String[][] PEOPLE = {
        {"ajones", "Amara Jones", "Ward 3 North", "nurse"},
        {"bchen", "Bo Chen", "Pharmacy", "pharmacist"},
        {"cdiaz", "Carmen Díaz", "Emergency", "physician"},
        {"dokafor", "Dele Okafor", "ICU", "nurse"},
        {"elind", "Elsa Lind", "Registration", "registrar"},
        {"fhaddad", "Farah Haddad", "Cardiology", "physician"},
        {"gmurphy", "Grace Murphy", "Billing", "billing"},
        {"hsato", "Hana Sato", "Ward 5 South", "nurse"},
        {"ikovacs", "István Kovács", "Helpdesk", "helpdesk"},
        {"mgarcia", "Marta García", "Informatics", "system-admin"},
    };
    private static final String[] APPS = {"ward-board", "pharmacy", "keyward-console", "lab-viewer"};
    private static final String[] DEVICES = {
        "Chrome on Windows", "Safari on iPad", "Firefox on Linux", "Edge on Windows"
    };

    private final Clock clock;
    private List<SignInRow> rows = List.of();
    private List<ChangeDetail> changes = List.of();
    private List<Sessions.OpenSession> open = List.of();
    private boolean demo = true;
    private int exportRows = 5_000;

    public Scenes(Clock clock) {
        this.clock = clock;
        reset();
    }

    public void reset() {
        demo = true;
        exportRows = 5_000;
        rows = signIns();
        changes = someChanges();
        open = List.of(
                new Sessions.OpenSession(
                        "5e0c6f0a-1111-4222-8333-9a9a9a9a9a9a",
                        now().minus(Duration.ofHours(3)),
                        now().minus(Duration.ofMinutes(4)),
                        "10.4.12.31",
                        "Chrome on Windows",
                        "mfa",
                        false,
                        List.of("ward-board", "pharmacy")),
                new Sessions.OpenSession(
                        "7f1d7e1b-2222-4333-8444-8b8b8b8b8b8b",
                        now().minus(Duration.ofHours(9)),
                        now().minus(Duration.ofMinutes(51)),
                        "10.4.20.7",
                        "Safari on iPad",
                        "mfa",
                        false,
                        List.of("ward-board")));
    }

    public Instant now() {
        return clock.instant();
    }

    public boolean demo() {
        return demo;
    }

    public void demo(boolean there) {
        demo = there;
    }

    public int exportRows() {
        return exportRows;
    }

    public void exportRows(int many) {
        exportRows = many;
    }

    public List<SignInRow> rows() {
        return rows;
    }

    SignInPage page(Map<String, List<String>> query) {
        var fitting = rows.stream().filter(r -> fits(r, query)).toList();
        int from = StubHouse.one(query, "cursor").isEmpty() ? 0 : Integer.parseInt(StubHouse.one(query, "cursor"));
        int to = Math.min(fitting.size(), from + Integer.parseInt(StubHouse.one(query, "limit")));
        return new SignInPage(
                fitting.subList(from, to),
                to < fitting.size() ? Integer.toString(to) : null,
                fitting.isEmpty() ? null : fitting.getFirst().id());
    }

    private static boolean fits(SignInRow row, Map<String, List<String>> query) {
        var from = StubHouse.one(query, "from");
        var to = StubHouse.one(query, "to");
        return (from.isEmpty() || !row.at().isBefore(Instant.parse(from)))
                && (to.isEmpty() || row.at().isBefore(Instant.parse(to)))
                && any(query, "outcome", row.outcome().name())
                && any(query, "cause", row.cause().name())
                && any(query, "kind", row.kind().name())
                && any(query, "method", row.method().name())
                && any(query, "app", row.app())
                && any(query, "address", row.address())
                && any(query, "session", row.sessionId())
                && (StubHouse.one(query, "person").isEmpty()
                        || StubHouse.one(query, "person").equals(row.personId())
                        || row.person() != null && row.person().startsWith(StubHouse.one(query, "person")));
    }

    private static boolean any(Map<String, List<String>> query, String name, String value) {
        var wanted = query.getOrDefault(name, List.of());
        return wanted.isEmpty() || wanted.stream().anyMatch(w -> w.equalsIgnoreCase(value));
    }

    Summary summary(Map<String, List<String>> query, boolean none) {
        var fitting = none
                ? List.<SignInRow>of()
                : rows.stream().filter(r -> fits(r, query)).toList();
        return new Summary(
                now().minus(Duration.ofDays(1)),
                now(),
                count(fitting, Outcome.SUCCESS) * 3,
                count(fitting, Outcome.FAILED),
                count(fitting, Outcome.DENIED),
                fitting.stream().filter(r -> r.kind() == EventKind.SIGN_OUT).count(),
                fitting.stream().map(SignInRow::personId).distinct().count(),
                12,
                none ? null : now().minus(Duration.ofHours(4)),
                count(fitting, Outcome.SUCCESS) * 3 > 1_000);
    }

    private static long count(List<SignInRow> some, Outcome outcome) {
        return some.stream().filter(r -> r.outcome() == outcome).count();
    }

    Histogram histogram(Map<String, List<String>> query, boolean none) {
        var from = StubHouse.one(query, "from").isEmpty()
                ? now().minus(Duration.ofDays(1))
                : Instant.parse(StubHouse.one(query, "from"));
        var to = StubHouse.one(query, "to").isEmpty() ? now() : Instant.parse(StubHouse.one(query, "to"));
        long step = Math.max(60, Duration.between(from, to).toSeconds() / 48 / 60 * 60);
        var start = Instant.ofEpochSecond(from.getEpochSecond() / step * step);
        var buckets = new ArrayList<Histogram.Bucket>();
        for (var at = start; at.isBefore(to); at = at.plusSeconds(step)) {
            var low = at;
            var high = at.plusSeconds(step);
            var inside = none
                    ? List.<SignInRow>of()
                    : rows.stream()
                            .filter(r -> fits(r, query) && !r.at().isBefore(low) && r.at().isBefore(high))
                            .toList();
            buckets.add(new Histogram.Bucket(
                    at, count(inside, Outcome.SUCCESS), count(inside, Outcome.FAILED), count(inside, Outcome.DENIED)));
        }
        return new Histogram(step, buckets);
    }

    Overview overview(boolean none) {
        var query = Map.<String, List<String>>of();
        return new Overview(
                summary(query, none),
                histogram(query, none),
                none ? 0 : 4,
                none
                        ? List.of()
                        : Stream.of(APPS)
                                .map(a -> new Overview.AppUse(
                                        a,
                                        rows.stream()
                                                .filter(r -> a.equals(r.app()) && r.outcome() == Outcome.SUCCESS)
                                                .count(),
                                        rows.stream()
                                                .filter(r -> a.equals(r.app()) && r.outcome() == Outcome.FAILED)
                                                .count()))
                                .sorted(Comparator.comparingLong(Overview.AppUse::success)
                                        .reversed())
                                .toList(),
                none
                        ? List.of()
                        : List.of(
                                new Overview.Attention(
                                        "failures-rising",
                                        37,
                                        null,
                                        "outcome=FAILED",
                                        now().minus(Duration.ofHours(4))),
                                new Overview.Attention(
                                        "many-failures-one-address",
                                        21,
                                        "203.0.113.44",
                                        "outcome=FAILED&address=203.0.113.44",
                                        now().minus(Duration.ofHours(2))),
                                new Overview.Attention(
                                        "locked-people", 2, null, "cause=LOCKED", now().minus(Duration.ofHours(6)))),
                none ? null : rows.getFirst().at());
    }

    TopList top(String by, boolean none) {
        Function<SignInRow, String> key = switch (by) {
            case "address" -> SignInRow::address;
            case "cause" -> r -> r.cause().name();
            case "app" -> SignInRow::app;
            default -> r -> r.personId() == null ? r.unknownName() : r.personId();
        };
        if (none) {
            return new TopList(List.of());
        }
        return new TopList(
                rows.stream()
                        .filter(r -> r.outcome() == Outcome.FAILED)
                        .collect(Collectors.groupingBy(key))
                        .entrySet()
                        .stream()
                        .map(e -> new TopList.Top(
                                e.getKey(),
                                by.equals("person") ? e.getValue().getFirst().personName() : null,
                                e.getValue().size(),
                                e.getValue().stream().map(key).distinct().count(),
                                e.getValue().getLast().at(),
                                e.getValue().getFirst().at(),
                                by.equals("person") && e.getValue().getFirst().personId() == null))
                        .sorted(Comparator.comparingLong(TopList.Top::count).reversed())
                        .toList());
    }

    PersonHits find(String text) {
        return new PersonHits(Stream.of(PEOPLE)
                .filter(p -> (p[0] + " " + p[1]).toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT)))
                .map(p -> new PersonHits.Hit(idOf(p[0]), p[0], p[1], p[2], true))
                .toList());
    }

    Optional<SignInDetail> detail(String id) {
        return rows.stream()
                .filter(r -> r.id().equals(id))
                .findFirst()
                .map(r -> new SignInDetail(
                        r,
                        r.outcome() == Outcome.FAILED ? "invalid_user_credentials" : null,
                        r.outcome() == Outcome.SUCCESS ? List.of("pwd", "otp") : List.of(),
                        r.outcome() == Outcome.SUCCESS ? r.at() : null,
                        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/141.0",
                        "unknown",
                        "unknown",
                        "unknown",
                        "unknown",
                        "unknown",
                        "c0ffee00-0000-4000-8000-00000000" + r.id().substring(0, 4),
                        r.kind() == EventKind.SIGN_OUT ? List.of("ward-board", "pharmacy") : List.of(),
                        details(r),
                        184_000,
                        "node-1/42"));
    }

    private static Map<String, String> details(SignInRow row) {
        var details = new TreeMap<>(
                Map.of("auth_method", "openid-connect", "redirect_uri", "http://localhost:8184/callback"));
        if (row.outcome() == Outcome.SUCCESS && row.kind() == EventKind.SIGN_IN) {
            details.putAll(Map.of(
                    "keyward_level_before", "pwd",
                    "keyward_level_asked", "phr",
                    "keyward_level_after", "phr",
                    "keyward_method", "PASSKEY",
                    "keyward_model", "01020304-0506-0708-0102-030405060708",
                    "keyward_rules", "Pharmacy, Risky sign-ins",
                    "keyward_risk", "failed-attempts new-network"));
        }
        return details;
    }

    Optional<PersonCard> card(String id) {
        return Stream.of(PEOPLE)
                .filter(p -> idOf(p[0]).equals(id))
                .findFirst()
                .map(p -> new PersonCard(
                        id,
                        p[0],
                        p[1],
                        p[0] + "@lindenfield.example",
                        p[2],
                        "employee",
                        p[2],
                        true,
                        true,
                        p[0].equals("cdiaz"),
                        List.of(p[3]),
                        List.of("/Main building/" + p[2]),
                        List.of(
                                new PersonCard.Factor("password", null, now().minus(Duration.ofDays(120))),
                                new PersonCard.Factor("otp", "Phone", now().minus(Duration.ofDays(119))),
                                new PersonCard.Factor(
                                        "webauthn-passwordless", "YubiKey 5", now().minus(Duration.ofDays(14)))),
                        now().minus(Duration.ofMinutes(11)),
                        now().minus(Duration.ofMinutes(4)),
                        now().minus(Duration.ofHours(5)),
                        3,
                        now().minus(Duration.ofDays(400))));
    }

    TimelinePage timeline(String id, Map<String, List<String>> query) {
        var kinds = query.getOrDefault("kind", List.of());
        var decision = new TimelinePage.Decision(
                "0f".repeat(16), "DENY", "ward-board", "open", "app", List.of("app.role_not_listed"), true);
        var items = Stream.of(
                        rows.stream()
                                .filter(r -> id.equals(r.personId()))
                                .filter(r -> kinds.isEmpty()
                                        || kinds.contains(r.kind().name()))
                                .map(r -> new TimelinePage.Item(r.at(), r, null, null)),
                        changes.stream()
                                .filter(c -> id.equals(c.row().targetPersonId()))
                                .filter(c -> kinds.isEmpty() || kinds.contains("CHANGE"))
                                .map(c -> new TimelinePage.Item(c.row().at(), null, c.row(), null)),
                        Stream.of(new TimelinePage.Item(now(), null, null, decision))
                                .filter(d ->
                                        id.equals(idOf("cdiaz")) && (kinds.isEmpty() || kinds.contains("DECISION"))))
                .flatMap(one -> one)
                .sorted(Comparator.comparing(TimelinePage.Item::at).reversed())
                .toList();
        int from = StubHouse.one(query, "cursor").isEmpty() ? 0 : Integer.parseInt(StubHouse.one(query, "cursor"));
        int to = Math.min(items.size(), from + Integer.parseInt(StubHouse.one(query, "limit")));
        return new TimelinePage(items.subList(from, to), to < items.size() ? Integer.toString(to) : null);
    }

    Sessions sessions(String id) {
        return new Sessions(id.equals(idOf("elind")) ? List.of() : open);
    }

    Receipt end(String id, String sessionId, String reason) {
        open = open.stream().filter(s -> !s.sessionId().equals(sessionId)).toList();
        return new Receipt(
                "00112233445566778899aabbccddeeff",
                now(),
                "end-session",
                id,
                reason,
                List.of("Session ended in Keycloak", "ward-board was told", "pharmacy was told"));
    }

    ChangePage changes(Map<String, List<String>> query) {
        var fitting = changes.stream()
                .map(ChangeDetail::row)
                .filter(c -> any(query, "operation", c.operation())
                        && any(query, "area", c.area())
                        && any(query, "source", c.source()))
                .toList();
        return new ChangePage(
                fitting, null, fitting.isEmpty() ? null : fitting.getFirst().id());
    }

    Optional<ChangeDetail> change(String id) {
        return changes.stream().filter(c -> c.row().id().equals(id)).findFirst();
    }

    public static String idOf(String username) {
        return UUID.nameUUIDFromBytes(username.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .toString();
    }

    private List<SignInRow> signIns() {
        var luck = new Random(7);
        var all = new ArrayList<SignInRow>();
        var at = now();
        for (int i = 0; i < ROWS; i++) {
            at = at.minusSeconds(20 + luck.nextInt(250));
            var person = PEOPLE[luck.nextInt(PEOPLE.length)];
            int dice = luck.nextInt(100);
            boolean stranger = dice < 3;
            var outcome = dice < 14 ? Outcome.FAILED : dice < 17 ? Outcome.DENIED : Outcome.SUCCESS;
            var cause = stranger
                    ? Cause.UNKNOWN_USER
                    : switch (outcome) {
                        case FAILED -> dice < 8 ? Cause.WRONG_PASSWORD : dice < 11 ? Cause.WRONG_CODE : Cause.LOCKED;
                        case DENIED -> Cause.NO_RIGHT;
                        case SUCCESS, UNDONE -> Cause.NONE;
                    };
            boolean out = outcome == Outcome.SUCCESS && dice > 80;
            all.add(new SignInRow(
                    String.format("%032x", 0xabc000L + ROWS - i),
                    at,
                    out ? EventKind.SIGN_OUT : EventKind.SIGN_IN,
                    out ? "LOGOUT" : outcome == Outcome.SUCCESS ? "LOGIN" : "LOGIN_ERROR",
                    outcome,
                    cause,
                    stranger ? null : idOf(person[0]),
                    stranger ? null : person[0],
                    stranger ? null : person[1],
                    stranger ? null : person[2],
                    stranger ? String.format("%016x", 0xa1b2c3d4e5f60000L + i % 3) : null,
                    APPS[luck.nextInt(dice > 50 ? 2 : APPS.length)],
                    dice % 3 == 0 ? Protocol.SAML : Protocol.OIDC,
                    outcome != Outcome.SUCCESS
                            ? Method.PASSWORD
                            : Method.values()[new int[] {1, 4, 5}[luck.nextInt(3)]],
                    outcome == Outcome.SUCCESS ? "mfa" : null,
                    stranger ? "203.0.113.44" : "10.4." + (10 + luck.nextInt(4)) + "." + luck.nextInt(250),
                    DEVICES[luck.nextInt(DEVICES.length)],
                    outcome == Outcome.SUCCESS ? idOf("session" + i) : null,
                    i >= REAL));
        }
        return List.copyOf(all);
    }

    private List<ChangeDetail> someChanges() {
        var all = new ArrayList<ChangeDetail>();
        String[][] what = {
            {"UPDATE", "USER", "users/", "ADMIN_EVENT", "User", "lastName", "Diaz", "Díaz"},
            {"CREATE", "REALM_ROLE_MAPPING", "users/", "ADMIN_EVENT", "Role mapping", "role", null, "pharmacist"},
            {
                "UPDATE",
                "CLIENT",
                "clients/ward-board",
                "ADMIN_EVENT",
                "Client attribute",
                "access.token.lifespan",
                "300",
                "600"
            },
            {"ACTION", "USER", "users/", "SELF", "Credential", "otp", null, "(secret, not kept)"},
            {"DELETE", "GROUP_MEMBERSHIP", "users/", "MODEL", "Group membership", "group", "/Main building/ICU", null},
        };
        for (int i = 0; i < 23; i++) {
            var w = what[i % what.length];
            var person = PEOPLE[i % 9];
            boolean aboutPerson = w[2].equals("users/");
            all.add(new ChangeDetail(
                    new ChangeRow(
                            String.format("%032x", 0xc0de00L - i),
                            now().minus(Duration.ofMinutes(17L * i + 3)),
                            w[0],
                            w[1],
                            aboutPerson ? w[2] + idOf(person[0]) : w[2],
                            aboutPerson ? idOf(person[0]) : null,
                            aboutPerson ? person[1] : null,
                            idOf("mgarcia"),
                            "Marta García",
                            "hospital",
                            "keyward-console",
                            "10.4.20.7",
                            w[3],
                            2,
                            false),
                    List.of(
                            new ChangeDetail.Field(w[4], null, w[5], w[6], w[7]),
                            new ChangeDetail.Field(w[4], null, "enabled", "true", "true")),
                    idOf("admin-session"),
                    200_000 + i,
                    "node-1/7"));
        }
        return List.copyOf(all);
    }
}
