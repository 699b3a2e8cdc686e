package health.keyward.abac.core.access;

import health.keyward.abac.Act;
import health.keyward.abac.Party;
import java.util.Map;

/**
 * What is looked for (AuthZEN 8), and the page of it.
 *
 * @param like the question with a blank where the candidates go; the blank's id or name is empty
 */
public record Search(Kind kind, Inquiry like, Page page) {
    /** Which part of the question is looked for. */
    public enum Kind {
        SUBJECT,
        RESOURCE,
        ACTION
    }

    /**
     * @param token of the page before; empty for the first
     * @param limit most results wanted; negative when the asker did not say
     */
    public record Page(String token, int limit) {
        public static final Page FIRST = new Page("", -1);
    }

    Inquiry asking(Party candidate) {
        return switch (kind) {
            case SUBJECT -> like.withSubject(candidate);
            case RESOURCE -> like.withResource(candidate);
            case ACTION -> like.withAction(new Act(candidate.id(), Map.of()));
        };
    }
}
