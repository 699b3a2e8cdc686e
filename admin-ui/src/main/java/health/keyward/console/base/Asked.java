package health.keyward.console.base;

import com.vaadin.flow.router.QueryParameters;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the address bar asks, read with suspicion: lengths and counts are capped, control characters and unknown words dropped. */
public record Asked(QueryParameters parameters) {
    private static final int LONGEST = 200;
    private static final int MOST = 20;

    public @Nullable String one(String name) {
        return many(name).stream().findFirst().orElse(null);
    }

    public List<String> many(String name) {
        return parameters.getParameters(name).stream()
                .map(String::strip)
                .filter(v -> !v.isEmpty() && v.length() <= LONGEST)
                .filter(v -> v.chars().noneMatch(Character::isISOControl))
                .distinct()
                .limit(MOST)
                .toList();
    }

    public <E extends Enum<E>> Set<E> words(String name, Class<E> type) {
        var found = EnumSet.noneOf(type);
        for (var text : many(name)) {
            for (var word : type.getEnumConstants()) {
                if (word.name().equals(text.toUpperCase(Locale.ROOT))) {
                    found.add(word);
                }
            }
        }
        return found;
    }

    /** Builds the other direction: a query whose empty parameters are left out. */
    public static final class Builder {
        private final Map<String, List<String>> all = new LinkedHashMap<>();

        public Builder put(String name, @Nullable String value) {
            if (value != null && !value.isBlank()) {
                all.put(name, List.of(value));
            }
            return this;
        }

        public Builder put(String name, Collection<String> values) {
            if (!values.isEmpty()) {
                all.put(name, List.copyOf(values));
            }
            return this;
        }

        public <E extends Enum<E>> Builder words(String name, Set<E> values) {
            return put(
                    name,
                    values.stream().map(v -> v.name().toLowerCase(Locale.ROOT)).toList());
        }

        public Builder time(TimeRange time, TimeRange standard) {
            if (time.equals(standard)) {
                return this;
            }
            return switch (time) {
                case TimeRange.Last last -> put("time", last.code());
                case TimeRange.Between between ->
                    put("from", between.from().toString())
                            .put(
                                    "to",
                                    between.to() == null ? null : between.to().toString());
            };
        }

        public QueryParameters build() {
            return new QueryParameters(all);
        }
    }
}
