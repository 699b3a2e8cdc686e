package health.keyward.review.core;

import org.jspecify.annotations.Nullable;

/**
 * What was seen when a right was taken away, and when it was read again (AR-14).
 *
 * @param detail in a few words, without names; up to 255 characters
 */
public record Seen(Effect effect, String detail) {
    private static final int LONGEST = 255;

    public Seen {
        detail = detail.length() <= LONGEST ? detail : detail.substring(0, LONGEST);
    }

    /** Takes a right away and ends what carried it; that it is gone is looked at later, in another transaction. */
    public static Seen taking(Rights rights, Item item) {
        return switch (rights.take(item)) {
            case Rights.Taken.Done done -> taken(item, done.detail() + " sessions=" + rights.end(item.person()));
            case Rights.Taken.Gone gone -> taken(item, gone.detail());
            case Rights.Taken.Elsewhere elsewhere -> new Seen(Effect.BY_HAND, "only the other system can take it away");
            case Rights.Taken.Refused refused -> new Seen(Effect.FAILED, refused.why());
        };
    }

    private static Seen taken(Item item, String detail) {
        Origin origin = item.origin();
        return origin != null && origin.holding() == Origin.Holding.BOTH
                ? new Seen(Effect.BY_HAND, detail + "; the other system gives it again at the next sign-in")
                : new Seen(Effect.APPLIED, detail);
    }

    /** As {@link #taking}, when an administrator wants it done: what is left to another system has failed then. */
    public static Seen takingByHand(Rights rights, Item item) {
        Seen seen = taking(rights, item);
        return seen.effect() == Effect.BY_HAND ? new Seen(Effect.FAILED, seen.detail()) : seen;
    }

    /** @param before what was seen when it was taken */
    public static Seen again(Rights rights, Item item, @Nullable String before) {
        return rights.still(item)
                .map(how -> new Seen(Effect.FAILED, "still held by " + how))
                .orElseGet(() -> new Seen(Effect.EFFECTIVE, before == null ? "" : before));
    }
}
