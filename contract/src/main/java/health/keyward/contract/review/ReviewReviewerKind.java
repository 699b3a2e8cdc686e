package health.keyward.contract.review;

/** Who is asked: the person's manager, the owner of the app or of the role, somebody by name, or whom attributes name. */
public enum ReviewReviewerKind {
    MANAGER,
    APP_OWNER,
    ROLE_OWNER,
    NAMED,
    EXPRESSION
}
