package health.keyward.review.core;

import health.keyward.kernel.UserId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Gives each bundle of items its reviewer: the first of the rules who may, and who has not too much already (AR-3, AR-4, AR-19). */
public final class Assignment {
    public static final int MOST_ITEMS = 100;
    public static final int MOST_HIGH = 40;
    /** Managers that are asked, the nearest first. */
    private static final int LEVELS = 2;

    private final OrgChart chart;
    private final Independence independence;
    private final Map<Expression, Map<UserId, List<UserId>>> expressed;
    private final Map<UserId, Load> loads = new HashMap<>();

    /** @param expressed whom each expression names, by the person who is reviewed */
    public Assignment(OrgChart chart, Independence independence, Map<Expression, Map<UserId, List<UserId>>> expressed) {
        this.chart = chart;
        this.independence = independence;
        this.expressed = Map.copyOf(expressed);
    }

    /**
     * Items of one person that ask for the same reviewers.
     *
     * @param appOwner null where the app has none, or it is no client role
     */
    public record Bundle(
            UserId subject,
            @Nullable UserId appOwner,
            @Nullable UserId roleOwner,
            int items,
            int high) {}

    /** What a reviewer has. */
    public record Load(int items, int high) {
        Load and(Bundle bundle) {
            return new Load(items + bundle.items(), high + bundle.high());
        }

        public boolean isTooMuch() {
            return items > MOST_ITEMS || high > MOST_HIGH;
        }
    }

    /** @param fallback whether only the last rule found somebody */
    public record Choice(UserId reviewer, boolean fallback) {}

    /** Empty for an orphan: nobody whom the rules name may review it. */
    public Optional<Choice> assign(Bundle bundle, List<ReviewerRule> rules) {
        List<Choice> may = new ArrayList<>();
        for (int i = 0; i < rules.size(); i++) {
            boolean fallback = i == rules.size() - 1 && i > 0;
            for (UserId named : named(bundle, rules.get(i))) {
                standIn(named)
                        .filter(one ->
                                independence.hinders(bundle.subject(), one).isEmpty())
                        .map(one -> new Choice(one, fallback))
                        .ifPresent(may::add);
            }
        }
        Optional<Choice> choice = may.stream()
                .filter(one -> !load(one.reviewer()).and(bundle).isTooMuch())
                .findFirst()
                .or(() -> may.stream()
                        .min(Comparator.comparingInt(one -> load(one.reviewer()).items())));
        choice.ifPresent(one -> take(one.reviewer(), bundle));
        return choice;
    }

    /** What a reviewer has from before. */
    public Assignment with(UserId reviewer, Load load) {
        loads.put(reviewer, load);
        return this;
    }

    /** Whether somebody may go on with what they were asked already. */
    public boolean mayReview(UserId subject, UserId reviewer) {
        return independence.hinders(subject, reviewer).isEmpty();
    }

    /** Somebody else than the reviewer, because the reviewer does not answer: the one above them, else the fallback. Empty where nobody may or has room (AR-12). */
    public Optional<UserId> instead(Bundle bundle, UserId reviewer, UserId fallback) {
        Optional<UserId> found = Stream.concat(chart.above(reviewer).stream().limit(LEVELS), Stream.of(fallback))
                .flatMap(one -> standIn(one).stream())
                .filter(one -> !chart.sameHuman(one, reviewer))
                .filter(one -> mayReview(bundle.subject(), one))
                .filter(one -> !load(one).and(bundle).isTooMuch())
                .findFirst();
        found.ifPresent(one -> take(one, bundle));
        return found;
    }

    private void take(UserId reviewer, Bundle bundle) {
        loads.put(reviewer, load(reviewer).and(bundle));
        independence.with(reviewer, bundle.subject());
    }

    private Load load(UserId reviewer) {
        return loads.getOrDefault(reviewer, new Load(0, 0));
    }

    public Map<UserId, Load> loads() {
        return Collections.unmodifiableMap(loads);
    }

    /** A manager with too much shares with their own. */
    private List<UserId> named(Bundle bundle, ReviewerRule rule) {
        return switch (rule.kind()) {
            case MANAGER -> chart.above(bundle.subject()).stream().limit(LEVELS).toList();
            case APP_OWNER -> bundle.appOwner() == null ? List.of() : List.of(bundle.appOwner());
            case ROLE_OWNER -> bundle.roleOwner() == null ? List.of() : List.of(bundle.roleOwner());
            case NAMED -> rule.person() == null ? List.of() : List.of(rule.person());
            case EXPRESSION ->
                rule.expression() == null
                        ? List.of()
                        : expressed.getOrDefault(rule.expression(), Map.of()).getOrDefault(bundle.subject(), List.of());
        };
    }

    /** Who is away is stood in for; nobody stands in for who stands in. */
    private Optional<UserId> standIn(UserId person) {
        UserId delegate = chart.delegates().get(person);
        return delegate == null
                ? Optional.of(person)
                : Optional.of(delegate).filter(one -> !chart.delegates().containsKey(one));
    }
}
