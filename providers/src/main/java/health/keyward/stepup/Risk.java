package health.keyward.stepup;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Whether something about a request speaks against its being the person's.
 *
 * @param because what does, in words for the record, for example {@code failed-attempts}; empty when nothing does
 */
public record Risk(List<String> because) {
    public static final Risk NONE = new Risk(List.of());
    /** Nobody could say: counts as elevated, because it might be. */
    public static final Risk UNKNOWN = new Risk(List.of("unknown"));

    public Risk {
        because = List.copyOf(because);
    }

    public boolean elevated() {
        return !because.isEmpty();
    }

    /** What both say. */
    public Risk and(Risk other) {
        Set<String> words = new LinkedHashSet<>(because);
        words.addAll(other.because);
        return new Risk(List.copyOf(words));
    }
}
