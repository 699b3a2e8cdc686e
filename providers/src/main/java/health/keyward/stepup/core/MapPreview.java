package health.keyward.stepup.core;

import health.keyward.history.SignInCounts.Group;
import health.keyward.kernel.RealmId;
import health.keyward.stepup.Ask;
import health.keyward.stepup.Level;
import health.keyward.stepup.Need;
import java.time.Duration;
import java.time.LocalDate;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a map would have meant for sign-ins that are past (SU-1): whom it would have asked for more than they had shown. Counts only, so that it needs
 * memory for people and apps but not for sign-ins. Roles and data classes are those of today; what the past does not say counts as asked for.
 */
public final class MapPreview {
    private final RealmId realm;
    private final StepUpMap map;
    private final List<Duration> ages;
    private final Map<String, Set<String>> rolesOf;
    private final UnaryOperator<@Nullable String> dataClassOf;

    private final Map<String, Tally> rules = new LinkedHashMap<>();
    private final Map<String, Tally> atRisk = new LinkedHashMap<>();
    private final Map<String, Integer> peopleAtRisk = new HashMap<>();
    private final Map<String, Tally> apps = new HashMap<>();
    private final Map<LocalDate, Tally> days = new TreeMap<>();
    private final Map<String, Person> people = new HashMap<>();
    private final Tally all = new Tally();
    private long levelUnknown;

    /**
     * @param rolesOf by user id, those roles of the person that the map names
     * @param dataClassOf the data class of an app; null when it has none
     */
    public MapPreview(
            RealmId realm,
            StepUpMap map,
            Map<String, Set<String>> rolesOf,
            UnaryOperator<@Nullable String> dataClassOf) {
        this.realm = realm;
        this.map = map;
        this.ages = map.ages();
        this.rolesOf = rolesOf;
        this.dataClassOf = dataClassOf;
        map.written().forEach(rule -> (rule.elevatedRisk() ? atRisk : rules).put(rule.name(), new Tally()));
    }

    /**
     * How often it came to that.
     *
     * @param signIns to which something in the map speaks
     * @param asked of these, how many would have been asked for more
     * @param people who would have been asked
     */
    public record Count(String of, long signIns, long asked, int people) {}

    /** @param last the day on which the person would last have been asked */
    public record Affected(String person, long asked, LocalDate last) {}

    /**
     * @param levelUnknown sign-ins whose record names no level; they count as a password alone
     * @param atRisk of rules that turn on the risk: what it would have come to if the risk had been elevated each time, for how it was is not known any
     *     more; in none of the other figures
     * @param unseen rules that depend on what the past does not say (scopes, actions), and so were not counted
     */
    public record Figures(
            Count all,
            List<Count> rules,
            List<Count> atRisk,
            List<Count> apps,
            List<Count> days,
            List<Affected> people,
            long levelUnknown,
            List<String> unseen) {}

    public void take(LocalDate day, Group group) {
        Ask ask = new Ask(
                realm,
                group.app(),
                dataClassOf.apply(group.app()),
                rolesOf.getOrDefault(group.person(), Set.of()),
                Set.of(),
                null,
                group.address());
        Level shown = level(group.acr());
        for (Need need : map.needsAtRisk(ask)) {
            tally(atRisk, need.because().getFirst())
                    .add(
                            group.signIns(),
                            asks(group, shown, need)
                                    ? peopleAtRisk.computeIfAbsent(group.person(), id -> peopleAtRisk.size())
                                    : -1);
        }
        List<Need> needs = map.needs(ask);
        if (needs.isEmpty()) {
            return;
        }
        int person = -1;
        for (Need need : needs) {
            boolean asks = asks(group, shown, need);
            person = asks ? person(day, group, person) : person;
            tally(rules, need.because().getFirst()).add(group.signIns(), asks ? person : -1);
        }
        if (group.acr() == null || levelOf(group.acr()) == null) {
            levelUnknown += group.signIns();
        }
        all.add(group.signIns(), person);
        tally(apps, group.app()).add(group.signIns(), person);
        days.computeIfAbsent(day, d -> new Tally()).add(group.signIns(), person);
    }

    private boolean asks(Group group, Level shown, Need need) {
        return !shown.includes(need.level()) || isOlder(group, need.maxAge());
    }

    private int person(LocalDate day, Group group, int found) {
        if (found >= 0) {
            return found;
        }
        Person person = people.computeIfAbsent(group.person(), id -> new Person(people.size(), day));
        person.asked += group.signIns();
        person.last = person.last.isBefore(day) ? day : person.last;
        return person.number;
    }

    private boolean isOlder(Group group, @Nullable Duration age) {
        return age != null && group.ages() > ages.indexOf(age);
    }

    private static Level level(@Nullable String acr) {
        Level level = acr == null ? null : levelOf(acr);
        return level == null ? Level.PASSWORD : level;
    }

    private static @Nullable Level levelOf(String acr) {
        return Level.ofAcr(acr).orElse(null);
    }

    private static Tally tally(Map<String, Tally> tallies, String name) {
        return tallies.computeIfAbsent(name, n -> new Tally());
    }

    /** @param mostPeople at most so many of those who would have been asked most often */
    public Figures figures(int mostPeople) {
        return new Figures(
                all.count(""),
                counts(rules).toList(),
                counts(atRisk).toList(),
                counts(apps)
                        .sorted(Comparator.comparingLong(Count::asked)
                                .reversed()
                                .thenComparing(Count::of))
                        .toList(),
                days.entrySet().stream()
                        .map(day -> day.getValue().count(day.getKey().toString()))
                        .toList(),
                people.entrySet().stream()
                        .map(one -> new Affected(one.getKey(), one.getValue().asked, one.getValue().last))
                        .sorted(Comparator.comparingLong(Affected::asked)
                                .reversed()
                                .thenComparing(Affected::person))
                        .limit(mostPeople)
                        .toList(),
                levelUnknown,
                map.written().stream()
                        .filter(rule ->
                                !rule.scopes().isEmpty() || !rule.actions().isEmpty())
                        .map(WrittenRule::name)
                        .toList());
    }

    private static Stream<Count> counts(Map<String, Tally> tallies) {
        return tallies.entrySet().stream().map(one -> one.getValue().count(one.getKey()));
    }

    private static final class Person {
        private final int number;
        private long asked;
        private LocalDate last;

        Person(int number, LocalDate last) {
            this.number = number;
            this.last = last;
        }
    }

    private static final class Tally {
        private long signIns;
        private long asked;
        private final BitSet people = new BitSet();

        /** @param person number of the one who would have been asked; -1 for nobody */
        void add(long more, int person) {
            signIns += more;
            if (person >= 0) {
                asked += more;
                people.set(person);
            }
        }

        Count count(String of) {
            return new Count(of, signIns, asked, people.cardinality());
        }
    }
}
