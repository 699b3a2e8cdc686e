package health.keyward.console.person;

/** What a timeline may be narrowed to: the API's kinds of activity, decisions, and changes. */
enum TimelineKind {
    SIGN_IN,
    SIGN_OUT,
    TOKEN,
    FACTOR,
    ACCOUNT,
    REFUSED,
    OTHER,
    DECISION,
    CHANGE
}
