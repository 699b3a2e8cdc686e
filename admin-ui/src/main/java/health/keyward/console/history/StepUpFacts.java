package health.keyward.console.history;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Span;
import health.keyward.console.base.Facts;
import health.keyward.console.base.Words;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** What a sign-in with more than a password says of its steps, in words. A word of the record that nobody here knows is shown as it is. */
final class StepUpFacts {
    /** Details of the step-up room, in the order in which they are read. */
    private static final Map<String, String> NAMES = ordered();

    private StepUpFacts() {}

    static boolean has(String detail) {
        return NAMES.containsKey(detail);
    }

    /** An empty group is not shown. */
    static Facts of(Map<String, String> details) {
        var facts = new Facts(Words.say("drawer.stepup"));
        NAMES.forEach((name, words) -> {
            var value = details.get(name);
            facts.fact(words, value == null ? null : said(name, value));
        });
        return facts;
    }

    private static Component said(String name, String value) {
        return switch (name) {
            case "keyward_level_before", "keyward_level_asked", "keyward_level_after" -> new Span(level(value));
            case "keyward_method" -> new Span(factor(value));
            case "keyward_risk" -> new Span(signs(value));
            case "keyward_model" -> mono(value);
            default -> new Span(value);
        };
    }

    private static String level(String acr) {
        return switch (acr) {
            case "none" -> Words.say("level.none");
            case "pwd" -> Words.say("map.level.pwd") + " (pwd)";
            case "mfa" -> Words.say("map.level.mfa") + " (mfa)";
            case "phr" -> Words.say("map.level.phr") + " (phr)";
            case "phrh" -> Words.say("map.level.phrh") + " (phrh)";
            default -> acr;
        };
    }

    private static String factor(String name) {
        return switch (name) {
            case "PASSWORD" -> Words.say("shown.password");
            case "ONE_TIME_CODE" -> Words.say("shown.code");
            case "RECOVERY_CODE" -> Words.say("shown.recovery");
            case "SECURITY_KEY" -> Words.say("shown.key");
            case "PASSKEY" -> Words.say("shown.passkey");
            default -> name;
        };
    }

    private static String signs(String value) {
        return Arrays.stream(value.split(" "))
                .map(word -> switch (word) {
                    case "none" -> Words.say("risk.none");
                    case "unknown" -> Words.say("risk.unknown");
                    case "failed-attempts" -> Words.say("risk.failed");
                    case "new-network" -> Words.say("risk.network");
                    default -> word;
                })
                .collect(Collectors.joining(", "));
    }

    private static Component mono(String text) {
        var span = new Span(text);
        span.addClassName("kw-mono");
        return span;
    }

    private static Map<String, String> ordered() {
        var names = new LinkedHashMap<String, String>();
        names.put("keyward_level_before", "fact.level.before");
        names.put("keyward_level_asked", "fact.level.asked");
        names.put("keyward_level_after", "fact.level.after");
        names.put("keyward_method", "fact.factor");
        names.put("keyward_model", "fact.model");
        names.put("keyward_rules", "fact.rules");
        names.put("keyward_risk", "fact.signs");
        return names;
    }
}
