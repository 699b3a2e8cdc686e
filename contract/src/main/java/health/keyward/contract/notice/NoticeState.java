package health.keyward.contract.notice;

/** Where a notice stands. {@code SPREAD}: it was for a role, and everybody who held it then has a notice of their own. */
public enum NoticeState {
    WAITING,
    SPREAD,
    DELIVERED,
    FAILED
}
