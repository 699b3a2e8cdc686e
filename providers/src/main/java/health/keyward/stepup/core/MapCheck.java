package health.keyward.stepup.core;

import health.keyward.kernel.Network;
import health.keyward.stepup.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Says what is wrong with a map, rule by rule, so that nobody has to guess. */
public final class MapCheck {
    public static final int MOST_RULES = 100;
    public static final int MOST_VALUES = 50;
    public static final int LONGEST_NAME = 80;
    /** No session of the house lives longer. */
    public static final Duration OLDEST = Duration.ofHours(12);

    private static final int LONGEST_VALUE = 255;
    private static final int SHORTEST_NAME = 3;
    /** Conditions that name things of the realm. */
    private static final Set<String> NAMING = Set.of("apps", "scopes", "roles");

    private static final String ACTION = "[a-z][a-z0-9:._-]{1,79}";

    private final Known known;
    private final List<Fault> faults = new ArrayList<>();

    private MapCheck(Known known) {
        this.known = known;
    }

    /** What the realm has by that name right now. */
    public interface Known {
        boolean app(String clientId);

        boolean scope(String name);

        boolean role(String name);
    }

    /**
     * One thing that is wrong.
     *
     * @param rule its name; empty when it concerns the whole map
     * @param field which part of the rule, by the name it has in the API; empty when it concerns all of it
     */
    public record Fault(String rule, String field, String what) {}

    /** Empty for a map that can be published. */
    public static List<Fault> faults(List<WrittenRule> rules, Known known) {
        MapCheck check = new MapCheck(known);
        if (rules.size() > MOST_RULES) {
            check.faults.add(new Fault("", "rules", "A map has at most " + MOST_RULES + " rules."));
            return check.faults;
        }
        Set<String> names = new HashSet<>();
        for (WrittenRule rule : rules) {
            check.name(rule);
            if (!names.add(rule.name().toLowerCase(Locale.ROOT))) {
                check.fault(rule, "name", "Another rule has this name.");
            }
            check.conditions(rule);
            check.demand(rule);
        }
        return List.copyOf(check.faults);
    }

    /** The same for a map that follows another: a rule that stays as it is may go on naming what is gone since, or nothing else could be changed. */
    public static List<Fault> faults(List<WrittenRule> rules, StepUpMap inForce, Known known) {
        Set<String> staying = rules.stream()
                .filter(inForce.written()::contains)
                .map(WrittenRule::name)
                .collect(Collectors.toSet());
        return faults(rules, known).stream()
                .filter(fault -> !NAMING.contains(fault.field()) || !staying.contains(fault.rule()))
                .toList();
    }

    private void name(WrittenRule rule) {
        if (rule.name().length() < SHORTEST_NAME || !plain(rule.name(), LONGEST_NAME)) {
            fault(
                    rule,
                    "name",
                    "A name has " + SHORTEST_NAME + " to " + LONGEST_NAME + " characters and no control characters.");
        }
    }

    private void conditions(WrittenRule rule) {
        values(rule, "apps", rule.apps(), known::app, "There is no app ");
        values(rule, "scopes", rule.scopes(), known::scope, "There is no client scope ");
        values(rule, "roles", rule.roles(), known::role, "There is no realm role ");
        values(
                rule,
                "dataClasses",
                rule.dataClasses(),
                Rule.DATA_CLASSES::contains,
                "A data class is phi, limited, internal or none, not ");
        values(
                rule,
                "actions",
                rule.actions(),
                action -> action.matches(ACTION),
                "An action is a word in lower case such as admin:dispose, not ");
        Predicate<String> network = text -> Network.parse(text).isPresent();
        String what = "A network is written like 10.20.0.0/16 or 2001:db8::/32, without bits beyond its length, not ";
        values(rule, "networks", rule.networks(), network, what);
        values(rule, "exceptNetworks", rule.exceptNetworks(), network, what);
    }

    private void values(WrittenRule rule, String field, List<String> values, Predicate<String> good, String what) {
        if (values.size() > MOST_VALUES) {
            fault(rule, field, "A condition has at most " + MOST_VALUES + " values.");
            return;
        }
        for (String value : values) {
            if (value.isEmpty() || !plain(value, LONGEST_VALUE)) {
                fault(rule, field, "A value has 1 to " + LONGEST_VALUE + " characters and no control characters.");
            } else if (!good.test(value)) {
                fault(rule, field, what + value + ".");
            }
        }
    }

    private void demand(WrittenRule rule) {
        Level level = Level.ofAcr(rule.level()).orElse(null);
        if (level == null) {
            fault(rule, "level", "A level is pwd, mfa, phr or phrh.");
        } else if (level == Level.PASSWORD && rule.maxAgeSeconds() == null && !rule.differentFactor()) {
            fault(rule, "level", "This rule asks for nothing that is not asked anyway.");
        } else if (level == Level.PASSWORD && rule.differentFactor()) {
            fault(rule, "differentFactor", "A password alone is no different factor; ask for mfa or more.");
        }
        Long age = rule.maxAgeSeconds();
        if (age != null && (age < 0 || age > OLDEST.toSeconds())) {
            fault(
                    rule,
                    "maxAgeSeconds",
                    "An age is a number of seconds from 0 (each time) to " + OLDEST.toSeconds() + " (12 hours).");
        }
    }

    private static boolean plain(String text, int longest) {
        return text.length() <= longest && text.chars().noneMatch(Character::isISOControl);
    }

    private void fault(WrittenRule rule, String field, String what) {
        faults.add(new Fault(rule.name(), field, what));
    }
}
