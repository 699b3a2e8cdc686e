package health.keyward.inactivity.core;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the accounts of a realm are held to: the most specific policy decides, of two alike the one that disables first, then the first by name.
 *
 * @param baseline accounts made before it and not seen since count from it (IN-2)
 */
public record Policies(Instant baseline, List<Policy> all) {
    private static final Comparator<Policy> MOST_SPECIFIC = Comparator.comparingInt(Policy::specificity)
            .reversed()
            .thenComparingInt(policy -> policy.used().disable())
            .thenComparing(Policy::name);
    private static final int MOST = 50;

    public Policies {
        all = all.stream().sorted(MOST_SPECIFIC).toList();
    }

    /** What a realm may start from: whoever may break the glass, and everybody else (IN-4). */
    public static Policies usual(Instant baseline) {
        return new Policies(
                baseline,
                List.of(
                        policy("privileged", AccountType.BREAK_GLASS, Limits.PRIVILEGED),
                        policy("people", AccountType.HUMAN, Limits.USUAL)));
    }

    private static Policy policy(String name, AccountType type, Limits limits) {
        return new Policy(
                name, type, null, null, null, null, limits, Limits.NEVER_USED, 30, 365, false, true, false, true);
    }

    public Optional<Policy> of(Account account) {
        return all.stream().filter(policy -> policy.concerns(account)).findFirst();
    }

    /** Two policies between which only the tie-break decides. */
    public record Conflict(String policy, String other) {}

    public List<Conflict> conflicts() {
        List<Conflict> found = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            for (int k = i + 1; k < all.size(); k++) {
                if (all.get(i).specificity() == all.get(k).specificity()
                        && all.get(i).mayMeet(all.get(k))) {
                    found.add(new Conflict(all.get(i).name(), all.get(k).name()));
                }
            }
        }
        return found;
    }

    /** What is wrong with them, in a sentence; empty when nothing is. */
    public Optional<String> fault(Instant now) {
        if (all.isEmpty() || all.size() > MOST) {
            return Optional.of("There are 1 to " + MOST + " policies.");
        }
        if (baseline.isAfter(now)) {
            return Optional.of("The baseline lies in the past.");
        }
        Set<String> names = new HashSet<>();
        return all.stream().flatMap(policy -> fault(policy, names).stream()).findFirst();
    }

    private static Optional<String> fault(Policy policy, Set<String> names) {
        if (!policy.name().matches("[a-z0-9][a-z0-9-]{0,63}")) {
            return Optional.of("A name has 1 to 64 small letters, digits and hyphens.");
        }
        if (!names.add(policy.name())) {
            return Optional.of("There are two policies named " + policy.name() + ".");
        }
        if (!policy.used().sound() || !policy.neverUsed().sound()) {
            return Optional.of(
                    policy.name() + ": the days of a chain grow from step to step, up to " + Limits.LONGEST + ".");
        }
        if (policy.archiveAfter() < 0
                || policy.archiveAfter() > Limits.LONGEST
                || policy.deleteAfter() < 0
                || policy.deleteAfter() > Limits.LONGEST) {
            return Optional.of(policy.name() + ": archiving and deleting come after 0 to " + Limits.LONGEST + " days.");
        }
        if (policy.accountType() == AccountType.EMERGENCY) {
            return Optional.of(policy.name() + ": accounts for emergencies are never disabled by a policy.");
        }
        return Stream.of(policy.role(), policy.group(), policy.employmentType(), policy.federation())
                        .anyMatch(Policies::unsound)
                ? Optional.of(policy.name() + ": what is named has 1 to 255 characters.")
                : Optional.empty();
    }

    private static boolean unsound(@Nullable String named) {
        return named != null
                && (named.isBlank() || named.length() > 255 || named.chars().anyMatch(Character::isISOControl));
    }
}
