package health.keyward.inactivity.core;

/** What kind of account it is; the first of these that fits, from the bottom up. */
public enum AccountType {
    HUMAN,
    /** May break the glass: holds the realm role {@code break-glass-eligible}. */
    BREAK_GLASS,
    /** Stands for an app. */
    SERVICE,
    /** For when everything else is down: holds the realm role {@code emergency-admin}. No step is ever taken against it. */
    EMERGENCY
}
