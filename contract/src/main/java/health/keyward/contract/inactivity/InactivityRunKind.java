package health.keyward.contract.inactivity;

/** A dry run changes nothing. */
public enum InactivityRunKind {
    REAL,
    DRY
}
