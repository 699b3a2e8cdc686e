package health.keyward.it.web;

import com.deque.html.axecore.results.Results;
import com.deque.html.axecore.selenium.AxeBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Looks for breaches of WCAG 2.2 A and AA in what a screen shows now: light and dark, 1280 and 390 pixels wide. */
final class Axe {
    private static final List<String> RULES = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");

    /** Cells carry a transparent gradient, behind which axe judges no contrast. */
    private static final String FLAT_CELLS = """
            if (document.querySelector('vaadin-grid')) {
              const sheet = new CSSStyleSheet();
              sheet.replaceSync('vaadin-grid::part(cell){background-image:none!important}');
              document.adoptedStyleSheets.push(sheet);
            }
            """;

    private static final String STILL =
            "return document.getAnimations().every(a => a.playState !== 'running' || a.effect.getComputedTiming().iterations === Infinity)";

    private Axe() {}

    /** @return one line per breach; the four looks are saved as pictures under this name */
    static List<String> breaches(Screen screen, String name) {
        return breaches(screen, name, "html");
    }

    /** @param within selector of the part to judge, where the rest was judged already */
    static List<String> breaches(Screen screen, String name, String within) {
        List<String> found = new ArrayList<>();
        for (boolean narrow : new boolean[] {false, true}) {
            for (String scheme : List.of("light", "dark")) {
                (narrow ? screen.narrow() : screen.wide()).scheme(scheme);
                screen.until("nothing moves", d -> Boolean.TRUE.equals(screen.runs(STILL)) ? true : null);
                screen.picture(name + (narrow ? "-narrow-" : "-wide-") + scheme);
                screen.runs(FLAT_CELLS);
                String look = name + " " + scheme + (narrow ? " at 390" : " at 1280");
                judged(screen, within).map(breach -> look + ": " + breach).forEach(found::add);
                Object overflow = screen.runs("return document.documentElement.scrollWidth - window.innerWidth");
                if (((Number) overflow).intValue() > 0) {
                    found.add(look + ": " + overflow + " pixels wider than the screen");
                }
            }
        }
        screen.wide().scheme("light");
        return found;
    }

    private static Stream<String> judged(Screen screen, String within) {
        Results results = new AxeBuilder()
                .withTags(RULES)
                .include(within)
                .exclude("vaadin-connection-indicator")
                .setLegacyMode(true)
                .analyze(screen.driver());
        if (results.isErrored()) {
            throw new IllegalStateException("axe could not judge: " + results.getErrorMessage());
        }
        return results.getViolations().stream()
                .flatMap(rule -> rule.getNodes().stream()
                        .map(node -> rule.getId() + " at " + node.getTarget() + ": "
                                + node.getFailureSummary().replaceAll("\\s+", " ")));
    }
}
