package health.keyward.notice.core;

/** Where a notice stands. {@code SPREAD}: it was for a role, and everybody who holds it has a notice of their own now. */
public enum State {
    WAITING,
    SPREAD,
    DELIVERED,
    FAILED
}
