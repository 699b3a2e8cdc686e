package health.keyward.inactivity.core;

/** Why what is due does not happen. */
public enum Held {
    EXEMPT,
    ON_LEAVE,
    /** The warning has not been delivered. */
    UNDELIVERED,
    /** An account for when everything else is down is never touched (EA-5). */
    EMERGENCY,
    /** Holds a role that only a system administrator takes away. */
    PROTECTED,
    /** Belongs to a directory, which alone removes it. */
    FEDERATED,
    /** No system administrator who can get to work would be left (EA-11). */
    LAST_ADMIN
}
