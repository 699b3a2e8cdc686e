package health.keyward.contract.inactivity;

/** What kind of account a policy speaks of. BREAK_GLASS: a person who may break the glass. */
public enum InactivityAccountType {
    HUMAN,
    SERVICE,
    EMERGENCY,
    BREAK_GLASS
}
