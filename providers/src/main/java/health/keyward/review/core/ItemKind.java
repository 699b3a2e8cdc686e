package health.keyward.review.core;

/** What is reviewed (AR-2). */
public enum ItemKind {
    ROLE,
    CLIENT_ROLE,
    GROUP,
    INHERITED,
    ADMIN_RIGHT
}
