package health.keyward.stepup.core;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A rule in the making; without conditions it always speaks. */
public record Written(WrittenRule rule) {
    public static Written asks(String name, String level) {
        return new Written(new WrittenRule(
                name, List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), false, level, null,
                false));
    }

    public Written apps(String... values) {
        return with("apps", List.of(values));
    }

    public Written scopes(String... values) {
        return with("scopes", List.of(values));
    }

    public Written roles(String... values) {
        return with("roles", List.of(values));
    }

    public Written dataClasses(String... values) {
        return with("dataClasses", List.of(values));
    }

    public Written actions(String... values) {
        return with("actions", List.of(values));
    }

    public Written networks(String... values) {
        return with("networks", List.of(values));
    }

    public Written exceptNetworks(String... values) {
        return with("exceptNetworks", List.of(values));
    }

    private Written with(String field, List<String> values) {
        WrittenRule r = rule;
        return new Written(new WrittenRule(
                r.name(),
                field.equals("apps") ? values : r.apps(),
                field.equals("scopes") ? values : r.scopes(),
                field.equals("roles") ? values : r.roles(),
                field.equals("dataClasses") ? values : r.dataClasses(),
                field.equals("actions") ? values : r.actions(),
                field.equals("networks") ? values : r.networks(),
                field.equals("exceptNetworks") ? values : r.exceptNetworks(),
                r.elevatedRisk(),
                r.level(),
                r.maxAgeSeconds(),
                r.differentFactor()));
    }

    public Written within(long seconds) {
        return demanding(seconds, rule.differentFactor());
    }

    public Written differently() {
        return demanding(rule.maxAgeSeconds(), true);
    }

    public Written atRisk() {
        WrittenRule r = rule;
        return new Written(new WrittenRule(
                r.name(),
                r.apps(),
                r.scopes(),
                r.roles(),
                r.dataClasses(),
                r.actions(),
                r.networks(),
                r.exceptNetworks(),
                true,
                r.level(),
                r.maxAgeSeconds(),
                r.differentFactor()));
    }

    private Written demanding(@Nullable Long seconds, boolean different) {
        WrittenRule r = rule;
        return new Written(new WrittenRule(
                r.name(),
                r.apps(),
                r.scopes(),
                r.roles(),
                r.dataClasses(),
                r.actions(),
                r.networks(),
                r.exceptNetworks(),
                r.elevatedRisk(),
                r.level(),
                seconds,
                different));
    }

    public static StepUpMap map(Written... rules) {
        return StepUpMap.of(rules(rules));
    }

    public static List<WrittenRule> rules(Written... rules) {
        return java.util.Arrays.stream(rules).map(Written::rule).toList();
    }
}
