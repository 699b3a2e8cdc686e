package health.keyward.review.core;

/**
 * Which other system a right comes from, where Keycloak shows or repeats what that system says (AR-2).
 *
 * @param system id of the directory, or alias of the identity provider
 * @param name as administrators know the system
 * @param external what stands there for the right: the name of a group, or a claim and its value
 */
public record Origin(Kind kind, String system, String name, String external, Holding holding) {
    public enum Kind {
        DIRECTORY,
        IDENTITY_PROVIDER
    }

    /** What taking it away in Keycloak comes to. */
    public enum Holding {
        /** Nothing: only the other system can. */
        THERE,
        /** Little: the other system gives it again at the next sign-in. */
        BOTH,
        /** All: the other system was asked once only, and what it said then is Keycloak's own. */
        HERE,
        /** All: the other system holds it, and Keycloak writes to it. */
        WRITTEN
    }

    private static final int LONGEST = 255;

    public Origin {
        name = name.length() <= LONGEST ? name : name.substring(0, LONGEST);
        external = external.length() <= LONGEST ? external : external.substring(0, LONGEST);
    }

    /** Whether somebody has to take it away in the other system. */
    public boolean needsTask() {
        return holding == Holding.THERE || holding == Holding.BOTH;
    }
}
