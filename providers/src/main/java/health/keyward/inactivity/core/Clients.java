package health.keyward.inactivity.core;

/** Switches clients of a realm, in the caller's transaction. A port. */
public interface Clients {
    /** @return what was seen afterwards; not done when the client is gone or is not as wanted */
    Accounts.Effect switched(String key, boolean enabled);
}
