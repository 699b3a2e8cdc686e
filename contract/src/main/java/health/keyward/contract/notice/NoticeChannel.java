package health.keyward.contract.notice;

/** A way out of the house. */
public enum NoticeChannel {
    MAIL,
    WEBHOOK,
    SYSLOG
}
