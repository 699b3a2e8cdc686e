package health.keyward.abac.core.ir;

import health.keyward.abac.Failure;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Values from outside and back. Inside there are {@link Nothing}, Boolean, Long, BigDecimal, String, {@link Arr}, {@link Obj} and {@link Many}. */
final class Values {
    private Values() {}

    /** How deep and how large something may be. */
    static final class Limit {
        private final int depth;
        private int left;

        Limit(int depth, int nodes) {
            this.depth = depth;
            this.left = nodes;
        }
    }

    static Object in(@Nullable Object outside, Limit limit) {
        return in(outside, limit, 0);
    }

    private static Object in(@Nullable Object outside, Limit limit, int depth) {
        if (--limit.left < 0) {
            throw new Stop(Failure.ENGINE_ERROR, "too many values");
        }
        if (depth > limit.depth) {
            throw new Stop(Failure.ENGINE_ERROR, "nested deeper than " + limit.depth);
        }
        return switch (outside) {
            case null -> Nothing.NULL;
            case String text -> whole(text);
            case Boolean truth -> truth;
            case Long number -> number;
            case Integer number -> (long) number;
            case BigDecimal number -> number(number);
            case BigInteger number -> number(new BigDecimal(number));
            case Double number when Double.isFinite(number) -> number(BigDecimal.valueOf(number));
            case Map<?, ?> members -> {
                Obj object = new Obj(Math.min(members.size(), 1024));
                boolean distinct = true;
                for (Map.Entry<?, ?> member : members.entrySet()) {
                    if (!(member.getKey() instanceof String key)) {
                        throw new Stop(Failure.ENGINE_ERROR, "a key is no text");
                    }
                    String name = whole(key);
                    Object value = in(member.getValue(), limit, depth + 1);
                    distinct &= name.length() == key.length() && name.equals(key);
                    if (distinct) {
                        object.putNew(name, value);
                    } else {
                        object.put(name, value);
                    }
                }
                yield object;
            }
            case Set<?> items -> {
                Many set = new Many();
                for (Object item : items) {
                    set.add(in(item, limit, depth + 1));
                }
                yield set;
            }
            case Collection<?> items -> {
                Object[] array = new Object[items.size()];
                int size = 0;
                for (Object item : items) {
                    array[size++] = in(item, limit, depth + 1);
                }
                yield Arr.of(array);
            }
            default ->
                throw new Stop(
                        Failure.ENGINE_ERROR, "holds a " + outside.getClass().getSimpleName());
        };
    }

    private static Object number(BigDecimal number) {
        try {
            return Numbers.of(number);
        } catch (ArithmeticException e) {
            throw new Stop(Failure.ENGINE_ERROR, "holds a number out of bounds");
        }
    }

    /** Half a surrogate pair cannot be written in UTF-8; OPA sees the replacement character there. */
    static String whole(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                boolean paired = Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!paired) {
                    return mended(text);
                }
                i++;
            }
        }
        return text;
    }

    private static String mended(String text) {
        StringBuilder made = new StringBuilder(text.length());
        text.codePoints()
                .forEach(c -> made.appendCodePoint(
                        c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xFFFD : c));
        return made.toString();
    }

    /** Sets as sorted lists, keys as texts and in order. */
    static @Nullable Object out(Object inside) {
        return switch (inside) {
            case Nothing nothing -> null;
            case Arr array -> {
                List<@Nullable Object> list = new ArrayList<>(array.size());
                for (int i = 0; i < array.size(); i++) {
                    list.add(out(array.at(i)));
                }
                yield Collections.unmodifiableList(list);
            }
            case Many set -> {
                List<@Nullable Object> list = new ArrayList<>(set.size());
                for (Object item : set.sorted()) {
                    list.add(out(item));
                }
                yield Collections.unmodifiableList(list);
            }
            case Obj object -> {
                Map<String, @Nullable Object> map = LinkedHashMap.newLinkedHashMap(object.size());
                for (Object key : object.sorted()) {
                    map.put(key instanceof String text ? text : Text.json(key), out(there(object.get(key))));
                }
                yield Collections.unmodifiableMap(map);
            }
            default -> inside;
        };
    }

    /** For what a look-up just made sure of. */
    static Object there(@Nullable Object value) {
        if (value == null) {
            throw new IllegalStateException("a key without a value");
        }
        return value;
    }

    /** Member of a composite, or null. */
    static @Nullable Object get(Object from, Object key) {
        if (from instanceof Obj object) {
            return object.get(key);
        }
        if (from instanceof Arr array) {
            return key instanceof Long index && index >= 0 && index < array.size() ? array.at(index.intValue()) : null;
        }
        return from instanceof Many set && set.has(key) ? key : null;
    }

    /** Members of a composite, characters of a text; -1 for everything else. */
    static int size(Object value) {
        return switch (value) {
            case Arr array -> array.size();
            case Table table -> table.size();
            case String text -> text.codePointCount(0, text.length());
            default -> -1;
        };
    }
}
