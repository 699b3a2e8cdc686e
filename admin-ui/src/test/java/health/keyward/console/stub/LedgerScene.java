package health.keyward.console.stub;

import health.keyward.contract.audit.LedgerCheck;
import health.keyward.contract.audit.LedgerChecks;
import health.keyward.contract.audit.LedgerEpochs;
import health.keyward.contract.audit.LedgerFeeds;
import health.keyward.contract.audit.LedgerHealth;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A ledger with 184,211 entries, six of them not yet signed, whose state and checks can be bent. */
public final class LedgerScene {
    public static final long SIZE = 184_211;
    public static final long SIGNED = 184_205;
    public static final String EARLY = "e".repeat(32);
    private static final String VKEY = "localhost/keyward+1f9c3a55+AZ3Vqv2m1sGk5dM9nQWq0bq6mO5o8cXyqVfJ0K1x2y3z";

    private final Clock clock;
    private LedgerHealth.State state = LedgerHealth.State.GREEN;
    private final List<LedgerCheck> checks = new ArrayList<>();

    LedgerScene(Clock clock) {
        this.clock = clock;
        reset();
    }

    void reset() {
        state = LedgerHealth.State.GREEN;
        checks.clear();
        checks.add(check(1, false, LedgerCheck.State.GOOD, 184_000, 184_000));
    }

    public void state(LedgerHealth.State next) {
        state = next;
    }

    LedgerHealth health() {
        var good = state == LedgerHealth.State.GREEN;
        return new LedgerHealth(
                SIZE,
                good ? 0 : 3,
                good ? 0 : 1_400,
                now(),
                now(),
                state,
                reasons(),
                1,
                "localhost/keyward",
                SIZE,
                SIGNED,
                now().minusSeconds(good ? 8 : 1_900),
                List.of(VKEY),
                anchors(),
                checks.getFirst(),
                List.of(new LedgerHealth.Clock("boot-1", 4, now().minusSeconds(20))),
                new LedgerHealth.Spool(0, 0, 67_108_864, null));
    }

    private List<LedgerHealth.Reason> reasons() {
        var anchor = new LedgerHealth.Reason(
                "anchor",
                LedgerHealth.State.DEGRADED,
                "witness north: no answer within 5 s",
                now().minus(Duration.ofMinutes(31)));
        return switch (state) {
            case GREEN -> List.of();
            case DEGRADED -> List.of(anchor);
            case RED ->
                List.of(
                        new LedgerHealth.Reason(
                                "rolled-back",
                                LedgerHealth.State.RED,
                                "The log has 184211 entries, the anchor directory remembers 190004.",
                                now().minus(Duration.ofMinutes(31))),
                        anchor,
                        new LedgerHealth.Reason(
                                "moon-phase", LedgerHealth.State.DEGRADED, "A word of tomorrow.", null));
        };
    }

    private List<LedgerHealth.Anchor> anchors() {
        return List.of(
                new LedgerHealth.Anchor("directory", SIGNED, now().minusSeconds(8), null, null),
                state == LedgerHealth.State.GREEN
                        ? new LedgerHealth.Anchor("witness north", SIGNED, now().minusSeconds(8), null, null)
                        : new LedgerHealth.Anchor(
                                "witness north",
                                181_900,
                                now().minus(Duration.ofMinutes(31)),
                                "no answer within 5 s",
                                now().minus(Duration.ofMinutes(31))),
                new LedgerHealth.Anchor("webhook", 0, null, null, null));
    }

    LedgerChecks checks() {
        return new LedgerChecks(checks);
    }

    LedgerChecks ask(boolean full) {
        checks.addFirst(check(checks.size() + 1, full, LedgerCheck.State.ASKED, 0, 0));
        return checks();
    }

    /** The newest check is so far. */
    public void reaches(long done) {
        var newest = checks.removeFirst();
        checks.addFirst(check(newest.id(), newest.full(), LedgerCheck.State.RUNNING, 0, done));
    }

    public void endsWell() {
        var newest = checks.removeFirst();
        checks.addFirst(check(newest.id(), newest.full(), LedgerCheck.State.GOOD, 0, SIZE));
    }

    public void endsBadly(String damage, long entry) {
        var newest = checks.removeFirst();
        checks.addFirst(new LedgerCheck(
                newest.id(),
                newest.full(),
                LedgerCheck.State.BAD,
                now().minusSeconds(14),
                now(),
                1,
                0,
                SIZE,
                entry,
                damage,
                entry,
                "its hash is not the one in the tree"));
    }

    private LedgerCheck check(long id, boolean full, LedgerCheck.State state, long from, long done) {
        boolean ended = state == LedgerCheck.State.GOOD;
        return new LedgerCheck(
                id,
                full,
                state,
                now().minusSeconds(14),
                ended ? now() : null,
                1,
                from,
                SIZE,
                ended ? SIZE : done,
                null,
                null,
                null);
    }

    /** One in order, one whose receiver is away, one that has sent nothing. */
    LedgerFeeds feeds() {
        Instant now = clock.instant();
        return new LedgerFeeds(List.of(
                new LedgerFeeds.Row(
                        "archive",
                        "json to files, people: names",
                        SIZE + 1,
                        0,
                        0,
                        SIZE,
                        0,
                        null,
                        now,
                        null,
                        null,
                        false),
                new LedgerFeeds.Row(
                        "siem",
                        "cef to tls://siem.example.org:6514, people: pseudonyms",
                        SIZE - 211,
                        212,
                        90_000,
                        SIZE,
                        3,
                        now.plusSeconds(8),
                        now.minusSeconds(90),
                        "syslog: ConnectException",
                        now.minusSeconds(4),
                        false),
                new LedgerFeeds.Row(
                        "repository",
                        "fhir to https://arr.example.org, people: none",
                        1,
                        0,
                        0,
                        0,
                        0,
                        null,
                        null,
                        null,
                        null,
                        false)));
    }

    LedgerEpochs epochs() {
        return new LedgerEpochs(List.of(new LedgerEpochs.Row(1, "localhost/keyward", 1, SIZE)));
    }

    /** A file of the right form; empty for an event nobody knows. */
    Optional<String> proof(String event) {
        if (event.equals("0".repeat(32))) {
            return Optional.empty();
        }
        var hash = Base64.getEncoder().encodeToString(new byte[32]);
        return Optional.of("c2sp.org/tlog-proof@v1\nextra "
                + Base64.getEncoder().encodeToString(event.getBytes(StandardCharsets.UTF_8)) + "\nindex 4711\n"
                + (hash + "\n").repeat(17) + "\nlocalhost/keyward\n" + SIGNED + "\n" + hash
                + "\n\n\u2014 localhost/keyward "
                + hash + "\n\u2014 witness.north " + hash + "\n");
    }

    static byte[] export() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("checkpoint"));
            zip.write("localhost/keyward\n".getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
        }
        return bytes.toByteArray();
    }

    private Instant now() {
        return clock.instant();
    }
}
