package health.keyward.abac.core;

import health.keyward.abac.Attribute;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was known and which rules took part, as the record of a decision keeps it beside what the engine was asked. Paths of one source and one moment stand together, their
 * values are read in the question; a value that does not stand there, because the asker said it and was not believed, is kept with its path. Rules stand together by their
 * package. Records made before had an object for each, and are read as well.
 */
public final class Noted {
    private static final String PATH = "path";
    private static final String PATHS = "paths";
    private static final String VALUE = "value";
    private static final String SOURCE = "source";
    private static final String AS_OF = "asOf";
    private static final String FILE = "file";
    private static final String PACKAGE = "package";
    private static final String RULES = "rules";
    private static final String RULE = "rule";
    private static final String ROW = "row";

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

    /** Objects {@code {path, value, source, asOf}}, one for each attribute, from what {@link #of} made. */
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

    private record Place(String file, String of) {}

    /** Objects {@code {file, package, rules}}, of which the last has the rows of each rule by its name. */
    public static List<Map<String, Object>> rules(List<Engine.Matched> matched) {
        Map<Place, Map<String, List<Integer>>> together = new LinkedHashMap<>();
        for (Engine.Matched one : matched) {
            int dot = one.rule().lastIndexOf('.');
            together.computeIfAbsent(
                            new Place(one.file(), one.rule().substring(0, Math.max(0, dot))),
                            place -> new LinkedHashMap<>())
                    .computeIfAbsent(one.rule().substring(dot + 1), rule -> new ArrayList<>())
                    .add(one.row());
        }
        List<Map<String, Object>> noted = new ArrayList<>(together.size());
        together.forEach((place, rules) -> {
            Map<String, Object> group = new LinkedHashMap<>();
            group.put(FILE, place.file());
            group.put(PACKAGE, place.of());
            group.put(RULES, rules);
            noted.add(group);
        });
        return noted;
    }

    /** Each rule, from what {@link #rules} made. */
    public static List<Engine.Matched> eachRule(List<?> noted) {
        List<Engine.Matched> each = new ArrayList<>();
        for (Object one : noted) {
            if (!(one instanceof Map<?, ?> of)) {
                throw new IllegalArgumentException("no rule");
            }
            String file = String.valueOf(of.get(FILE));
            if (of.get(RULES) instanceof Map<?, ?> rules) {
                String within = String.valueOf(of.get(PACKAGE));
                String prefix = within.isEmpty() ? "" : within + ".";
                rules.forEach((rule, rows) -> {
                    for (Object row : rows instanceof List<?> list ? list : List.of()) {
                        each.add(new Engine.Matched(file, row(row), prefix + rule));
                    }
                });
            } else {
                each.add(new Engine.Matched(file, row(of.get(ROW)), String.valueOf(of.get(RULE))));
            }
        }
        return each;
    }

    private static int row(@Nullable Object row) {
        return row instanceof Number number ? number.intValue() : 0;
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
