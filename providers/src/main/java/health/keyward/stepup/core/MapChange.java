package health.keyward.stepup.core;

import health.keyward.stepup.Need;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What differs between two maps, and whether anybody might be asked for less afterwards. */
public final class MapChange {
    private static final int LONGEST = 900;

    private final StepUpMap before;
    private final StepUpMap after;

    public MapChange(StepUpMap before, StepUpMap after) {
        this.before = before;
        this.after = after;
    }

    /**
     * One rule that differs, in words.
     *
     * @param before null for a rule that is new
     * @param after null for a rule that goes
     */
    public record Line(
            String rule, @Nullable String before, @Nullable String after) {}

    /**
     * Whether somebody might be asked for less somewhere. Looked at rule by rule: what an old rule asks for must be asked by new rules that each speak
     * wherever it spoke. So a map that asks the same in another shape may count as weaker, but a weaker one never as the same.
     */
    public boolean mayAskForLess() {
        return !weakened().isEmpty();
    }

    /** Names of the old rules whose demand nothing takes over in full. */
    public List<String> weakened() {
        List<String> weakened = new ArrayList<>();
        for (Rule old : before.rules()) {
            Need now = Need.PASSWORD;
            for (Rule rule : after.rules()) {
                now = rule.speaksWherever(old) ? now.and(rule.need()) : now;
            }
            if (!includes(now, old.need())) {
                weakened.add(old.need().because().getFirst());
            }
        }
        return weakened;
    }

    private static boolean includes(Need now, Need old) {
        Duration age = old.maxAge();
        Duration nowAge = now.maxAge();
        return now.level().includes(old.level())
                && (age == null || (nowAge != null && nowAge.compareTo(age) <= 0))
                && (now.differentFactor() || !old.differentFactor());
    }

    /** Rules that differ, the new map's first; the order of rules means nothing and is no difference. */
    public List<Line> lines() {
        Map<String, WrittenRule> old = byName(before);
        Map<String, WrittenRule> now = byName(after);
        Set<String> names = new LinkedHashSet<>(now.keySet());
        names.addAll(old.keySet());
        List<Line> lines = new ArrayList<>();
        for (String name : names) {
            String was = inWords(old.get(name));
            String is = inWords(now.get(name));
            if (was == null || !was.equals(is)) {
                lines.add(new Line(name, shortened(was), shortened(is)));
            }
        }
        return lines;
    }

    private static Map<String, WrittenRule> byName(StepUpMap map) {
        Map<String, WrittenRule> byName = new LinkedHashMap<>();
        map.written().forEach(rule -> byName.put(rule.name(), rule));
        return byName;
    }

    private static @Nullable String inWords(@Nullable WrittenRule rule) {
        if (rule == null) {
            return null;
        }
        List<String> conditions = new ArrayList<>();
        condition(conditions, "app ", rule.apps());
        condition(conditions, "data ", rule.dataClasses());
        condition(conditions, "scope ", rule.scopes());
        condition(conditions, "role ", rule.roles());
        condition(conditions, "action ", rule.actions());
        condition(conditions, "from ", rule.networks());
        condition(conditions, "not from ", rule.exceptNetworks());
        if (rule.elevatedRisk()) {
            conditions.add("when the risk is elevated");
        }
        Long age = rule.maxAgeSeconds();
        return (conditions.isEmpty() ? "always" : String.join("; ", conditions)) + ": " + rule.level()
                + (age == null ? "" : age == 0 ? ", each time" : ", at most " + age + " s old")
                + (rule.differentFactor() ? ", another factor" : "");
    }

    private static void condition(List<String> conditions, String word, List<String> values) {
        if (!values.isEmpty()) {
            conditions.add(word + String.join(" or ", values));
        }
    }

    /** What is bound is the hash of the whole map; the words are for people. */
    private static @Nullable String shortened(@Nullable String words) {
        return words == null || words.length() <= LONGEST ? words : words.substring(0, LONGEST) + " …";
    }
}
