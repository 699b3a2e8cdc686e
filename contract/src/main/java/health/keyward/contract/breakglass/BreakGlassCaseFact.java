package health.keyward.contract.breakglass;

/**
 * What is known of one thing.
 *
 * @param fact for example {@code ON_SHIFT}
 * @param flag whether it speaks against the access; otherwise for it
 * @param known {@code YES}, {@code NO} or {@code UNKNOWN}
 */
public record BreakGlassCaseFact(String fact, boolean flag, String known) {}
