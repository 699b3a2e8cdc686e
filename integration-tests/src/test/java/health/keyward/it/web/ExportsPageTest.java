package health.keyward.it.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import health.keyward.it.Ward;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

/** An export is ordered, left alone, found again, fetched with its manifest, and given up (LH-11). */
class ExportsPageTest {
    private static final String EXPORTS = "/activity/exports";
    private static final By DONE = By.cssSelector("[data-phase='DONE']");

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
    void an_export_goes_on_without_the_page_and_comes_with_a_signed_manifest() throws Exception {
        console.opens(AtTheConsole.HISTORY + "?person=" + Ward.atTheConsole().username());
        screen.sees(AtTheConsole.LIST);
        screen.presses(By.id("export")).presses(By.id("export-order-csv")).seesText("CSV is ordered");
        screen.picture("exports-ordered");
        console.opens("/activity/failures");
        screen.sees(By.tagName("h1"));
        console.opens(EXPORTS);
        screen.sees(DONE);
        assertThat(screen.reads(DONE))
                .contains(
                        "Login history · CSV", "Person: " + Ward.atTheConsole().username());
        assertThat(Axe.breaches(screen, "axe-exports-done")).isEmpty();

        screen.presses(By.cssSelector("[data-act='export-file']"));
        Path file = screen.downloaded(".csv");
        screen.seesText("MB, done");
        screen.presses(By.cssSelector("[data-act='export-manifest']"));
        JsonNode manifest = new JsonMapper()
                .readTree(screen.downloaded("-manifest.json").toFile())
                .path("manifest");
        assertThat(Files.readAllLines(file)).hasSize(manifest.path("rows").asInt() + 1);
        assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file))))
                .isEqualTo(manifest.path("sha256").asText());

        screen.presses(By.cssSelector("[data-act='export-give-up']"));
        screen.until("it is gone", d -> screen.shows(DONE) ? null : true);
        screen.seesText("No exports");
    }
}
