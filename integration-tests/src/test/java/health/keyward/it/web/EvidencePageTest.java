package health.keyward.it.web;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.contract.audit.LedgerCheck;
import health.keyward.contract.audit.LedgerChecks;
import health.keyward.it.History;
import health.keyward.it.Ward;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

/** The ledger proves itself on a page: a check is started and followed, one event and the whole log are taken away (AL-6, AL-7). */
class EvidencePageTest {
    private static final String EVIDENCE = "/activity/evidence";

    private static AtTheConsole console;
    private static Screen screen;

    @BeforeAll
    static void open() {
        console = AtTheConsole.signedIn();
        screen = console.screen();
    }

    @AfterAll
    static void close() {
        console.close();
    }

    @Test
    void a_check_that_is_asked_for_goes_on_without_the_page_and_ends_green() {
        console.opens(EVIDENCE);
        screen.sees(By.id("evidence-state"));
        long before = newest().id();
        screen.presses(By.id("verify-now"));
        screen.until("the check is asked for", d -> newest().id() > before ? true : null);
        console.opens(AtTheConsole.HISTORY);
        screen.sees(AtTheConsole.LIST);
        console.opens(EVIDENCE);
        screen.until("the check has ended", d -> newest().finishedAt() == null ? null : true);
        LedgerCheck ended = newest();
        assertThat(ended.state()).as(ended.toString()).isEqualTo(LedgerCheck.State.GOOD);
        screen.sees(By.cssSelector("#check-result [data-check='GOOD']"));
        screen.seesText(String.format(Locale.ENGLISH, "Entries 1 to %,d were checked", ended.size()))
                .picture("evidence-checked");
    }

    @Test
    void the_mark_of_a_row_opens_its_proof_and_the_file_leads_to_a_signed_root() throws Exception {
        console.opens(AtTheConsole.HISTORY);
        screen.presses(By.cssSelector("#sign-ins .kw-mark"));
        screen.until("the proof is there", d -> {
            if (screen.shows(By.id("proof-again"))) {
                screen.presses(By.id("proof-again"));
            }
            return screen.shows(By.id("proof-says")) ? true : null;
        });
        screen.picture("evidence-proof").presses(By.id("proof-download"));
        Path file = screen.downloaded(".tlog-proof");
        List<String> lines = Files.readAllLines(file);
        assertThat(lines.getFirst()).isEqualTo("c2sp.org/tlog-proof@v1");
        byte[] entry = Base64.getDecoder().decode(lines.get(1).substring("extra ".length()));
        assertThat(new String(entry, StandardCharsets.UTF_8))
                .contains(file.getFileName().toString().replace(".tlog-proof", ""));
        long index = Long.parseLong(lines.get(2).substring("index ".length()));
        int gap = lines.indexOf("");
        List<byte[]> path =
                lines.subList(3, gap).stream().map(Base64.getDecoder()::decode).toList();
        long size = Long.parseLong(lines.get(gap + 2));
        assertThat(root(hash(new byte[] {0}, entry), index, size, path))
                .isEqualTo(Base64.getDecoder().decode(lines.get(gap + 3)));
        assertThat(lines.subList(gap + 5, lines.size()))
                .anyMatch(line -> line.startsWith("\u2014 " + lines.get(gap + 1) + " "));
        screen.presses(By.id("proof-close"));
        screen.until("the proof is closed", d -> screen.shows(By.id("proof-says")) ? null : true);
    }

    @Test
    void the_export_comes_through_the_console_as_a_log_for_the_verifier() throws IOException {
        console.opens(EVIDENCE);
        screen.sees(By.id("outside"));
        screen.presses(By.id("evidence-export")).seesText("MB, done");
        try (ZipFile zip = new ZipFile(screen.downloaded(".zip").toFile())) {
            assertThat(zip.getEntry("checkpoint")).isNotNull();
            assertThat(zip.getEntry("keyward/log.json")).isNotNull();
            assertThat(zip.stream()).anyMatch(entry -> entry.getName().startsWith("tile/entries/"));
        }
        screen.presses(By.id("evidence-report"));
        assertThat(Files.readAllLines(screen.downloaded(".txt")))
                .startsWith("localhost/keyward+report")
                .anyMatch(line -> line.startsWith("\u2014 localhost/keyward "));
        screen.presses(By.id("verify-instructions"));
        assertThat(Files.readString(screen.downloaded("keyward-verify.txt")))
                .contains("java -jar keyward-verifier.jar verify keyward-evidence.zip --key '")
                .contains("+");
    }

    @Test
    void what_goes_to_other_systems_stands_on_the_page() {
        console.opens(EVIDENCE);
        screen.sees(By.id("feed-replay-desk"));
        screen.seesText("json to http://localhost").seesText("fhir to files");
        screen.runs("document.querySelector('#feeds').scrollIntoView()");
        screen.picture("evidence-feeds").narrow();
        screen.runs("document.querySelector('#feeds').scrollIntoView()");
        screen.picture("evidence-feeds-narrow").wide();
        screen.presses(By.id("feed-replay-desk")).sees(By.id("replay-do"));
        assertThat(Axe.breaches(screen, "axe-replay", "#replay")).isEmpty();
    }

    @Test
    void a_hold_is_proposed_on_the_page_and_waits_for_the_second_administrator() {
        String person = Ward.someone("lab-technician").username();
        console.opens(EVIDENCE);
        screen.presses(By.id("retain-hold"));
        screen.types(AtTheConsole.input("propose-person"), person);
        screen.presses(By.cssSelector("vaadin-combo-box-item:not([hidden])"));
        screen.types(AtTheConsole.input("propose-reference"), "case 3");
        screen.types(By.cssSelector("#propose-reason textarea"), "a letter of the court came");
        screen.presses(By.id("propose-do")).sees(By.id("propose-receipt"));
        screen.seesText("legal hold on one person").picture("retention-receipt").presses(By.id("propose-there"));
        screen.sees(By.id("decide-withdraw"));
        screen.seesText("a letter of the court came").sees(By.id("proposal-person"));
        screen.picture("retention-approval").presses(By.id("decide-withdraw"));
        screen.presses(By.id("decision-do")).sees(By.id("decision-receipt"));
        screen.presses(By.id("decision-close"));
        console.opens(EVIDENCE);
        screen.seesText("Nothing is on hold in this realm.");
        for (boolean narrow : new boolean[] {false, true}) {
            for (String scheme : List.of("light", "dark")) {
                (narrow ? screen.narrow() : screen.wide()).scheme(scheme);
                screen.sees(By.id("retain-acts"));
                screen.runs("document.getElementById('retention').scrollIntoView()");
                screen.picture("retention-" + (narrow ? "narrow-" : "wide-") + scheme);
            }
        }
        screen.wide().scheme("light");
    }

    private static LedgerCheck newest() {
        return History.read("audit/checks", LedgerChecks.class).rows().stream()
                .findFirst()
                .orElse(new LedgerCheck(
                        0,
                        false,
                        LedgerCheck.State.STOPPED,
                        java.time.Instant.EPOCH,
                        null,
                        0,
                        0,
                        0,
                        0,
                        null,
                        null,
                        null));
    }

    /** RFC 9162, 2.1.3.2. */
    private static byte[] root(byte[] leaf, long index, long size, List<byte[]> path) throws Exception {
        long node = index;
        long last = size - 1;
        byte[] hash = leaf;
        for (byte[] sibling : path) {
            if ((node & 1) == 1 || node == last) {
                hash = hash(new byte[] {1}, sibling, hash);
                while ((node & 1) == 0 && node != 0) {
                    node >>= 1;
                    last >>= 1;
                }
            } else {
                hash = hash(new byte[] {1}, hash, sibling);
            }
            node >>= 1;
            last >>= 1;
        }
        assertThat(last).isZero();
        return hash;
    }

    private static byte[] hash(byte[]... parts) throws NoSuchAlgorithmException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return MessageDigest.getInstance("SHA-256").digest(all.toByteArray());
    }
}
