package health.keyward.abac.core.access;

import java.util.List;

/** Several questions in one request (AuthZEN 7). */
public record Batch(List<Item> items, Semantic semantic) {
    public Batch {
        items = List.copyOf(items);
    }

    /** One of them: a question, or what is wrong with it. */
    public sealed interface Item {
        record Asked(Inquiry inquiry) implements Item {}

        record Wrong(String message) implements Item {}
    }

    /** When to stop. */
    public enum Semantic {
        EXECUTE_ALL,
        DENY_ON_FIRST_DENY,
        PERMIT_ON_FIRST_PERMIT
    }
}
