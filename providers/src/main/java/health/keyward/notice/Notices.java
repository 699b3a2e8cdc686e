package health.keyward.notice;

/** Tells somebody, sooner or later and at least once. The door of the room. */
public interface Notices {
    /**
     * The view that says whether mails were delivered, for stores of rooms that wait for many: {@code realm_id}, {@code dedupe}, {@code audience} as
     * {@link Audience#text} says it, {@code state} ({@code WAITING}, {@code SPREAD}, {@code DELIVERED} or {@code FAILED}) and {@code delivered_at}.
     */
    String DELIVERY_VIEW = "kw_notice_delivery";

    /**
     * Puts a notice into the outbox, in the caller's transaction. It goes to people by mail, and to the webhook and the syslog receiver where they are
     * set up. A notice with the same realm, dedupe key and audience is put there once.
     */
    void tell(Notice notice);
}
