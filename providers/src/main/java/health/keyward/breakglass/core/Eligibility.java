package health.keyward.breakglass.core;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The realm's reviewed list of who may break the glass (BG-1). Empty until two people agree on one: then nobody may.
 *
 * @param settleHours how long somebody must have held a role or been in a group before it counts here, 0 to 720
 * @param call whom everybody else calls, by language ({@code en}, {@code es}); may be empty
 */
public record Eligibility(List<EligibleEntry> entries, int settleHours, Map<String, String> call) {
    public static final Eligibility NOBODY = new Eligibility(List.of(), 24, Map.of());
    private static final int MOST_HOURS = 720;
    private static final int MOST = 200;
    private static final int LONGEST_CALL = 300;

    public Eligibility {
        entries = List.copyOf(entries);
        call = Map.copyOf(call);
    }

    /**
     * The row that lets somebody ask; a clinical one before another.
     *
     * @param held ids of the person and of what they hold long enough
     */
    public Optional<EligibleEntry> of(Set<String> held, String app, String dataClass) {
        return entries.stream()
                .filter(entry -> held.contains(entry.id()) && entry.covers(app, dataClass))
                .min(Comparator.comparing(entry -> !entry.clinical()));
    }

    /** Whether any row speaks of this person: who may sign for others. */
    public boolean names(Set<String> held) {
        return entries.stream().anyMatch(entry -> held.contains(entry.id()));
    }

    public String call(String language) {
        return call.getOrDefault(language, call.getOrDefault("en", ""));
    }

    /** What is wrong with the list, in words for who wrote it; empty when it can be published. */
    public List<String> faults() {
        List<String> faults = new ArrayList<>();
        if (entries.size() > MOST) {
            faults.add("A list has at most " + MOST + " rows.");
        }
        if (settleHours < 0 || settleHours > MOST_HOURS) {
            faults.add("A role counts after 0 to " + MOST_HOURS + " hours.");
        }
        Set<String> seen = new HashSet<>();
        for (EligibleEntry entry : entries) {
            if (!seen.add(entry.id() + entry.apps() + entry.dataClasses())) {
                faults.add(entry.name() + " stands twice.");
            }
            if (!entry.dataClasses().stream().allMatch(Reasons::word)) {
                faults.add(entry.name() + ": a data class is a word in lower case.");
            }
        }
        call.forEach((language, text) -> {
            if (!Set.of("en", "es").contains(language)
                    || text.length() > LONGEST_CALL
                    || text.chars().anyMatch(Character::isISOControl)) {
                faults.add("Whom to call is said in en and es, in at most " + LONGEST_CALL + " characters.");
            }
        });
        return faults;
    }
}
