package health.keyward.notice.core;

/** A way out of the house. */
public enum Channel {
    MAIL,
    WEBHOOK,
    SYSLOG
}
