package health.keyward.contract.inactivity;

/** What the policy does to a client next. */
public enum InactivityServiceAct {
    WARN,
    DISABLE,
    RETURN
}
