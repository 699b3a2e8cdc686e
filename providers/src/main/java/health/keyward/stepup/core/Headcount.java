package health.keyward.stepup.core;

/**
 * People by the best factor they hold.
 *
 * @param excepted of those without a phishing-resistant factor
 * @param elsewhere of those without any, how many come from a directory or another identity provider
 */
public record Headcount(
        long people, long phishingResistant, long secondFactor, long none, long excepted, long elsewhere) {
    public static final Headcount NOBODY = new Headcount(0, 0, 0, 0, 0, 0);

    public Headcount {
        if (phishingResistant + secondFactor + none != people) {
            throw new IllegalArgumentException("everybody holds something or nothing, and counts once");
        }
    }
}
