package health.keyward.console.api;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The parameters of one call, in order; what is absent is left out. */
public record Query(List<Parameter> parameters) {
    public record Parameter(String name, String value) {}

    public Query {
        parameters = List.copyOf(parameters);
    }

    public static Query none() {
        return new Query(List.of());
    }

    public Query with(String name, @Nullable String value) {
        if (value == null || value.isEmpty()) {
            return this;
        }
        var more = new ArrayList<>(parameters);
        more.add(new Parameter(name, value));
        return new Query(more);
    }

    public Query with(String name, @Nullable Instant value) {
        return value == null ? this : with(name, value.toString());
    }

    public Query with(String name, int value) {
        return with(name, Integer.toString(value));
    }

    public Query with(String name, Collection<?> values) {
        var more = new ArrayList<>(parameters);
        values.forEach(v -> more.add(new Parameter(name, v.toString())));
        return new Query(more);
    }

    /** With its question mark, or empty. */
    @Override
    public String toString() {
        return parameters.isEmpty()
                ? ""
                : parameters.stream()
                        .map(p -> p.name() + "=" + URLEncoder.encode(p.value(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&", "?", ""));
    }
}
