package health.keyward.history.core;

/** What failed attempts are grouped by. */
public enum TopBy {
    PERSON,
    ADDRESS,
    CAUSE,
    APP
}
