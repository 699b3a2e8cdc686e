package health.keyward.stepup.core;

import health.keyward.kernel.Network;
import health.keyward.stepup.Ask;
import health.keyward.stepup.Need;
import health.keyward.stepup.Risk;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which app, client scope, role, data class, action, place or risk needs which level and how fresh (SU-1). All rules that match are asked together, so that
 * their order means nothing and a further rule never asks for less. Made once, asked at every sign-in.
 */
public final class StepUpMap {
    public static final StepUpMap EMPTY = new StepUpMap(List.of());

    private final List<WrittenRule> written;
    private final List<Rule> rules;
    /** Rules that name apps, by each of them; the others lie in {@link #anywhere}. */
    private final Map<String, List<Rule>> byApp = new HashMap<>();

    private final List<Rule> anywhere = new ArrayList<>();
    private final boolean asksWhere;
    private final boolean asksRisk;

    private StepUpMap(List<WrittenRule> written) {
        this.written = List.copyOf(written);
        this.rules = written.stream().map(Rule::new).toList();
        this.asksWhere = rules.stream().anyMatch(Rule::asksWhere);
        this.asksRisk = rules.stream().anyMatch(Rule::asksRisk);
        for (Rule rule : rules) {
            if (rule.apps().isEmpty()) {
                anywhere.add(rule);
            }
            rule.apps()
                    .forEach(app ->
                            byApp.computeIfAbsent(app, a -> new ArrayList<>()).add(rule));
        }
    }

    /** @throws RuntimeException for rules that {@link MapCheck} finds fault with, whatever the realm knows */
    public static StepUpMap of(List<WrittenRule> written) {
        return written.isEmpty() ? EMPTY : new StepUpMap(written);
    }

    public List<WrittenRule> written() {
        return written;
    }

    List<Rule> rules() {
        return rules;
    }

    public boolean isEmpty() {
        return rules.isEmpty();
    }

    /** What is asked where nobody knows the risk: as if it were elevated. */
    public Need need(Ask ask) {
        return need(ask, () -> Risk.UNKNOWN);
    }

    /** @param risk asked at most once, and only when a rule turns on it that matches otherwise */
    public Need need(Ask ask, Supplier<Risk> risk) {
        Need need = Need.PASSWORD;
        for (Rule rule : speaking(ask, new Once(risk))) {
            need = need.and(rule.need());
        }
        return need;
    }

    /** What each rule that speaks here whatever the risk asks for, by itself. */
    List<Need> needs(Ask ask) {
        return speaking(ask, () -> Risk.NONE).stream().map(Rule::need).toList();
    }

    /** What each rule that would speak here if the risk were elevated, and only then, asks for. */
    List<Need> needsAtRisk(Ask ask) {
        return asksRisk
                ? speaking(ask, () -> Risk.UNKNOWN).stream()
                        .filter(Rule::asksRisk)
                        .map(Rule::need)
                        .toList()
                : List.of();
    }

    private static final class Once implements Supplier<Risk> {
        private final Supplier<Risk> asked;
        private @Nullable Risk answer;

        Once(Supplier<Risk> asked) {
            this.asked = asked;
        }

        @Override
        public Risk get() {
            Risk known = answer == null ? asked.get() : answer;
            answer = known;
            return known;
        }
    }

    private List<Rule> speaking(Ask ask, Supplier<Risk> risk) {
        if (rules.isEmpty()) {
            return List.of();
        }
        byte @Nullable [] address = asksWhere ? Network.address(ask.address()) : null;
        List<Rule> speaking = new ArrayList<>();
        add(speaking, anywhere, ask, address, risk);
        add(
                speaking,
                ask.client() == null ? List.of() : byApp.getOrDefault(ask.client(), List.of()),
                ask,
                address,
                risk);
        return speaking;
    }

    private static void add(
            List<Rule> speaking, List<Rule> some, Ask ask, byte @Nullable [] address, Supplier<Risk> risk) {
        for (Rule rule : some) {
            if (rule.matches(ask, address, risk)) {
                speaking.add(rule);
            }
        }
    }

    /** Whether any rule may say something about this app; when none does, nobody need look up the person's roles. */
    public boolean mayConcern(@Nullable String client, @Nullable String dataClass) {
        return anywhere.stream().anyMatch(rule -> rule.mayConcern(client, dataClass))
                || (client != null
                        && byApp.getOrDefault(client, List.of()).stream()
                                .anyMatch(rule -> rule.mayConcern(client, dataClass)));
    }

    /** The same without the rules that ask where a request comes from: for requests that an app's server makes, whose address is not the person's. */
    public StepUpMap whereverFrom() {
        return asksWhere
                ? of(written.stream()
                        .filter(rule -> rule.networks().isEmpty()
                                && rule.exceptNetworks().isEmpty())
                        .toList())
                : this;
    }

    /** Every role that a rule names. */
    public Set<String> roles() {
        return rules.stream().flatMap(rule -> rule.roles().stream()).collect(Collectors.toUnmodifiableSet());
    }

    /** Every app that a rule names; empty when some rule speaks of apps it does not name. */
    public Set<String> apps() {
        return anywhere.isEmpty() ? Set.copyOf(byApp.keySet()) : Set.of();
    }

    /** Every age that a rule names, the shortest first. */
    public List<Duration> ages() {
        Set<Duration> ages = new TreeSet<>();
        for (Rule rule : rules) {
            Duration age = rule.need().maxAge();
            if (age != null) {
                ages.add(age);
            }
        }
        return List.copyOf(ages);
    }

    public boolean asksWhere() {
        return asksWhere;
    }
}
