package health.keyward.abac.core;

/**
 * A verified policy, ready to be asked.
 *
 * @param revision as its manifest says
 */
public record Policy(String revision, Engine engine) {
    public static final String DECISION = "keyward/authz/decision";
    public static final String MASK = "system/log/mask";
}
