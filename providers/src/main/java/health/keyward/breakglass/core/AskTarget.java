package health.keyward.breakglass.core;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What emergency access is asked for, as a link names it: {@code patient,dataClass,app}, each of which may be left out.
 *
 * @param patient empty when the person has to type it
 */
public record AskTarget(Optional<PatientReference> patient, String dataClass, String app) {
    /** What most of a record is. */
    public static final String USUAL = "clinical";

    private static final int CLASS = 1;
    private static final int APP = 2;

    /**
     * @param parameter of {@code kc_action}; null when there is none
     * @param mayNameApp whether the link may speak for another app: only where the person starts from their own account
     */
    public static AskTarget of(@Nullable String parameter, String app, boolean mayNameApp) {
        List<String> parts = parameter == null ? List.of() : List.of(parameter.split(",", -1));
        String dataClass = part(parts, CLASS).filter(Reasons::word).orElse(USUAL);
        return new AskTarget(
                part(parts, 0).flatMap(PatientReference::of),
                dataClass,
                mayNameApp ? part(parts, APP).orElse(app) : app);
    }

    /** The same, asked for another app. */
    public AskTarget in(String other) {
        return new AskTarget(patient, dataClass, other);
    }

    private static Optional<String> part(List<String> parts, int at) {
        return parts.size() > at && !parts.get(at).isBlank()
                ? Optional.of(parts.get(at).strip())
                : Optional.empty();
    }
}
