package health.keyward.keycloak;

import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.keycloak.util.JsonSerialization;

/** Levels of assurance a user session has reached and when, as Keycloak notes them on the session ({@code loa-map}). */
public final class Levels {
    private final TreeMap<Integer, Integer> reached;

    private Levels(TreeMap<Integer, Integer> reached) {
        this.reached = reached;
    }

    /** An unreadable or missing note means that no level was reached. */
    public static Levels of(@Nullable String note) {
        if (note == null) {
            return new Levels(new TreeMap<>());
        }
        try {
            return new Levels(
                    new TreeMap<>(JsonSerialization.readValue(note, new TypeReference<Map<Integer, Integer>>() {})));
        } catch (IOException e) {
            return new Levels(new TreeMap<>());
        }
    }

    /** When this level or a higher one was last reached. */
    public Optional<Instant> reachedAt(int level) {
        return reached.tailMap(level).values().stream().max(Integer::compare).map(Instant::ofEpochSecond);
    }

    public Optional<Integer> highest() {
        return reached.isEmpty() ? Optional.empty() : Optional.of(reached.lastKey());
    }
}
