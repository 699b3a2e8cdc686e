package health.keyward.abac.core;

import health.keyward.abac.Attribute;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was known, as the record of a decision keeps it beside what the engine was asked: the paths of one source and one moment together, their values read there. A
 * value that does not stand there, because the asker said it and was not believed, is kept with its path.
 */
public final class Noted {
    private static final String PATH = "path";
    private static final String PATHS = "paths";
    private static final String VALUE = "value";
    private static final String SOURCE = "source";
    private static final String AS_OF = "asOf";

    private Noted() {}

    private record From(String source, @Nullable Instant asOf) {}

    /** Objects {@code {source, asOf, paths}}, or {@code {source, asOf, path, value}}; {@code asOf} only where somebody can say. */
    public static List<Map<String, @Nullable Object>> of(
            List<Attribute> attributes, Map<String, @Nullable Object> input) {
        List<Map<String, @Nullable Object>> noted = new ArrayList<>();
        Map<From, List<String>> together = new LinkedHashMap<>();
        for (Attribute attribute : attributes) {
            From from = new From(attribute.source(), attribute.asOf());
            if (stands(attribute, at(input, attribute.path()))) {
                List<String> paths = together.get(from);
                if (paths == null) {
                    paths = new ArrayList<>();
                    together.put(from, paths);
                    Map<String, @Nullable Object> group = from(from);
                    group.put(PATHS, paths);
                    noted.add(group);
                }
                paths.add(attribute.path());
            } else {
                Map<String, @Nullable Object> alone = from(from);
                alone.put(PATH, attribute.path());
                alone.put(VALUE, attribute.value());
                noted.add(alone);
            }
        }
        return noted;
    }

    /** Objects {@code {path, value, source, asOf}}, one for each attribute, from what {@link #of} made or an older record has, which is the same without groups. */
    public static List<Map<String, @Nullable Object>> each(List<?> noted, Map<String, @Nullable Object> input) {
        List<Map<String, @Nullable Object>> each = new ArrayList<>();
        for (Object one : noted) {
            if (!(one instanceof Map<?, ?> of)) {
                throw new IllegalArgumentException("no attribute");
            }
            if (of.get(PATHS) instanceof List<?> paths) {
                for (Object path : paths) {
                    each.add(one(String.valueOf(path), at(input, String.valueOf(path)), of));
                }
            } else {
                each.add(one(String.valueOf(of.get(PATH)), of.get(VALUE), of));
            }
        }
        return each;
    }

    private static Map<String, @Nullable Object> one(String path, @Nullable Object value, Map<?, ?> from) {
        Map<String, @Nullable Object> one = new LinkedHashMap<>();
        one.put(PATH, path);
        one.put(VALUE, value);
        one.put(SOURCE, from.get(SOURCE));
        one.put(AS_OF, from.get(AS_OF));
        return one;
    }

    private static Map<String, @Nullable Object> from(From from) {
        Map<String, @Nullable Object> of = new LinkedHashMap<>();
        of.put(SOURCE, from.source());
        if (from.asOf() != null) {
            of.put(AS_OF, from.asOf().toString());
        }
        return of;
    }

    /** Most often it is the same object. */
    private static boolean stands(Attribute attribute, @Nullable Object there) {
        return attribute.value() == there || attribute.value().equals(there);
    }

    private static @Nullable Object at(Map<String, @Nullable Object> input, String path) {
        Object there = input;
        int begin = 0;
        while (begin <= path.length()) {
            int dot = path.indexOf('.', begin);
            int end = dot < 0 ? path.length() : dot;
            there = there instanceof Map<?, ?> map ? map.get(path.substring(begin, end)) : null;
            begin = end + 1;
        }
        return there;
    }
}
