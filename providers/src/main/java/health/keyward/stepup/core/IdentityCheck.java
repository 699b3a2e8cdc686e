package health.keyward.stepup.core;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How two staff made sure who stands before them (SU-7). What is not on the list cannot be said, and the number of a document has no place here: the record
 * proves that somebody looked, not what the document says.
 */
public record IdentityCheck(How how, Document document) {
    /** Of the list below. It is bound into every proposal; who changes the list counts up. */
    public static final int VERSION = 1;

    /** How the person was met. */
    public enum How {
        IN_PERSON,
        /** By somebody who leads the person's unit, face to face. */
        VOUCHED_BY_MANAGER,
        VIDEO_CALL
    }

    /** What was shown. The kind, never the number. */
    public enum Document {
        STAFF_BADGE_WITH_PHOTO,
        GOVERNMENT_PHOTO_ID,
        PROFESSIONAL_LICENCE,
        NONE
    }

    /** Empty when the words are not on the list, or when nothing was shown although nobody vouches. */
    public static Optional<IdentityCheck> of(String how, String document) {
        return named(How.values(), how)
                .flatMap(h -> named(Document.values(), document).map(d -> new IdentityCheck(h, d)))
                .filter(check -> check.document() != Document.NONE || check.how() == How.VOUCHED_BY_MANAGER);
    }

    /** For the record. */
    public String words() {
        return words(how) + ", " + (document == Document.NONE ? "no document" : words(document));
    }

    public static List<String> ways() {
        return Arrays.stream(How.values()).map(Enum::name).toList();
    }

    public static List<String> documents() {
        return Arrays.stream(Document.values()).map(Enum::name).toList();
    }

    private static String words(Enum<?> one) {
        return one.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static <E extends Enum<E>> Optional<E> named(E[] all, String name) {
        return Arrays.stream(all).filter(one -> one.name().equals(name)).findFirst();
    }
}
