package health.keyward.it.web;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.contract.inactivity.InactivityRun;
import health.keyward.it.Asks;
import health.keyward.it.Dormant;
import health.keyward.it.Ward;
import health.keyward.local.house.DemoPerson;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

/** A policy is tried dry and activated at the console, warns somebody, and its run is handed out as evidence (IN-4, IN-6, IN-14). */
class InactivityPagesTest {
    private static final String POLICIES = "/access/inactive/policies";
    private static final By REASON = By.cssSelector("#activate-reason textarea");

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
    void what_was_tried_dry_is_activated_by_a_fresh_proof_warns_and_can_be_proven() throws Exception {
        Dormant.nobody();
        Dormant ada = Dormant.neverUsed("dormantpage");
        List<String> breaches = new ArrayList<>();
        triedDry(ada, breaches);
        activated();

        assertThat(ada.reaches("WARNED"))
                .as("warned by the run that the activation began")
                .isTrue();
        console.opens("/access/inactive?search=" + ada.person().username());
        screen.presses(AtTheConsole.cell(ada.person().username())).sees(AtTheConsole.DRAWER);
        screen.seesText("Second warning").seesText("Never used");
        breaches.addAll(Axe.breaches(screen, "axe-inactive-drawer"));
        screen.presses(By.id("dormant-exempt")).sees(By.id("exemption-do"));
        breaches.addAll(Axe.breaches(screen, "axe-exemption", "#exemption"));
        console.opens("/people/" + ada.id());
        screen.sees(By.id("chain-exempt"));
        screen.seesText("First warning");
        breaches.addAll(Axe.breaches(screen, "axe-person-chain"));
        proven(ada, breaches);
        assertThat(breaches).isEmpty();
    }

    /** Only one policy is left in the draft, for those who hold the role: nobody else of the house is concerned. */
    private static void triedDry(Dormant ada, List<String> breaches) {
        console.opens(POLICIES);
        screen.sees(By.id("policy-add"));
        screen.seesText("Baseline");
        while (screen.shows(By.id("policy-remove-0"))) {
            int left = screen.driver()
                    .findElements(By.cssSelector("[data-policy]"))
                    .size();
            screen.presses(By.id("policy-remove-0"));
            screen.until(
                    "one policy less",
                    d -> d.findElements(By.cssSelector("[data-policy]")).size() < left ? true : null);
        }
        screen.presses(By.id("policy-add")).sees(By.id("policy-do"));
        breaches.addAll(Axe.breaches(screen, "axe-inactivity-policy", "#policy"));
        screen.types(AtTheConsole.input("policy-name"), "it-page")
                .types(AtTheConsole.input("policy-role"), ada.role())
                .presses(By.id("policy-do"))
                .sees(By.cssSelector("[data-policy='it-page']"));
        breaches.addAll(Axe.breaches(screen, "axe-inactivity-draft"));
        screen.presses(By.id("policies-preview")).sees(By.id("dry-answer"));
        screen.seesText(ada.person().username());
        assertThat(screen.reads(By.id("dry-run"))).contains("act on 1 account of", "First warning", "it-page");
        breaches.addAll(Axe.breaches(screen, "axe-inactivity-activate", "#activate"));
    }

    private static void activated() {
        screen.types(REASON, "a test of the pages");
        try (Asks anew = Asks.anew("activate-inactivity")) {
            screen.presses(By.id("activate-do")).sees(AtTheDoor.PASSWORD);
            DemoPerson admin = Ward.atTheConsole();
            screen.submits(AtTheDoor.PASSWORD, admin.password());
            new AtTheDoor(screen).givesCode(Ward.freshCode(admin));
            screen.arrives(URI.create(AtTheConsole.CONSOLE + POLICIES));
            screen.until(
                    "the reason is there again",
                    d -> "a test of the pages".equals(screen.sees(REASON).getDomProperty("value")) ? true : null);
            screen.sees(By.id("dry-answer"));
            screen.presses(By.id("activate-do")).sees(By.id("activate-receipt"));
        }
        screen.presses(By.id("activate-close")).seesText("1 policy in force");
    }

    private static void proven(Dormant ada, List<String> breaches) throws Exception {
        InactivityRun run = ada.provenRun();
        console.opens("/access/inactive/runs?kind=real&busy=yes");
        screen.presses(By.cssSelector("#runs a[href$='" + run.id() + "']")).sees(By.id("run-evidence"));
        screen.seesText(ada.person().username());
        breaches.addAll(Axe.breaches(screen, "axe-inactivity-run"));
        screen.presses(By.id("run-evidence")).sees(By.id("run-proof-download"));
        breaches.addAll(Axe.breaches(screen, "axe-inactivity-evidence", "#run-proof"));
        screen.presses(By.id("run-proof-download"));
        Path file = screen.downloaded(".zip");
        try (ZipFile zip = new ZipFile(file.toFile())) {
            String list = text(zip, "run-" + run.id() + ".list");
            String hash = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(list.getBytes(StandardCharsets.UTF_8)));
            assertThat(list).contains(ada.id() + "\tACTIVE\tWARN\tNEVER_USED\tit-page");
            assertThat(hash).isEqualTo(run.listHash());
            assertThat(text(zip, "HOW-TO-VERIFY.txt")).contains(hash);
            String proof = text(zip, run.eventId() + ".tlog-proof");
            byte[] leaf = Base64.getDecoder()
                    .decode(proof.lines().skip(1).findFirst().orElseThrow().substring(6));
            assertThat(new String(leaf, StandardCharsets.UTF_8))
                    .as("what the log proves is the list")
                    .contains(hash);
        }
    }

    private static String text(ZipFile zip, String name) throws Exception {
        return new String(zip.getInputStream(zip.getEntry(name)).readAllBytes(), StandardCharsets.UTF_8);
    }
}
