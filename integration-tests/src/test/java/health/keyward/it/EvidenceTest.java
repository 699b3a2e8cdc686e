package health.keyward.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import health.keyward.audit.core.SignedNote;
import health.keyward.audit.core.Vkey;
import health.keyward.contract.audit.ConsistencyProof;
import health.keyward.contract.audit.LedgerCheck;
import health.keyward.contract.audit.LedgerChecks;
import health.keyward.contract.audit.LedgerDrill;
import health.keyward.contract.audit.LedgerHealth;
import health.keyward.contract.history.SignInRow;
import health.keyward.local.house.DemoPerson;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sign-in, proven: from the admin API of a running house to what an outsider can check with the public key alone (AL-2, AL-4, AL-6, AL-7, AL-14). */
class EvidenceTest {
    private static final String LOOKS =
            "SELECT count(*) FROM kw_history_change WHERE operation = 'READ' AND target = 'GET audit/export' AND fields::text LIKE ?";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    @Test
    void a_sign_in_is_proven_by_a_file_that_the_verifier_accepts() throws Exception {
        SignInRow row = signsIn("evi-proof");
        String proof = proofOf(row);

        assertThat(proof).startsWith("c2sp.org/tlog-proof@v1\nextra ");
        byte[] entry = Base64.getDecoder()
                .decode(proof.lines().skip(1).findFirst().orElseThrow().substring(6));
        assertThat(new String(entry, StandardCharsets.UTF_8)).contains(row.id());
        Path file = Files.writeString(folder.resolve("event.tlog-proof"), proof);
        Run good = verifier("prove", file.toString(), "--key", vkey());
        assertThat(good.exit()).as(good.said()).isZero();

        entry[entry.length / 2] ^= 1;
        Files.writeString(
                file,
                proof.replaceFirst(
                        "(?m)^extra .*$", "extra " + Base64.getEncoder().encodeToString(entry)));
        Run changed = verifier("prove", file.toString(), "--key", vkey());
        assertThat(changed.exit()).as(changed.said()).isNotZero();
    }

    @Test
    void checkpoint_tiles_and_entries_agree_with_each_other() throws Exception {
        proofOf(signsIn("evi-tiles"));
        String[] checkpoint = text("audit/checkpoint").split("\n", -1);
        long size = Long.parseLong(checkpoint[1]);
        assertThat(checkpoint[0]).isEqualTo("localhost/keyward");
        int width = (int) Math.min(256, size);
        String place = width == 256 ? "000" : "000.p/" + width;

        byte[] hashes = bytes("audit/tile/0/" + place);
        byte[] bundle = bytes("audit/tile/entries/" + place);

        assertThat(hashes).hasSize(32 * width);
        int at = 0;
        for (int i = 0; i < width; i++) {
            int length = (bundle[at] & 0xff) << 8 | bundle[at + 1] & 0xff;
            byte[] entry = Arrays.copyOfRange(bundle, at + 2, at + 2 + length);
            assertThat(Arrays.copyOfRange(hashes, 32 * i, 32 * i + 32))
                    .as("entry %d", i)
                    .isEqualTo(leaf(entry));
            at += 2 + length;
        }
        assertThat(at).isEqualTo(bundle.length);
        ConsistencyProof proof = History.read("audit/proof/consistency?from=1&to=" + size, ConsistencyProof.class);
        assertThat(proof.hashes()).isNotEmpty();
        assertThat(History.ask("audit/tile/0/x999/999").statusCode()).isEqualTo(404);
    }

    @Test
    void the_export_is_whole_and_the_verifier_finds_nothing_wrong_with_it() throws Exception {
        proofOf(signsIn("evi-export"));
        Path zip = Files.write(folder.resolve("evidence.zip"), bytes("audit/export"));
        List<String> names = new ArrayList<>();
        JsonNode log = null;
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                names.add(entry.getName());
                if (entry.getName().equals("keyward/log.json")) {
                    log = Admin.JSON.readTree(in.readAllBytes());
                }
            }
        }
        assertThat(log).isNotNull();
        long size = log.path("size").asLong();
        assertThat(names).contains("checkpoint", "keyward/checkpoints/" + size).doesNotHaveDuplicates();
        assertThat(names.stream().filter(name -> name.startsWith("tile/entries/")))
                .hasSize((int) ((size + 255) / 256));
        Run verified = verifier("verify", zip.toString(), "--key", vkey());
        assertThat(verified.exit()).as(verified.said()).isZero();
    }

    @Test
    void the_rows_of_the_history_lie_beside_the_log_and_a_changed_one_is_named() throws Exception {
        SignInRow row = signsIn("evi-rows");
        proofOf(row);
        Path honest = Files.write(folder.resolve("honest.zip"), bytes("audit/export"));
        Run green = verifier("verify", honest.toString(), "--key", vkey(), "--projection");
        assertThat(green.exit()).as(green.said()).isZero();

        String change = "UPDATE kw_history_event SET client_id = '%s' WHERE event_id = '" + row.id() + "'";
        Path report = folder.resolve("report.json");
        Run changed;
        Database.run(change.formatted("ward-bored"));
        try {
            Path forged = Files.write(folder.resolve("forged.zip"), bytes("audit/export"));
            changed =
                    verifier("verify", forged.toString(), "--key", vkey(), "--projection", "--json", report.toString());
        } finally {
            Database.run(change.formatted(row.app()));
        }
        assertThat(changed.exit()).as(changed.said()).isEqualTo(27);
        JsonNode said = Admin.JSON.readTree(report.toFile());
        assertThat(said.path("class").asText()).isEqualTo("PROJECTION_DIFFERS");
        assertThat(said.path("firstBadSeq").asLong())
                .isEqualTo(Database.number("SELECT seq FROM kw_history_event WHERE event_id = '" + row.id() + "'"));
        assertThat(said.path("projectionRows").asLong()).isPositive();
    }

    @Test
    void the_export_says_in_the_history_that_it_was_made_and_how_it_ended() throws Exception {
        bytes("audit/export");
        for (String phase : List.of("ASKED", "FINISHED")) {
            assertThat(Database.eventually(LOOKS, count -> count > 0, "%" + phase + "%"))
                    .as(phase)
                    .isPositive();
        }
    }

    @Test
    void a_self_check_can_be_asked_for_and_finds_the_house_in_order() {
        HttpResponse<String> asked =
                Http.call("POST", History.api("audit/checks"), Tokens.keeper(), Admin.text(Map.of("full", true)));
        assertThat(asked.statusCode()).as(asked.body()).isEqualTo(200);
        LedgerCheck done = eventually(() -> History.read("audit/checks", LedgerChecks.class).rows().stream()
                .filter(check -> check.full() && check.finishedAt() != null)
                .toList());
        assertThat(done.state()).as("%s", done).isEqualTo(LedgerCheck.State.GOOD);
        assertThat(done.done()).isEqualTo(done.size()).isPositive();
    }

    @Test
    void health_tells_what_is_signed() {
        proofOf(signsIn("evi-health"));
        LedgerHealth health = History.read("audit/health", LedgerHealth.class);
        assertThat(health.state()).as("%s", health.reasons()).isNotEqualTo(LedgerHealth.State.RED);
        assertThat(health.epoch()).isOne();
        assertThat(health.lastCheckpointSize()).isPositive();
        assertThat(health.vkeys()).singleElement().asString().startsWith("localhost/keyward+");
    }

    @Test
    void a_tamper_drill_is_held_when_asked_for_and_every_tampering_is_named() {
        proofOf(signsIn("evi-drill"));
        LedgerDrill drill = drill();
        assertThat(drill.size()).isGreaterThan(32);
        assertThat(drill.tried())
                .contains("changed-field", "deleted-middle", "cut-tail", "inserted", "reordered")
                .contains("duplicated", "rolled-back", "rewritten", "wrong-key");
        assertThat(drill.missed()).isEmpty();
        assertThat(Database.eventually(
                        "SELECT times FROM kw_audit_tally WHERE name = 'mark.TAMPER_DRILL'", times -> times > 0))
                .as("the drill is an entry of the log")
                .isPositive();
    }

    @Test
    void a_year_is_reported_with_its_last_drill_and_signed_with_the_key_of_the_log() throws Exception {
        LedgerDrill drill = drill();
        bytes("audit/export");
        Database.eventually("SELECT times FROM kw_audit_tally WHERE name = 'export.FINISHED'", times -> times > 0);
        int year = Instant.now().atOffset(ZoneOffset.UTC).getYear();
        String note = text("audit/report?year=" + year);
        SignedNote signed = SignedNote.parse(note);
        assertThat(Vkey.parse(vkey()).signed(signed)).isTrue();
        assertThat(Vkey.parse(vkey()).signed(SignedNote.parse(note.replaceFirst("\"year\":", "\"yeah\":"))))
                .as("a changed report")
                .isFalse();
        List<String> lines = signed.text().lines().toList();
        assertThat(lines).hasSize(2);
        assertThat(lines.getFirst()).isEqualTo("localhost/keyward+report");
        JsonNode report = Admin.JSON.readTree(lines.getLast());
        assertThat(report.path("year").asInt()).isEqualTo(year);
        assertThat(report.path("whole").asBoolean()).isFalse();
        assertThat(report.at("/entries/first").asLong()).isOne();
        assertThat(report.at("/entries/count").asLong()).isPositive();
        assertThat(report.at("/checkpoints/signed").asLong()).isPositive();
        assertThat(report.at("/selfChecks/good").asLong()).isPositive();
        assertThat(report.at("/marks/BOOT").asLong()).isPositive();
        assertThat(report.at("/marks/HEARTBEAT").asLong()).isPositive();
        assertThat(report.at("/clock/measured").asLong()).isPositive();
        assertThat(report.at("/reading/exportsWhole").asLong()).isPositive();
        assertThat(report.at("/lastDrill/at").asText()).isEqualTo(drill.at().toString());
        assertThat(report.at("/lastDrill/missed")).isEmpty();
    }

    @Test
    void which_rooms_the_server_was_started_with_is_kept() {
        assertThat(Database.column("SELECT room FROM kw_audit_room WHERE open ORDER BY room"))
                .containsExactly(
                        "abac",
                        "alerts",
                        "approval",
                        "audit",
                        "breakglass",
                        "history",
                        "inactivity",
                        "it-asking",
                        "it-granting",
                        "it-guarded",
                        "notice",
                        "review",
                        "stepup",
                        "trust");
    }

    private static LedgerDrill drill() {
        HttpResponse<String> held = Http.call("POST", History.api("audit/drills"), Tokens.fresh(), "{}");
        assertThat(held.statusCode()).as(held.body()).isEqualTo(200);
        return History.parse(held.body(), new com.fasterxml.jackson.core.type.TypeReference<>() {});
    }

    private static SignInRow signsIn(String username) {
        DemoPerson person = Staff.hire(username, "system-admin");
        Tokens.issue(Tokens.console(), person, true);
        return History.eventually("person=" + username, row -> true);
    }

    private static String proofOf(SignInRow row) {
        return History.eventuallyAnswers("audit/proof/" + row.id());
    }

    static String vkey() {
        return History.read("audit/health", LedgerHealth.class).vkeys().getLast();
    }

    private static String text(String path) {
        HttpResponse<String> answer = History.ask(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    static byte[] bytes(String path) {
        HttpResponse<byte[]> answer = Http.bytes(History.api(path), Tokens.keeper());
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return answer.body();
    }

    private static byte[] leaf(byte[] entry) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        digest.update((byte) 0);
        return digest.digest(entry);
    }

    private static <T> T eventually(Supplier<List<T>> ask) {
        Instant end = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(end)) {
            List<T> seen = ask.get();
            if (!seen.isEmpty()) {
                return seen.getFirst();
            }
            LockSupport.parkNanos(200_000_000L);
        }
        throw new AssertionError("nothing came within " + PATIENCE);
    }

    record Run(int exit, String said) {}

    /** The verifier as an outsider runs it: a process of its own with a jar and nothing else. */
    static Run verifier(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                TheHouse.root().resolve("verifier/target/keyward-verifier.jar").toString()));
        command.addAll(List.of(words));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Run(process.exitValue(), said);
    }
}
