package health.keyward.abac.core;

import health.keyward.abac.Attribute;
import health.keyward.abac.AttributeSource;
import health.keyward.abac.Question;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a question is decided by: what Keyward knows, laid over what the asker said. Where Keyward answers for a path, nothing the asker said at, above or
 * below it gets through; it is kept for the record.
 */
record Known(List<Attribute> attributes, Map<String, @Nullable Object> input) {
    /** Deeper than anything that makes sense, shallow enough for every stack. */
    private static final int DEEPEST = 32;

    private static final List<String> ROOTS =
            List.of("subject.properties.", "action.properties.", "resource.properties.", "context.");
    /** What only the asker can know of a record (decision 0011). */
    private static final List<String> OF_A_RECORD = List.of(
            "resource.properties.patient",
            "resource.properties.unit",
            "resource.properties.care_team",
            "resource.properties.confidentiality",
            "resource.properties.sensitivity",
            "resource.properties.consent");

    private static final String PURPOSE = "context.purpose";

    /** @throws IllegalArgumentException if two sources answer for one path, or a value is of no type a policy knows */
    static Known of(Question question, List<Attribute> ours) {
        return new Merge(ours).of(question);
    }

    /** What every source knows, and what whoever asks can carry out. */
    static List<Attribute> gather(Question question, List<AttributeSource> sources) {
        List<Attribute> known = new ArrayList<>();
        for (AttributeSource source : sources) {
            known.addAll(source.gather(question));
        }
        known.add(new Attribute(
                "context.supported_obligations",
                List.copyOf(new TreeSet<>(question.supportedObligations())),
                "question",
                null));
        return known;
    }

    /** The question alone, for the record of one that could not be answered for want of attributes. */
    static Known bare(Question question) {
        return new Known(List.of(), document(question, Map.of(), Map.of(), Map.of(), Map.of()));
    }

    private static Map<String, @Nullable Object> document(
            Question question,
            Map<String, @Nullable Object> subject,
            Map<String, @Nullable Object> action,
            Map<String, @Nullable Object> resource,
            Map<String, @Nullable Object> context) {
        Map<String, @Nullable Object> input = new LinkedHashMap<>();
        input.put(
                "subject",
                Map.of(
                        "type", question.subject().type(),
                        "id", question.subject().id(),
                        "properties", subject));
        input.put("action", Map.of("name", question.action().name(), "properties", action));
        input.put(
                "resource",
                Map.of(
                        "type", question.resource().type(),
                        "id", question.resource().id(),
                        "properties", resource));
        input.put("context", context);
        return input;
    }

    /** Paths we answer for, as a tree: a leaf is an {@link Attribute}. */
    private static final class Branch {
        private final Map<String, Object> children = new TreeMap<>();
    }

    private static final class Merge {
        private final Branch tree = new Branch();
        private final List<Attribute> attributes = new ArrayList<>();

        Merge(List<Attribute> ours) {
            ours.forEach(this::plant);
        }

        private void plant(Attribute attribute) {
            String path = attribute.path();
            if (!isOurs(path)) {
                throw new IllegalArgumentException("no source answers for " + path);
            }
            Branch branch = tree;
            int from = 0;
            for (int dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', from)) {
                if (!(branch.children.computeIfAbsent(path.substring(from, dot), step -> new Branch())
                        instanceof Branch next)) {
                    throw twice(attribute);
                }
                branch = next;
                from = dot + 1;
            }
            Attribute as = asEnginesTakeIt(attribute);
            if (branch.children.putIfAbsent(path.substring(from), as) != null) {
                throw twice(attribute);
            }
            attributes.add(as);
        }

        private static Attribute asEnginesTakeIt(Attribute a) {
            Object plain = Objects.requireNonNull(plain(a.value(), DEEPEST));
            return plain == a.value() ? a : new Attribute(a.path(), plain, a.source(), a.asOf());
        }

        private static boolean isOurs(String path) {
            for (String root : ROOTS) {
                if (path.startsWith(root)) {
                    return true;
                }
            }
            return false;
        }

        private static IllegalArgumentException twice(Attribute attribute) {
            return new IllegalArgumentException("two sources answer for " + attribute.path());
        }

        Known of(Question question) {
            Map<String, @Nullable Object> subject =
                    laid("subject", question.subject().properties());
            Map<String, @Nullable Object> action =
                    laid("action", question.action().properties());
            Map<String, @Nullable Object> resource =
                    laid("resource", question.resource().properties());
            Map<String, @Nullable Object> context = laid("context", branch(tree, "context"), question.context());
            if (question.resource().type().equals("record")) {
                OF_A_RECORD.forEach(path -> untold(path, resource));
            }
            untold(PURPOSE, context);
            return new Known(attributes, document(question, subject, action, resource, context));
        }

        private Map<String, @Nullable Object> laid(String root, Map<String, ?> said) {
            return laid(root + ".properties", branch(branch(tree, root), "properties"), said);
        }

        private static Branch branch(Branch of, String name) {
            return of.children.get(name) instanceof Branch branch ? branch : new Branch();
        }

        private Map<String, @Nullable Object> laid(String prefix, Branch ours, Map<?, ?> said) {
            Map<String, @Nullable Object> out = new TreeMap<>();
            said.forEach((name, value) -> {
                String key = String.valueOf(name);
                String path = prefix + "." + key;
                Object known = ours.children.get(key);
                if (known == null) {
                    Object plain = plain(value, DEEPEST);
                    out.put(key, plain);
                    tell(path, plain, Attribute.CALLER);
                } else if (known instanceof Branch below && value instanceof Map<?, ?> map) {
                    out.put(key, laid(path, below, map));
                } else {
                    tell(path, plain(value, DEEPEST), Attribute.OVERRIDDEN);
                }
            });
            ours.children.forEach((key, known) -> {
                if (known instanceof Attribute attribute) {
                    out.put(key, attribute.value());
                } else if (known instanceof Branch below && !out.containsKey(key)) {
                    out.put(key, laid(prefix + "." + key, below, Map.of()));
                }
            });
            return out;
        }

        private void untold(String path, Map<String, @Nullable Object> in) {
            if (in.putIfAbsent(path.substring(path.lastIndexOf('.') + 1), Attribute.UNKNOWN) == null) {
                attributes.add(Attribute.unknown(path, Attribute.CALLER));
            }
        }

        private void tell(String path, @Nullable Object value, String source) {
            attributes.add(new Attribute(path, value == null ? "null" : value, source, null));
        }
    }

    /** As engines take it. */
    private static @Nullable Object plain(@Nullable Object value, int deep) {
        if (deep == 0) {
            throw new IllegalArgumentException("a value is too deep");
        }
        return switch (value) {
            case null -> null;
            case String text -> text;
            case Boolean bool -> bool;
            case Long number -> number;
            case Integer number -> number.longValue();
            case Short number -> number.longValue();
            case Byte number -> number.longValue();
            case BigInteger number -> number.bitLength() < Long.SIZE ? number.longValueExact() : new BigDecimal(number);
            case BigDecimal number -> number;
            case Double number -> BigDecimal.valueOf(number);
            case Float number -> BigDecimal.valueOf(number);
            case Map<?, ?> map -> {
                Map<String, @Nullable Object> plain = new TreeMap<>();
                map.forEach((key, of) -> plain.put(String.valueOf(key), plain(of, deep - 1)));
                yield plain;
            }
            case Collection<?> list -> {
                List<@Nullable Object> plain = new ArrayList<>(list.size());
                list.forEach(of -> plain.add(plain(of, deep - 1)));
                yield plain;
            }
            default -> throw new IllegalArgumentException("no policy knows " + value.getClass());
        };
    }
}
