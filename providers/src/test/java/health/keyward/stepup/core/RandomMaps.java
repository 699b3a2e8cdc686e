package health.keyward.stepup.core;

import health.keyward.kernel.RealmId;
import health.keyward.stepup.Ask;
import health.keyward.stepup.Level;
import health.keyward.stepup.Need;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Maps and situations by chance, from few words, so that rules often meet. */
final class RandomMaps {
    private static final List<String> APPS = List.of("pharmacy", "ward-board", "intranet");
    private static final List<String> ROLES = List.of("nurse", "signer", "clerk");
    private static final List<String> SCOPES = List.of("sealed", "export");
    private static final List<String> CLASSES = List.of("phi", "internal", "none");
    private static final List<String> ACTIONS = List.of("admin:dispose", "app:sign");
    private static final List<String> NETWORKS = List.of("10.0.0.0/8", "10.20.0.0/16", "192.168.7.0/24", "fd00::/8");
    private static final List<String> ADDRESSES = List.of("10.1.1.1", "10.20.1.1", "192.168.7.9", "fd00::1", "8.8.8.8");

    private RandomMaps() {}

    static List<WrittenRule> rules(Random dice, int count) {
        List<WrittenRule> rules = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rules.add(new WrittenRule(
                    "rule " + Math.abs(dice.nextLong()),
                    some(dice, APPS),
                    some(dice, SCOPES),
                    some(dice, ROLES),
                    some(dice, CLASSES),
                    dice.nextInt(6) == 0 ? some(dice, ACTIONS) : List.of(),
                    some(dice, NETWORKS),
                    some(dice, NETWORKS),
                    dice.nextInt(4) == 0,
                    Level.values()[1 + dice.nextInt(3)].acr(),
                    dice.nextBoolean() ? null : dice.nextInt(4) * 300L,
                    dice.nextInt(4) == 0));
        }
        return rules;
    }

    static Ask ask(Random dice) {
        return new Ask(
                new RealmId("hospital"),
                dice.nextInt(8) == 0 ? null : one(dice, APPS),
                dice.nextInt(8) == 0 ? null : one(dice, CLASSES),
                set(dice, ROLES),
                set(dice, SCOPES),
                dice.nextBoolean() ? null : one(dice, ACTIONS),
                dice.nextInt(8) == 0 ? null : one(dice, ADDRESSES));
    }

    static boolean includes(Need more, Need less) {
        Duration age = less.maxAge();
        return more.level().includes(less.level())
                && (age == null || (more.maxAge() != null && more.maxAge().compareTo(age) <= 0))
                && (more.differentFactor() || !less.differentFactor());
    }

    private static List<String> some(Random dice, List<String> words) {
        return dice.nextInt(3) > 0 ? List.of() : List.copyOf(set(dice, words));
    }

    private static Set<String> set(Random dice, List<String> words) {
        Set<String> set = new HashSet<>();
        words.stream().filter(word -> dice.nextBoolean()).forEach(set::add);
        return set;
    }

    private static String one(Random dice, List<String> words) {
        return words.get(dice.nextInt(words.size()));
    }
}
