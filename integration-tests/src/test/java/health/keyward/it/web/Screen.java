package health.keyward.it.web;

import health.keyward.it.TheHouse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.ElementNotInteractableException;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * One browser with an empty profile, and what a person does at it. Every step waits until it can be done; where a page is replaced under the
 * look, it looks again.
 */
final class Screen implements AutoCloseable {
    /** Generous, because a build machine may have two cores for browser, Keycloak and console. */
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final String ANSWERED = "return !window.keywardSent && document.readyState === 'complete'";

    private static final Path SCREENS = TheHouse.lane().resolve("screens");

    private final Path profile;
    private final Path downloads;
    private final ChromeDriver driver;

    private Screen(Path profile, Path downloads, ChromeDriver driver) {
        this.profile = profile;
        this.downloads = downloads;
        this.driver = driver;
    }

    static Screen fresh() {
        try {
            Files.createDirectories(SCREENS);
            Path profile = Files.createTempDirectory("keyward-browser");
            Path downloads = Files.createDirectory(profile.resolve("downloads"));
            Chromium chromium = Chromium.obtained();
            ChromeOptions options = chromium.options(profile.resolve("profile"));
            options.setExperimentalOption(
                    "prefs",
                    Map.of(
                            "download.default_directory", downloads.toString(),
                            "download.prompt_for_download", false,
                            "credentials_enable_service", false,
                            "profile.password_manager_enabled", false));
            ChromeDriver driver = new ChromeDriver(chromium.service(SCREENS.resolve("chromedriver.log")), options);
            driver.manage().timeouts().pageLoadTimeout(PATIENCE);
            return new Screen(profile, downloads, driver);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ChromeDriver driver() {
        return driver;
    }

    Screen goes(URI address) {
        driver.get(address.toString());
        return this;
    }

    Screen reloads() {
        driver.navigate().refresh();
        return this;
    }

    URI address() {
        return URI.create(java.util.Objects.requireNonNull(driver.getCurrentUrl()));
    }

    WebElement sees(By what) {
        return until(what + " is shown", d -> shown(what).findFirst().orElse(null));
    }

    /** Its words, once it has some; a page that is just being replaced is looked at again. */
    String reads(By what) {
        return until(
                what + " says something",
                d -> shown(what)
                        .map(element -> element.getText().strip())
                        .filter(words -> !words.isEmpty())
                        .findFirst()
                        .orElse(null));
    }

    Screen seesText(String words) {
        until("“" + words + "” is shown", d -> text().contains(words) ? true : null);
        return this;
    }

    boolean shows(By what) {
        return until("the page can be looked at", d -> shown(what).findFirst()).isPresent();
    }

    Screen types(By field, String text) {
        return steadily(field, element -> {
            element.clear();
            element.sendKeys(text);
        });
    }

    Screen presses(By what) {
        return steadily(what, WebElement::click);
    }

    Screen enters(By field, String text) {
        return types(field, text).confirms(field);
    }

    /** The Enter key in a field. */
    Screen confirms(By field) {
        return steadily(field, element -> element.sendKeys(Keys.ENTER));
    }

    /** Enters, and waits for the page that answers, so that what is read or typed next is never the page that was sent. */
    Screen submits(By field, String text) {
        types(field, text);
        runs("window.keywardSent = true");
        confirms(field);
        until("another page answers", d -> Boolean.TRUE.equals(runs(ANSWERED)) ? true : null);
        return this;
    }

    Screen arrives(URI start) {
        until("the address starts with " + start, d -> address().toString().startsWith(start.toString()) ? true : null);
        return this;
    }

    /** What a reader of the page could read now; never nothing because the page was just being replaced. */
    String text() {
        return until("a page is there", d -> d.findElement(By.tagName("body")).getText());
    }

    <T> T until(String what, Function<ChromeDriver, @Nullable T> look) {
        WebDriverWait wait = new WebDriverWait(driver, PATIENCE);
        wait.pollingEvery(Duration.ofMillis(100));
        return wait.withMessage(() -> what + "; shown at " + glimpse("failed-" + what.replaceAll("[^A-Za-z0-9]+", "-")))
                .until(d -> {
                    try {
                        return look.apply(driver);
                    } catch (WebDriverException e) {
                        if (betweenPages(e)) {
                            return null;
                        }
                        throw e;
                    }
                });
    }

    /**
     * Whether an element went while it was looked at. Newer drivers do not always say so in the way the protocol asks for (WebDriver, section
     * 12.3): they pass on what the browser told them, that the node is not there or belongs to no document.
     */
    static boolean betweenPages(WebDriverException e) {
        String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        return e instanceof StaleElementReferenceException
                || message.contains("node with given id")
                || message.contains("stale element");
    }

    /** Runs in the page. */
    Object runs(String script, Object... arguments) {
        return java.util.Objects.requireNonNullElse(driver.executeScript(script, arguments), "");
    }

    Screen wide() {
        driver.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
        return this;
    }

    /** A telephone held upright, 390 by 844. */
    Screen narrow() {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", 390, "height", 844, "deviceScaleFactor", 1, "mobile", true));
        return this;
    }

    /** What the system asks for: light or dark. */
    Screen scheme(String scheme) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
        return this;
    }

    /** As if the browser had just been installed. */
    Screen forgets() {
        driver.get("about:blank");
        driver.executeCdpCommand("Network.clearBrowserCookies", Map.of());
        return this;
    }

    /** Saved as {@code target/screens/NAME.png}, for a person to look at. */
    Screen picture(String name) {
        try {
            Files.write(
                    SCREENS.resolve(name.substring(0, Math.min(name.length(), 80)) + ".png"),
                    driver.getScreenshotAs(OutputType.BYTES));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The file that was downloaded, once it is whole. */
    Path downloaded(String ending) {
        return until(
                "a download ending in " + ending,
                d -> files(downloads)
                        .filter(file -> file.getFileName().toString().endsWith(ending))
                        .findFirst()
                        .orElse(null));
    }

    @Override
    public void close() {
        driver.quit();
        files(profile)
                .sorted(Comparator.reverseOrder())
                .forEach(file -> file.toFile().delete());
    }

    private Screen steadily(By what, java.util.function.Consumer<WebElement> act) {
        until(what + " can be used", d -> {
            WebElement element =
                    shown(what).filter(WebElement::isEnabled).findFirst().orElse(null);
            if (element == null) {
                return null;
            }
            try {
                act.accept(element);
                return true;
            } catch (ElementNotInteractableException notYet) {
                return null;
            }
        });
        return this;
    }

    private Stream<WebElement> shown(By what) {
        return driver.findElements(what).stream().filter(WebElement::isDisplayed);
    }

    /** For a failure that is being reported: nothing that goes wrong here may hide it. */
    private String glimpse(String picture) {
        try {
            picture(picture);
            String text = driver.findElement(By.tagName("body")).getText().replaceAll("\\s+", " ");
            return driver.getCurrentUrl() + ": " + text.substring(0, Math.min(600, text.length()));
        } catch (WebDriverException unseen) {
            return "a page that cannot be looked at: " + unseen.getRawMessage();
        }
    }

    /** What is there now; a file that the browser renames or deletes meanwhile is passed over. */
    private static Stream<Path> files(Path folder) {
        List<Path> found = new ArrayList<>();
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path visited, BasicFileAttributes attributes) {
                    found.add(visited);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path visited, BasicFileAttributes attributes) {
                    found.add(visited);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path gone, IOException e) {
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException e) {
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found.stream();
    }
}
