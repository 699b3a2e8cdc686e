package health.keyward.stepup.core;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a role lets people touch, as its attribute {@code keyward.sensitivity} says. Patient data first. */
public enum DataClass {
    PHI,
    LIMITED,
    SECURITY,
    INTERNAL,
    NONE;

    /** A role that says nothing, or something nobody knows, counts as touching patient data: it must not vanish from a report by an oversight. */
    public static DataClass of(@Nullable String said) {
        return isKnown(said) ? valueOf(String.valueOf(said).toUpperCase(Locale.ROOT)) : PHI;
    }

    public static boolean isKnown(@Nullable String said) {
        return said != null
                && Arrays.stream(values()).anyMatch(one -> one.word().equals(said));
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
