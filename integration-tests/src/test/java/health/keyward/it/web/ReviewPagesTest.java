package health.keyward.it.web;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.contract.review.ReviewCampaign;
import health.keyward.it.Asks;
import health.keyward.it.History;
import health.keyward.it.Reviewed;
import health.keyward.it.Ward;
import health.keyward.local.house.DemoPerson;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
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
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.interactions.Actions;

/** A review from its plan to evidence that an outsider can check, in two browsers (AR-1, AR-9, AR-14, AR-16, AR-17). */
class ReviewPagesTest {
    private static final By REASON = By.cssSelector("#act-reason textarea");
    private static final By SIGNED_FOR = By.cssSelector("#sign-reason textarea");
    private static final String WHY = "a test of the pages";

    private static AtTheConsole console;
    private static Screen screen;

    @TempDir
    private Path folder;

    private static final String ANSWER_IS_SEEN = """
            const grid = document.getElementById('mine');
            const head = [...grid.querySelectorAll('vaadin-grid-cell-content')].find(cell => cell.textContent.trim() === 'Answer');
            return head !== undefined && head.getBoundingClientRect().right <= grid.getBoundingClientRect().right + 1;
            """;

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
    void a_review_is_planned_launched_answered_applied_signed_and_proven() throws Exception {
        Reviewed ada = Reviewed.withOneRole("reviewpage");
        List<String> breaches = new ArrayList<>();
        planned(ada, breaches);
        String campaign = launched(ada, breaches);
        revoked(ada, breaches);
        applied(campaign, breaches);
        assertThat(ada.holdsTheRole()).as("Keycloak itself no longer has it").isFalse();
        signedOff(campaign, breaches);
        proven(ada, campaign, breaches);
        assertThat(breaches).isEmpty();
    }

    private static void planned(Reviewed ada, List<String> breaches) {
        console.opens("/access/reviews");
        screen.presses(By.id("campaign-plans")).sees(By.id("plans-causes"));
        breaches.addAll(Axe.breaches(screen, "axe-review-plans", "#plans"));
        new Actions(screen.driver()).sendKeys(Keys.ESCAPE).perform();
        screen.presses(By.id("campaign-new")).sees(By.id("wizard-name"));
        screen.types(AtTheConsole.input("wizard-name"), ada.role());
        chosen("scope-roles", ada.role());
        breaches.addAll(Axe.breaches(screen, "axe-review-scope"));
        screen.presses(By.id("wizard-next")).sees(By.id("stage-1-fallback"));
        chosen("stage-1-fallback", ada.reviewer().username());
        breaches.addAll(Axe.breaches(screen, "axe-review-stages"));
        screen.presses(By.id("wizard-next")).sees(By.id("rules-truth"));
        breaches.addAll(Axe.breaches(screen, "axe-review-rules"));
        screen.presses(By.id("wizard-next")).sees(By.id("preview-load"));
    }

    private static void chosen(String field, String words) {
        screen.presses(AtTheConsole.input(field)).types(AtTheConsole.input(field), words);
        screen.presses(By.xpath("//*[self::vaadin-combo-box-item or self::vaadin-multi-select-combo-box-item]"
                + "[not(@hidden)][contains(normalize-space(.), \"" + words + "\")]"));
        new Actions(screen.driver()).sendKeys(Keys.TAB).perform();
    }

    private static String launched(Reviewed ada, List<String> breaches) {
        assertThat(screen.reads(By.id("preview-load"))).contains(ada.reviewer().username(), "1 item, 0 of high risk");
        breaches.addAll(Axe.breaches(screen, "axe-review-preview"));
        String campaign = screen.address().getPath().substring("/access/reviews/".length());
        screen.presses(By.id("campaign-launch")).types(REASON, WHY).presses(By.id("act-do"));
        screen.sees(By.id("campaign-close-stage"));
        return campaign;
    }

    /** By the one who is asked, at a browser of their own, and with one letter. */
    private static void revoked(Reviewed ada, List<String> breaches) {
        try (AtTheConsole own = AtTheConsole.stranger()) {
            Screen look = own.signsIn(ada.reviewer(), "/access/my-reviews").screen();
            look.sees(By.id("mine"));
            breaches.addAll(Axe.breaches(look, "axe-my-reviews"));
            look.presses(AtTheConsole.cell(ada.role())).sees(By.id("answer-bar"));
            look.sees(By.id("item-context"));
            breaches.addAll(Axe.breaches(look, "axe-my-review"));
            assertThat(look.driver().executeScript(ANSWER_IS_SEEN))
                    .as("the answer stands beside the open item")
                    .isEqualTo(true);
            new Actions(look.driver()).sendKeys("r").perform();
            look.seesText("1 of 1 answered");
            own.opens("/access/reviews");
            look.seesText("was recorded");
        }
    }

    private static void applied(String campaign, List<String> breaches) {
        console.opens("/access/reviews/" + campaign);
        screen.sees(By.id("reviewers"));
        screen.seesText("Revoked");
        breaches.addAll(Axe.breaches(screen, "axe-review-running"));
        screen.presses(By.id("campaign-close-stage")).types(REASON, WHY).presses(By.id("act-do"));
        assertThat(Reviewed.reaches(campaign, "AWAITING_SIGN_OFF"))
                .as("what was revoked is gone, and read again")
                .isTrue();
    }

    private static void signedOff(String campaign, List<String> breaches) {
        String page = "/access/reviews/" + campaign;
        console.opens(page);
        screen.presses(By.id("campaign-sign")).sees(By.id("sign-statement"));
        breaches.addAll(Axe.breaches(screen, "axe-review-sign", "#sign"));
        screen.types(SIGNED_FOR, WHY);
        try (Asks anew = Asks.anew("review-sign-off")) {
            screen.presses(By.id("sign-do")).sees(AtTheDoor.PASSWORD);
            DemoPerson admin = Ward.atTheConsole();
            screen.submits(AtTheDoor.PASSWORD, admin.password());
            new AtTheDoor(screen).givesCode(Ward.freshCode(admin));
            screen.arrives(URI.create(AtTheConsole.CONSOLE + page));
            screen.until(
                    "the reason is there again",
                    d -> WHY.equals(screen.sees(SIGNED_FOR).getDomProperty("value")) ? true : null);
            screen.sees(By.id("sign-statement"));
            screen.presses(By.id("sign-do")).sees(By.id("campaign-evidence"));
        }
    }

    private void proven(Reviewed ada, String campaign, List<String> breaches) throws Exception {
        ReviewCampaign closed = History.read("review/campaigns/" + campaign, ReviewCampaign.class);
        Reviewed.signed(String.valueOf(closed.eventId()));
        screen.presses(By.id("campaign-evidence")).sees(By.id("review-proof-download"));
        breaches.addAll(Axe.breaches(screen, "axe-review-evidence", "#review-proof"));
        screen.presses(By.id("review-proof-download"));
        try (ZipFile zip = new ZipFile(screen.downloaded(".zip").toFile())) {
            String manifest = text(zip, "SHA256SUMS");
            assertThat(hash(manifest)).isEqualTo(closed.evidenceHash());
            assertThat(manifest.lines())
                    .hasSizeGreaterThan(3)
                    .allSatisfy(line -> assertThat(hash(text(zip, line.substring(66))))
                            .as(line)
                            .isEqualTo(line.substring(0, 64)));
            assertThat(text(zip, "items.csv")).contains(ada.role());
            assertThat(text(zip, "answers.csv")).contains("REVOKE");
            assertThat(text(zip, "effects.csv")).contains("EFFECTIVE");
            String proof = text(zip, closed.eventId() + ".tlog-proof");
            byte[] leaf = Base64.getDecoder()
                    .decode(proof.lines().skip(1).findFirst().orElseThrow().substring(6));
            assertThat(new String(leaf, StandardCharsets.UTF_8))
                    .as("what the log proves is the manifest")
                    .contains(hash(manifest));
            assertThat(Reviewed.refusal(Files.writeString(folder.resolve("review.tlog-proof"), proof)))
                    .isEmpty();
        }
    }

    private static String hash(String text) throws Exception {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static String text(ZipFile zip, String name) throws Exception {
        return new String(zip.getInputStream(zip.getEntry(name)).readAllBytes(), StandardCharsets.UTF_8);
    }
}
