package health.keyward.history.core;

import org.jspecify.annotations.Nullable;

/** A browser and its system, in words. A user agent is a claim of the caller, so this is a hint and never a proof. */
public final class Device {
    private Device() {}

    /** For example {@code Firefox on Linux}; null when there is no user agent. */
    public static @Nullable String inWords(@Nullable String userAgent) {
        if (userAgent == null || userAgent.isBlank()) {
            return null;
        }
        String browser = browser(userAgent);
        String system = system(userAgent);
        if (browser.isEmpty() && system.isEmpty()) {
            return "Other program";
        }
        if (browser.isEmpty()) {
            return "Other program on " + system;
        }
        return system.isEmpty() ? browser : browser + " on " + system;
    }

    private static String browser(String ua) {
        String[][] known = {
            {"Edg", "Edge"},
            {"OPR/", "Opera"},
            {"SamsungBrowser", "Samsung Internet"},
            {"HeadlessChrome", "Chrome (headless)"},
            {"CriOS", "Chrome"},
            {"FxiOS", "Firefox"},
            {"Firefox/", "Firefox"},
            {"Chrome/", "Chrome"},
            {"Chromium/", "Chromium"},
            {"Version/", "Safari"},
            {"curl/", "curl"},
            {"Java-http-client", "Java program"},
            {"Java/", "Java program"},
            {"Apache-HttpClient", "Java program"},
            {"python", "Python program"},
            {"okhttp", "Android program"},
            {"Trident/", "Internet Explorer"}
        };
        return first(ua, known);
    }

    private static String system(String ua) {
        String[][] known = {
            {"Windows", "Windows"},
            {"Android", "Android"},
            {"iPhone", "iPhone"},
            {"iPad", "iPad"},
            {"CrOS", "ChromeOS"},
            {"Mac OS X", "macOS"},
            {"Macintosh", "macOS"},
            {"Linux", "Linux"},
            {"X11", "Unix"}
        };
        return first(ua, known);
    }

    private static String first(String ua, String[][] known) {
        for (String[] pair : known) {
            if (ua.contains(pair[0])) {
                return pair[1];
            }
        }
        return "";
    }
}
