package health.keyward.it.web;

import health.keyward.it.TheHouse;
import health.keyward.local.house.Turn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.remote.service.DriverFinder;

/**
 * A browser and the driver that fits it: from the PATH, else Debian's packages where we are root, else what Selenium Manager fetches. Without
 * any of them the run fails in one line; it never skips.
 */
record Chromium(Path browser, Path driver) {
    private static final List<String> BROWSERS = List.of("chromium", "chromium-browser", "google-chrome");
    private static final List<String> INSTALL = List.of(
            "apt-get",
            "-o",
            "DPkg::Lock::Timeout=300",
            "install",
            "-y",
            "--no-install-recommends",
            "chromium",
            "chromium-driver");

    static Chromium obtained() {
        return Once.FOUND;
    }

    /** Every flag keeps the browser from talking to anybody but the house. */
    ChromeOptions options(Path profile) {
        ChromeOptions options = new ChromeOptions();
        options.setBinary(browser.toString());
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-quic",
                "--no-first-run",
                "--no-default-browser-check",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--disable-features=Translate,OptimizationHints,MediaRouter",
                "--password-store=basic",
                "--lang=en-US",
                "--window-size=1280,900",
                "--user-data-dir=" + profile);
        return options;
    }

    ChromeDriverService service(Path log) {
        return new ChromeDriverService.Builder()
                .usingDriverExecutable(driver.toFile())
                .usingAnyFreePort()
                .withLogFile(log.toFile())
                .build();
    }

    private static Chromium obtain() {
        List<String> tried = new ArrayList<>();
        return onPath(tried)
                .or(() -> fromDebian(tried))
                .or(() -> fromSelenium(tried))
                .orElseThrow(() -> new IllegalStateException(
                        "the browser tests need Chromium and chromedriver: " + String.join("; ", tried)));
    }

    private static Optional<Chromium> onPath(List<String> tried) {
        Optional<Path> browser = BROWSERS.stream().flatMap(Chromium::program).findFirst();
        Optional<Path> driver = program("chromedriver").findFirst();
        if (browser.isPresent() && driver.isPresent()) {
            return Optional.of(new Chromium(browser.get(), driver.get()));
        }
        tried.add("the PATH has no " + (browser.isPresent() ? "chromedriver" : String.join(" or ", BROWSERS)));
        return Optional.empty();
    }

    private static Optional<Chromium> fromDebian(List<String> tried) {
        if (program("apt-get").findAny().isEmpty() || !"root".equals(System.getProperty("user.name"))) {
            tried.add("Debian's packages need apt-get and root");
            return Optional.empty();
        }
        if (!runs(INSTALL) && !(runs(List.of("apt-get", "update")) && runs(INSTALL))) {
            tried.add("apt-get install chromium chromium-driver failed");
            return Optional.empty();
        }
        return onPath(tried);
    }

    private static Optional<Chromium> fromSelenium(List<String> tried) {
        try {
            DriverFinder finder = new DriverFinder(new ChromeDriverService.Builder().build(), new ChromeOptions());
            return Optional.of(new Chromium(Path.of(finder.getBrowserPath()), Path.of(finder.getDriverPath())));
        } catch (RuntimeException failed) {
            tried.add("Selenium Manager found none ("
                    + String.valueOf(failed.getMessage()).lines().findFirst().orElse("") + ")");
            return Optional.empty();
        }
    }

    private static Stream<Path> program(String name) {
        String path = System.getenv("PATH");
        return Stream.of((path == null ? "" : path).split(java.io.File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable);
    }

    private static boolean runs(List<String> command) {
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).inheritIO();
            builder.environment().put("DEBIAN_FRONTEND", "noninteractive");
            Process process = builder.start();
            if (process.waitFor(10, TimeUnit.MINUTES)) {
                return process.exitValue() == 0;
            }
            process.destroyForcibly();
            return false;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static final class Once {
        private static final Chromium FOUND =
                Turn.in(TheHouse.root().resolve("integration-tests/target"), Chromium::obtain);
    }
}
