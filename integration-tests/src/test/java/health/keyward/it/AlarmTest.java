package health.keyward.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import health.keyward.contract.audit.LedgerCheck;
import health.keyward.contract.audit.LedgerChecks;
import health.keyward.contract.audit.LedgerHealth;
import health.keyward.local.house.DemoPerson;
import health.keyward.local.house.MailSink;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Somebody with the database in their hands changes an entry of a running house, and whoever keeps the evidence is told (AL-7). */
class AlarmTest {
    private static final Duration PROMISED = Duration.ofSeconds(60);
    private static final long PATIENCE_NANOS = 180_000_000_000L;
    private static final String BAD = "The record of sign-ins could not be verified";
    private static final String GOOD = "The record of sign-ins can be verified again";

    private static DemoPerson admin;
    private static boolean damaged;

    @BeforeAll
    static void somebodyToTellAndATimeServerThatLies() {
        TestTime.lies(Duration.ofSeconds(6));
        admin = Staff.hire("alarm-admin", "system-admin");
    }

    @AfterAll
    static void theTimeServerIsRightAgain() {
        TestTime.lies(Duration.ZERO);
    }

    @AfterEach
    void isWholeAgain() {
        if (damaged) {
            flip();
        }
    }

    @Test
    void a_changed_entry_is_told_by_mail_within_a_minute_and_its_end_once() {
        long before = mails(BAD);
        flip();
        LedgerCheck bad = checked();
        assertThat(bad.state()).as("%s", bad).isEqualTo(LedgerCheck.State.BAD);
        assertThat(bad.badEntry()).isEqualTo(5);
        MailSink.Message mail = eventually(() -> mail(BAD, before));
        assertThat(mail.text()).contains("self-check", "entry 5");
        LedgerHealth health = History.read("audit/health", LedgerHealth.class);
        assertThat(health.state()).isEqualTo(LedgerHealth.State.RED);

        JsonNode row = eventually(() -> told("verification-failed", bad.finishedAt()));
        assertThat(row.path("latencyMillis").asLong()).isBetween(0L, PROMISED.toMillis());
        assertThat(Instant.parse(row.path("deliveredAt").asText()))
                .as("from the end of the check to the mail server")
                .isBefore(bad.finishedAt().plus(PROMISED));

        assertThat(checked().state()).as("the same damage, found again").isEqualTo(LedgerCheck.State.BAD);
        long goodBefore = mails(GOOD);
        flip();
        assertThat(checked().state()).isEqualTo(LedgerCheck.State.GOOD);
        eventually(() -> mail(GOOD, goodBefore));
        assertThat(mails(BAD)).as("once, although it was found twice").isEqualTo(before + 1);
        assertThat(mails(GOOD)).isEqualTo(goodBefore + 1);
        assertThat(History.read("audit/health", LedgerHealth.class).reasons())
                .extracting(LedgerHealth.Reason::code)
                .doesNotContain("self-check");
    }

    /** The server asks once a minute (AL-13). */
    @Test
    void a_clock_that_is_six_seconds_off_is_in_the_log_and_in_health() {
        LedgerHealth health = eventually(() -> Optional.of(History.read("audit/health", LedgerHealth.class))
                .filter(seen ->
                        seen.reasons().stream().anyMatch(reason -> reason.code().equals("clock-off"))));
        assertThat(health.clocks())
                .anySatisfy(clock -> assertThat(clock.offsetMillis()).isBetween(5_001L, 7_000L));
        assertThat(health.reasons())
                .filteredOn(reason -> reason.code().equals("clock-off"))
                .allSatisfy(reason -> assertThat(reason.detail()).contains("behind its time server"));
        assertThat(Database.number("SELECT count(*) FROM kw_audit_log WHERE position("
                        + "'\"type\":\"HEARTBEAT\"'::bytea IN leaf) > 0 AND position("
                        + "'\"clockOffsetMillis\":\"'::bytea IN leaf) > 0"))
                .isPositive();
    }

    /** One bit of an early entry, back and forth. */
    private static void flip() {
        Database.run("ALTER TABLE kw_audit_log DISABLE TRIGGER USER");
        try {
            Database.run("UPDATE kw_audit_log SET leaf = set_byte(leaf, 20, get_byte(leaf, 20) # 1) WHERE seq = 5");
            damaged = !damaged;
        } finally {
            Database.run("ALTER TABLE kw_audit_log ENABLE TRIGGER USER");
        }
    }

    /** A whole run that was asked for now. */
    private static LedgerCheck checked() {
        long last = newest().map(LedgerCheck::id).orElse(0L);
        HttpResponse<String> asked =
                Http.call("POST", History.api("audit/checks"), Tokens.keeper(), Admin.text(Map.of("full", true)));
        assertThat(asked.statusCode()).as(asked.body()).isEqualTo(200);
        return eventually(() -> newest().filter(run -> run.id() > last && run.full())
                .filter(run -> run.state() == LedgerCheck.State.GOOD || run.state() == LedgerCheck.State.BAD));
    }

    private static Optional<LedgerCheck> newest() {
        return History.read("audit/checks", LedgerChecks.class).rows().stream().findFirst();
    }

    private static Optional<JsonNode> told(String topic, Instant since) {
        HttpResponse<String> answer = History.ask("notice/messages?state=DELIVERED&limit=200");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return StreamSupport.stream(Admin.json(answer).path("rows").spliterator(), false)
                .filter(row -> row.path("topic").asText().equals(topic))
                .filter(row -> row.path("audience").asText().equals("person:" + Staff.idOf(admin.username())))
                .filter(row -> Instant.parse(row.path("deliveredAt").asText()).isAfter(since))
                .findFirst();
    }

    private static Optional<MailSink.Message> mail(String subject, long known) {
        return Ward.house().mail().messages().stream()
                .filter(mail -> isOurs(mail, subject))
                .skip(known)
                .findFirst();
    }

    private static long mails(String subject) {
        return Ward.house().mail().messages().stream()
                .filter(mail -> isOurs(mail, subject))
                .count();
    }

    private static boolean isOurs(MailSink.Message mail, String subject) {
        return mail.to().contains(String.valueOf(Staff.person(admin.username()).get("email")))
                && mail.subject().startsWith(subject)
                && mail.text().contains("self-check");
    }

    private static <T> T eventually(Supplier<Optional<T>> look) {
        long end = System.nanoTime() + PATIENCE_NANOS;
        Optional<T> seen = look.get();
        while (seen.isEmpty() && System.nanoTime() < end) {
            LockSupport.parkNanos(200_000_000L);
            seen = look.get();
        }
        return seen.orElseThrow(() -> new AssertionError("nothing came"));
    }
}
