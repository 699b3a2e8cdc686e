package health.keyward.abac.keycloak.engine;

import health.keyward.abac.core.Engine.Outcome;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Answers made comparable: numbers by value, arrays in an order of their own, since sets are arrays in JSON. */
final class Effects {
    private Effects() {}

    /** {@code permit}, {@code step-up}, {@code deny}, or {@code none} when nothing was answered. */
    static String of(Outcome outcome) {
        if (!(outcome instanceof Outcome.Answered answered) || !(answered.value() instanceof Map<?, ?> answer)) {
            return "none";
        }
        if (!Boolean.TRUE.equals(answer.get("decision"))) {
            return "deny";
        }
        return answer.get("obligations") instanceof List<?> obligations && obligations.isEmpty() ? "permit" : "step-up";
    }

    /** Any failure is alike: it is a refusal, and the two engines word it in their own way. */
    static String comparable(Outcome outcome) {
        return outcome instanceof Outcome.Answered answered ? text(answered.value()) : "none";
    }

    static String text(Object value) {
        return JsonValues.write(plain(value));
    }

    private static Object plain(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> made = new TreeMap<>();
            map.forEach((key, member) -> made.put((String) key, plain(member)));
            return made;
        }
        if (value instanceof List<?> list) {
            List<Object> made = new ArrayList<>();
            list.forEach(item -> made.add(plain(item)));
            made.sort((a, b) -> JsonValues.write(a).compareTo(JsonValues.write(b)));
            return made;
        }
        return value instanceof Number number
                ? new BigDecimal(number.toString()).stripTrailingZeros().toPlainString()
                : value;
    }
}
