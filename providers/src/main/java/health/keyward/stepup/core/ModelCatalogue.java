package health.keyward.stepup.core;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** All models of a realm: those of the metadata, those people have, and those somebody decided about. */
public final class ModelCatalogue {
    private static final Comparator<ModelEntry> ORDER = Comparator.comparing((ModelEntry entry) -> -entry.credentials())
            .thenComparing(entry -> entry.name().toLowerCase(Locale.ROOT))
            .thenComparing(ModelEntry::model);

    private final List<ModelEntry> entries;

    private ModelCatalogue(List<ModelEntry> entries) {
        this.entries = entries;
    }

    /** How many credentials of a model there are, and how many have proven it. */
    public record Count(long credentials, long proven) {
        public static final Count NONE = new Count(0, 0);
    }

    public static ModelCatalogue of(@Nullable Metadata metadata, List<ModelDecision> inForce, Map<UUID, Count> seen) {
        Map<UUID, KnownModel> known = metadata == null ? Map.of() : metadata.models();
        Map<UUID, ModelDecision> decided = new HashMap<>();
        inForce.forEach(decision -> decided.put(decision.model(), decision));
        Set<UUID> all = new TreeSet<>(known.keySet());
        all.addAll(decided.keySet());
        all.addAll(seen.keySet());
        return new ModelCatalogue(all.stream()
                .map(model -> {
                    Count count = seen.getOrDefault(model, Count.NONE);
                    return new ModelEntry(
                            model, known.get(model), decided.get(model), count.credentials(), count.proven());
                })
                .sorted(ORDER)
                .toList());
    }

    /** @param search part of a name or of an AAGUID; blank for all */
    public List<ModelEntry> find(Predicate<ModelEntry> which, String search) {
        String part = search.strip().toLowerCase(Locale.ROOT);
        return entries.stream()
                .filter(which)
                .filter(entry -> entry.name().toLowerCase(Locale.ROOT).contains(part)
                        || entry.model().toString().contains(part))
                .toList();
    }

    public List<ModelEntry> entries() {
        return entries;
    }

    public long credentialsBoundToHardware() {
        return entries.stream()
                .filter(ModelEntry::hardwareBound)
                .mapToLong(ModelEntry::proven)
                .sum();
    }

    public long credentialsRefused() {
        return entries.stream()
                .filter(ModelEntry::refused)
                .mapToLong(ModelEntry::credentials)
                .sum();
    }
}
