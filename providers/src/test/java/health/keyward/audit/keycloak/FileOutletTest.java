package health.keyward.audit.keycloak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import health.keyward.audit.core.FeedFormat;
import health.keyward.audit.core.FeedPlan;
import health.keyward.audit.core.Outlet.Outcome;
import health.keyward.audit.core.People;
import health.keyward.audit.core.Teller;
import health.keyward.audit.core.Told;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Feeds to files, and the file that configures feeds. */
class FileOutletTest {
    private static final Instant EVENING = Instant.parse("2026-11-21T23:59:59.999Z");

    @TempDir
    Path directory;

    @Test
    void each_day_has_its_file_and_each_entry_its_line() throws Exception {
        assertThat(outlet().send(List.of(told(1, EVENING), told(2, EVENING.plusMillis(1)))))
                .isEqualTo(new Outcome.Taken());
        assertThat(outlet().send(List.of(told(3, EVENING.plusMillis(2))))).isEqualTo(new Outcome.Taken());
        assertThat(Files.readAllLines(directory.resolve("archive-2026-11-21.jsonl")))
                .hasSize(1);
        Path next = directory.resolve("archive-2026-11-22.jsonl");
        assertThat(Files.readAllLines(next))
                .hasSize(2)
                .allMatch(line -> line.startsWith("{\"v\":1") && line.endsWith("}"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(next)))
                .isEqualTo("rw-------");
    }

    @Test
    void a_line_that_a_crash_tore_spoils_only_itself() throws Exception {
        Path file = directory.resolve("archive-2026-11-21.jsonl");
        Files.writeString(file, "{\"v\":1,\"seq\":1}\n{\"v\":1,\"se");
        outlet().send(List.of(told(2, EVENING)));
        assertThat(Files.readAllLines(file)).hasSize(3);
        assertThat(Files.readAllLines(file).get(2)).startsWith("{\"v\":1,\"seq\":2");
    }

    @Test
    void a_full_disk_is_a_refusal_and_not_a_loss() throws Exception {
        Path full = Path.of("/dev/full");
        org.junit.jupiter.api.Assumptions.assumeTrue(Files.exists(full), "this system has no /dev/full");
        Files.createSymbolicLink(directory.resolve("archive-2026-11-21.jsonl"), full);
        assertThat(outlet().send(List.of(told(1, EVENING))))
                .isEqualTo(new Outcome.Refused("file: IOException: No space left on device"));
    }

    @Test
    void a_directory_that_cannot_be_written_is_a_refusal_without_its_path() throws Exception {
        Files.writeString(directory.resolve("blocked"), "a file");
        FileOutlet outlet = new FileOutlet(plan(directory.resolve("blocked/below")));
        assertThat(outlet.send(List.of(told(1, EVENING))))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        r -> assertThat(r.why()).startsWith("file: ").doesNotContain(directory.toString()));
    }

    @Test
    void a_feeds_file_needs_three_members_and_tells_pseudonyms_unless_it_says_otherwise() throws Exception {
        List<FeedPlan> plans = read("""
            {"siem": {"kind": "syslog", "format": "cef", "target": "tls://siem.example:6514"},
             "archive": {"kind": "file", "format": "json", "target": "file:///var/log/keyward", "people": "names",
                         "start": "now", "batch": 10, "host": "idp.example"}}\
            """);
        assertThat(plans).extracting(FeedPlan::people).containsExactly(People.PSEUDONYMS, People.NAMES);
        assertThat(plans).extracting(FeedPlan::batch).containsExactly(200, 10);
        assertThat(plans).extracting(FeedPlan::host).containsExactly("this-host", "idp.example");
        assertThat(plans).extracting(FeedPlan::start).containsExactly(FeedPlan.Start.BEGINNING, FeedPlan.Start.NOW);
        assertThat(plans.getFirst().described()).isEqualTo("cef to tls://siem.example:6514, people: pseudonyms");
    }

    @Test
    void a_feeds_file_with_a_slip_in_it_starts_nothing() {
        for (String slip : List.of(
                "{\"siem\": {\"kind\": \"syslog\", \"format\": \"cef\"}}",
                "{\"siem\": {\"kind\": \"syslog\", \"format\": \"cef\", \"target\": \"tls://h:1\", \"peeple\":"
                        + " \"none\"}}",
                "{\"siem\": {\"kind\": \"syslog\", \"format\": \"cef\", \"target\": \"tcp://h:1\"}}",
                "{\"siem\": {\"kind\": \"webhook\", \"format\": \"json\", \"target\": \"https://me:secret@h/\"}}",
                "{\"siem\": {\"kind\": \"webhook\", \"format\": \"cef\", \"target\": \"https://h/\"}}",
                "{\"SIEM\": {\"kind\": \"syslog\", \"format\": \"cef\", \"target\": \"tls://h:1\"}}",
                "[]",
                "{")) {
            assertThatThrownBy(() -> read(slip)).as(slip).isInstanceOf(IllegalStateException.class);
        }
    }

    private List<FeedPlan> read(String text) throws Exception {
        return FeedsFile.read(Files.writeString(directory.resolve("feeds.json"), text), "this-host");
    }

    private FileOutlet outlet() {
        return new FileOutlet(plan(directory));
    }

    private static FeedPlan plan(Path directory) {
        return new FeedPlan(
                "archive",
                FeedPlan.Kind.FILE,
                FeedFormat.JSON,
                directory.toUri(),
                People.NAMES,
                FeedPlan.Start.BEGINNING,
                false,
                200,
                "idp",
                FeedPlan.Secrets.NONE);
    }

    private static Told told(long seq, Instant seqAt) {
        return Teller.unreadable(seq, seqAt);
    }
}
