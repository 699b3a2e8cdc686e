package health.keyward.contract.review;

/** What a denial comes to: only the other system can take it, it gives it again at the next sign-in, what Keycloak does counts, or Keycloak writes to it. */
public enum ReviewHolding {
    THERE,
    BOTH,
    HERE,
    WRITTEN
}
