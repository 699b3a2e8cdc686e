package health.keyward.abac.keycloak.engine;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Questions made of the golden ones: changed here and there, or spoiled on purpose. The same seed makes the same questions. */
final class Questions {
    private static final String[] TEXTS = {
        "",
        "unknown",
        "none",
        "user",
        "N",
        "V",
        "nurse",
        "physician",
        "ward-board",
        "2026-11-24T15:00:00Z",
        "2026-11-24T15:00:00.123456789+02:00",
        "2026-02-30",
        "10.20.30.40",
        "::ffff:10.20.30.40",
        "10.20.30.40/8",
        "é",
        "e\u0301",
        "\ud83d\ude00",
        "\ud83d",
        "\ufffd",
        "\uffff",
        "\u0000",
        "a\"b\\c\n",
        "TREAT",
        "ETREAT",
        "1",
        "true",
        "null",
        "-1",
        "\u202e"
    };
    private static final Object[] NUMBERS = {
        0L,
        1L,
        -1L,
        2L,
        3L,
        600L,
        86_400L,
        Long.MAX_VALUE,
        Long.MIN_VALUE,
        new BigDecimal("1.0"),
        new BigDecimal("0.1"),
        new BigDecimal("2.50"),
        new BigDecimal("1e3"),
        new BigDecimal("1e-9"),
        new BigDecimal("9223372036854775808"),
        new BigDecimal("123456789012345678901234567890.5"),
        new BigDecimal("1e40")
    };

    private final Random random;
    private final List<Golden> golden;
    private final Map<String, List<Golden>> byEffect = new LinkedHashMap<>();

    Questions(long seed, List<Golden> golden) {
        this.random = new Random(seed);
        this.golden = golden;
        for (Golden one : golden) {
            String effect = Effects.of(new health.keyward.abac.core.Engine.Outcome.Answered(one.want(), List.of()));
            byEffect.computeIfAbsent(effect, e -> new ArrayList<>()).add(one);
        }
    }

    /** A golden question with up to three changes; every effect is as likely to be the starting point. */
    Map<String, Object> near() {
        List<List<Golden>> effects = List.copyOf(byEffect.values());
        List<Golden> from = effects.get(random.nextInt(effects.size()));
        return changed(
                JsonValues.asObject(copy(from.get(random.nextInt(from.size())).input())), random.nextInt(4));
    }

    /** Something nobody who means well would ask. */
    Map<String, Object> hostile() {
        Map<String, Object> question = near();
        return switch (random.nextInt(6)) {
            case 0 -> put(question, deep(20 + random.nextInt(400)));
            case 1 -> put(question, large(500 + random.nextInt(4000)));
            case 2 -> put(question, colliding(9 + random.nextInt(3)));
            case 3 -> {
                Map<String, Object> anything = new LinkedHashMap<>();
                anything.put(TEXTS[random.nextInt(TEXTS.length)], any(4));
                yield anything;
            }
            case 4 -> put(question, "x".repeat(random.nextInt(200_000)));
            default -> changed(question, 12);
        };
    }

    private Map<String, Object> changed(Map<String, Object> question, int times) {
        for (int i = 0; i < times && !question.isEmpty(); i++) {
            altered(question, 0);
        }
        return question;
    }

    private Map<String, Object> put(Map<String, Object> question, Object value) {
        String[] places = {"subject", "resource", "action", "context"};
        Object part = question.get(places[random.nextInt(places.length)]);
        if (part instanceof Map<?, ?> map && !map.isEmpty()) {
            List<String> keys = new ArrayList<>(JsonValues.asObject(map).keySet());
            JsonValues.asObject(map).put(keys.get(random.nextInt(keys.size())), value);
        } else {
            question.put("context", value);
        }
        return question;
    }

    private Object altered(Object value, int depth) {
        if (value instanceof Map<?, ?> map && !map.isEmpty() && (depth < 2 || random.nextInt(4) > 0)) {
            Map<String, Object> object = JsonValues.asObject(map);
            List<String> keys = new ArrayList<>(object.keySet());
            String key = keys.get(random.nextInt(keys.size()));
            int what = random.nextInt(12);
            if (depth > 0 && what == 0) {
                object.remove(key);
            } else if (depth > 0 && what == 1) {
                object.put(key, "unknown");
            } else if (what == 2) {
                Golden other = golden.get(random.nextInt(golden.size()));
                object.put(key, depth == 0 ? copy(other.input().get(key)) : any(1));
            } else if (what == 3) {
                object.put(TEXTS[random.nextInt(TEXTS.length)], any(2));
            } else {
                object.put(key, altered(object.get(key), depth + 1));
            }
            return object;
        }
        if (value instanceof List<?> list && random.nextInt(3) > 0) {
            List<Object> made = new ArrayList<>(list);
            if (!made.isEmpty() && random.nextBoolean()) {
                made.remove(random.nextInt(made.size()));
            } else {
                made.add(random.nextInt(made.size() + 1), any(1));
            }
            return made;
        }
        return any(2);
    }

    private Object any(int depth) {
        return switch (random.nextInt(depth > 0 ? 7 : 5)) {
            case 0 -> null;
            case 1 -> random.nextBoolean();
            case 2 -> NUMBERS[random.nextInt(NUMBERS.length)];
            case 3, 4 -> TEXTS[random.nextInt(TEXTS.length)];
            case 5 -> {
                List<Object> list = new ArrayList<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    list.add(any(depth - 1));
                }
                yield list;
            }
            default -> {
                Map<String, Object> map = new LinkedHashMap<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    map.put(TEXTS[random.nextInt(TEXTS.length)], any(depth - 1));
                }
                yield map;
            }
        };
    }

    private Object deep(int levels) {
        Object value = "end";
        for (int i = 0; i < levels; i++) {
            value = random.nextBoolean() ? new ArrayList<>(List.of(value)) : new LinkedHashMap<>(Map.of("a", value));
        }
        return value;
    }

    private Object large(int size) {
        List<Object> list = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            list.add(any(1));
        }
        return list;
    }

    /** Keys with one hash code. */
    private Object colliding(int pairs) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < 1 << pairs; i++) {
            StringBuilder key = new StringBuilder();
            for (int bit = 0; bit < pairs; bit++) {
                key.append((i >> bit & 1) == 0 ? "Aa" : "BB");
            }
            map.put(key.toString(), (long) i);
        }
        return map;
    }

    private static Object copy(Object value) {
        return value == null ? null : JsonValues.read(JsonValues.write(value));
    }
}
