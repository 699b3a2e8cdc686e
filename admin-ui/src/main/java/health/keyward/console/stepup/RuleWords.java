package health.keyward.console.stepup;

import health.keyward.console.base.Words;
import health.keyward.contract.stepup.StepUpRule;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A rule as a sentence: when it speaks, and what it asks for. */
final class RuleWords {
    private RuleWords() {}

    static String when(StepUpRule rule) {
        var parts = new ArrayList<String>();
        part(parts, "map.when.apps", rule.apps());
        part(
                parts,
                "map.when.classes",
                rule.dataClasses().stream().map(RuleWords::dataClass).toList());
        part(parts, "map.when.scopes", rule.scopes());
        part(parts, "map.when.roles", rule.roles());
        part(parts, "map.when.actions", rule.actions());
        part(parts, "map.when.networks", rule.networks());
        part(parts, "map.when.except", rule.exceptNetworks());
        if (rule.elevatedRisk()) {
            parts.add(Words.say("map.when.risk"));
        }
        return parts.isEmpty() ? Words.say("map.when.always") : capital(String.join("; ", parts));
    }

    private static String capital(String words) {
        return words.substring(0, 1).toUpperCase(Words.locale()) + words.substring(1);
    }

    private static void part(List<String> parts, String key, List<String> values) {
        if (!values.isEmpty()) {
            parts.add(Words.say(key, String.join(" " + Words.say("map.or") + " ", values)));
        }
    }

    static String level(String acr) {
        return switch (acr) {
            case "pwd" -> Words.say("map.level.pwd");
            case "mfa" -> Words.say("map.level.mfa");
            case "phr" -> Words.say("map.level.phr");
            case "phrh" -> Words.say("map.level.phrh");
            default -> acr;
        };
    }

    static String dataClass(String name) {
        return switch (name) {
            case "phi" -> Words.say("map.class.phi");
            case "limited" -> Words.say("map.class.limited");
            case "internal" -> Words.say("map.class.internal");
            case "none" -> Words.say("map.class.none");
            default -> name;
        };
    }

    static String age(@Nullable Long seconds) {
        if (seconds == null) {
            return Words.say("map.age.any");
        }
        if (seconds == 0) {
            return Words.say("map.age.each");
        }
        return seconds % 3600 == 0
                ? Words.say("map.age.hours", seconds / 3600)
                : seconds % 60 == 0
                        ? Words.say("map.age.minutes", seconds / 60)
                        : Words.say("map.age.seconds", seconds);
    }

    /** Everything that is asked for, in one line. */
    static String asks(StepUpRule rule) {
        var parts = new ArrayList<String>();
        parts.add(level(rule.level()));
        if (rule.maxAgeSeconds() != null) {
            parts.add(age(rule.maxAgeSeconds()));
        }
        if (rule.differentFactor()) {
            parts.add(Words.say("map.different"));
        }
        return String.join(", ", parts);
    }
}
