package health.keyward.notice;

/** Tells somebody, sooner or later and at least once. The door of the room. */
public interface Notices {
    /**
     * Puts a notice into the outbox, in the caller's transaction. It goes to people by mail, and to the webhook and the syslog receiver where they are
     * set up. A notice with the same realm, dedupe key and audience is put there once.
     */
    void tell(Notice notice);
}
