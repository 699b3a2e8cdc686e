package health.keyward.contract.inactivity;

/** Why it does not happen although it is due: nobody answers for the client, or the mail to the owner has not arrived. */
public enum InactivityServiceHeld {
    NO_OWNER,
    UNDELIVERED
}
