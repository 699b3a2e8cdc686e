package health.keyward.history.rest;

import java.util.ArrayList;
import java.util.List;

/** Which query parameters an operation takes. Any other is refused, so that a misspelt filter never silently widens a question. */
public enum Parameters {
    NONE(List.of()),
    OVERVIEW(List.of("from", "to")),
    SIGN_INS(filter("cursor", "limit")),
    SIGN_INS_NEWER(filter("than")),
    SIGN_INS_HISTOGRAM(filter("buckets")),
    SIGN_INS_SUMMARY(filter()),
    SIGN_INS_EXPORT(filter("format", "people")),
    FAILURES_TOP(filter("by", "limit")),
    PEOPLE(List.of("search", "limit")),
    TIMELINE(List.of("kind", "from", "to", "cursor", "limit")),
    END_SESSION(List.of("reason")),
    CHANGES(changeFilter("cursor", "limit")),
    CHANGES_EXPORT(changeFilter("format", "people"));

    private final List<String> names;

    Parameters(List<String> names) {
        this.names = names;
    }

    public List<String> names() {
        return names;
    }

    private static List<String> filter(String... more) {
        return join(
                List.of(
                        "from",
                        "to",
                        "person",
                        "app",
                        "outcome",
                        "cause",
                        "kind",
                        "method",
                        "address",
                        "session",
                        "correlation",
                        "device"),
                more);
    }

    private static List<String> changeFilter(String... more) {
        return join(List.of("from", "to", "actor", "target", "area", "operation", "source"), more);
    }

    private static List<String> join(List<String> first, String... more) {
        List<String> all = new ArrayList<>(first);
        all.addAll(List.of(more));
        return List.copyOf(all);
    }
}
