package health.keyward.contract.review;

/** What is reviewed: a role or client role somebody was given, a group that gives roles, a role that comes by a group or another role, a right to administer. */
public enum ReviewItemKind {
    ROLE,
    CLIENT_ROLE,
    GROUP,
    INHERITED,
    ADMIN_RIGHT
}
