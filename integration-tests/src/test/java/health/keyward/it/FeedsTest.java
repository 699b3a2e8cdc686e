package health.keyward.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import health.keyward.contract.audit.LedgerFeeds;
import health.keyward.contract.history.SignInRow;
import health.keyward.local.house.DemoPerson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Other systems get what a running house records: at least once, in order, also when they were away, and again when they ask (AL-12). */
class FeedsTest {
    /** The pauses of a feed whose receiver is away double; a test lets it be away for seconds. */
    private static final long PATIENCE_NANOS = 120_000_000_000L;

    private static final Receiver RECEIVER = receiver();

    private static Receiver receiver() {
        Ward.house();
        return TheHouse.receiver();
    }

    @Test
    void a_sign_in_arrives_at_a_webhook_and_in_a_file() {
        SignInRow row = signsIn("feeds-first");
        until("the webhook has it", () -> arrived(row.id()) >= 1);
        until("the file has it", () -> archived(seqOf(row)));
    }

    @Test
    void a_receiver_that_dies_and_returns_has_missed_nothing() {
        RECEIVER.dies();
        SignInRow row;
        try {
            row = signsIn("feeds-away");
            until("the feed notices", () -> desk().failures() > 0);
            LedgerFeeds.Row waiting = desk();
            assertThat(waiting.waiting()).isPositive();
            assertThat(waiting.lastError()).startsWith("webhook: ");
            assertThat(waiting.dueAt()).isNotNull();
            assertThat(arrived(row.id())).isZero();
        } finally {
            RECEIVER.returns();
        }
        until("it arrives after all", () -> arrived(row.id()) >= 1);
        until("the feed is well again", () -> desk().failures() == 0);
        List<Long> seqs = RECEIVER.lines().stream().map(Receiver.Line::seq).toList();
        long last = seqs.stream().mapToLong(seq -> seq).max().orElseThrow();
        assertThat(seqs.stream().distinct().sorted())
                .as("from the first entry on, without a gap")
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, last).boxed().toList());
    }

    @Test
    void what_was_sent_is_sent_again_on_request_and_that_is_recorded() {
        SignInRow row = signsIn("feeds-again");
        until("it arrives", () -> arrived(row.id()) >= 1);
        until("it is noted as sent", () -> desk().nextSeq() > seqOf(row));
        int before = arrived(row.id());
        assertThat(replay("").statusCode()).as("not without a reason").isEqualTo(400);
        HttpResponse<String> answer = replay("The desk lost its disk on Monday");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        until("it arrives again", () -> arrived(row.id()) > before);
        assertThat(History.eventuallyChange(
                                "area=FEED&operation=ACTION",
                                change -> change.target().contains("audit/feeds/desk/replay/"))
                        .actor())
                .isEqualTo(Ward.keeper().username());
    }

    private static HttpResponse<String> replay(String reason) {
        long from =
                RECEIVER.lines().stream().mapToLong(Receiver.Line::seq).max().orElseThrow() - 200;
        return Http.call(
                "POST",
                History.api("audit/feeds/desk/replay"),
                Tokens.keeper(),
                Admin.text(Map.of("fromSeq", Math.max(1, from), "reason", reason)));
    }

    private static SignInRow signsIn(String username) {
        DemoPerson person = Staff.hire(username, "system-admin");
        Tokens.issue(Tokens.console(), person, true);
        return History.eventually("kind=SIGN_IN&person=" + person.username(), row -> true);
    }

    private static int arrived(String id) {
        return (int)
                RECEIVER.lines().stream().filter(line -> line.id().equals(id)).count();
    }

    private static long seqOf(SignInRow row) {
        return Database.number("SELECT seq FROM kw_history_event WHERE event_id = ?::uuid", row.id());
    }

    private static boolean archived(long seq) {
        try (Stream<Path> files = Files.list(TheHouse.archive())) {
            for (Path file : files.toList()) {
                String whole = Files.readString(file);
                for (String line :
                        whole.substring(0, whole.lastIndexOf('\n') + 1).lines().toList()) {
                    JsonNode tag =
                            Admin.JSON.readTree(line).path("meta").path("tag").path(0);
                    if (tag.path("system").asText().equals("urn:keyward:seq")
                            && tag.path("code").asLong() == seq) {
                        return true;
                    }
                }
            }
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static LedgerFeeds.Row desk() {
        return History.read("audit/feeds", LedgerFeeds.class).rows().stream()
                .filter(feed -> feed.name().equals("desk"))
                .findFirst()
                .orElseThrow();
    }

    private static void until(String what, BooleanSupplier reached) {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (!reached.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(end);
            LockSupport.parkNanos(200_000_000L);
        }
    }
}
