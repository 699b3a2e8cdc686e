package health.keyward.abac.core.access;

import health.keyward.abac.Act;
import health.keyward.abac.Party;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads requests. Members nobody knows are passed over (AuthZEN 10.1.1); a required one that is missing or of another type is {@link Malformed}. */
public final class Wanted {
    private static final int LONGEST = 500;
    private static final int MOST_RESULTS = 200;

    private Wanted() {}

    public static Inquiry evaluation(Map<String, ?> body) {
        return new Inquiry(subject(body, true), action(body), resource(body, true), context(body));
    }

    /** @return empty when the request has no evaluations and is to be read as a single one */
    public static Optional<Batch> evaluations(Map<String, ?> body, int most) {
        Object given = body.get("evaluations");
        if (given == null && !body.containsKey("evaluations")) {
            return Optional.empty();
        }
        if (!(given instanceof List<?> list)) {
            throw new Malformed("evaluations", "must be an array");
        }
        if (list.isEmpty()) {
            return Optional.empty();
        }
        if (list.size() > most) {
            throw new Malformed("evaluations", "may have at most " + most + " members");
        }
        Map<String, Object> defaults = defaults(body);
        List<Batch.Item> items = new ArrayList<>();
        for (Object one : list) {
            items.add(item(defaults, one));
        }
        return Optional.of(new Batch(items, semantic(body)));
    }

    /** The searched part needs a type only; what id it has counts for nothing (AuthZEN 8.4 to 8.6). */
    public static Search search(Search.Kind kind, Map<String, ?> body) {
        Inquiry like = new Inquiry(
                subject(body, kind != Search.Kind.SUBJECT),
                kind == Search.Kind.ACTION ? Act.of("") : action(body),
                resource(body, kind != Search.Kind.RESOURCE),
                context(body));
        return new Search(kind, like, page(body));
    }

    private static Map<String, Object> defaults(Map<String, ?> body) {
        Map<String, Object> defaults = new HashMap<>();
        for (String member : List.of("subject", "action", "resource", "context")) {
            if (body.containsKey(member)) {
                defaults.put(member, object(body, member));
            }
        }
        return defaults;
    }

    private static Batch.Item item(Map<String, Object> defaults, @Nullable Object one) {
        if (!(one instanceof Map<?, ?> given)) {
            return new Batch.Item.Wrong("an evaluation must be an object");
        }
        Map<String, Object> whole = new HashMap<>(defaults);
        given.forEach((name, value) -> whole.put(name.toString(), value));
        try {
            return new Batch.Item.Asked(evaluation(whole));
        } catch (Malformed wrong) {
            return new Batch.Item.Wrong(String.valueOf(wrong.getMessage()));
        }
    }

    private static Batch.Semantic semantic(Map<String, ?> body) {
        if (!body.containsKey("options")) {
            return Batch.Semantic.EXECUTE_ALL;
        }
        Map<String, ?> options = object(body, "options");
        if (!options.containsKey("evaluations_semantic")) {
            return Batch.Semantic.EXECUTE_ALL;
        }
        for (Batch.Semantic known : Batch.Semantic.values()) {
            if (known.name().toLowerCase(Locale.ROOT).equals(options.get("evaluations_semantic"))) {
                return known;
            }
        }
        throw new Malformed(
                "options.evaluations_semantic", "must be execute_all, deny_on_first_deny or permit_on_first_permit");
    }

    private static Party subject(Map<String, ?> body, boolean withId) {
        return party(body, "subject", withId);
    }

    private static Party resource(Map<String, ?> body, boolean withId) {
        return party(body, "resource", withId);
    }

    private static Party party(Map<String, ?> body, String member, boolean withId) {
        Map<String, ?> given = object(body, member);
        return new Party(
                text(given, member, "type"),
                withId ? text(given, member, "id") : "",
                optionalObject(given, member + ".properties", "properties"));
    }

    private static Act action(Map<String, ?> body) {
        Map<String, ?> given = object(body, "action");
        return new Act(text(given, "action", "name"), optionalObject(given, "action.properties", "properties"));
    }

    private static Map<String, Object> context(Map<String, ?> body) {
        Map<String, Object> context = optionalObject(body, "context", "context");
        if (context.containsKey("supported_obligations")
                && !(context.get("supported_obligations") instanceof List<?> list
                        && list.stream().allMatch(String.class::isInstance))) {
            throw new Malformed("context.supported_obligations", "must be an array of strings");
        }
        if (context.containsKey("session_id") && !(context.get("session_id") instanceof String)) {
            throw new Malformed("context.session_id", "must be a string");
        }
        return context;
    }

    private static Search.Page page(Map<String, ?> body) {
        if (!body.containsKey("page")) {
            return Search.Page.FIRST;
        }
        Map<String, ?> page = object(body, "page");
        int limit = -1;
        if (page.containsKey("limit")) {
            if (!(page.get("limit") instanceof Long wanted) || wanted < 0) {
                throw new Malformed("page.limit", "must be a whole number, 0 or more");
            }
            limit = (int) Math.min(wanted, MOST_RESULTS);
        }
        String token = "";
        if (page.containsKey("token")) {
            if (!(page.get("token") instanceof String given)) {
                throw new Malformed("page.token", "must be a string");
            }
            token = given;
        }
        optionalObject(page, "page.properties", "properties");
        return new Search.Page(token, limit);
    }

    private static Map<String, ?> object(Map<String, ?> body, String member) {
        if (!body.containsKey(member)) {
            throw new Malformed(member, "is missing");
        }
        return map(body.get(member), member);
    }

    private static Map<String, Object> optionalObject(Map<String, ?> body, String path, String member) {
        return body.containsKey(member) ? map(body.get(member), path) : Map.of();
    }

    private static Map<String, Object> map(@Nullable Object value, String member) {
        if (!(value instanceof Map<?, ?> map)) {
            throw new Malformed(member, "must be an object");
        }
        Map<String, Object> copy = new HashMap<>();
        map.forEach((name, inner) -> copy.put(name.toString(), inner));
        return copy;
    }

    private static String text(Map<String, ?> body, String of, String member) {
        String path = of + "." + member;
        if (!body.containsKey(member)) {
            throw new Malformed(path, "is missing");
        }
        if (!(body.get(member) instanceof String text)) {
            throw new Malformed(path, "must be a string");
        }
        if (text.isBlank() || text.length() > LONGEST) {
            throw new Malformed(path, "must have 1 to " + LONGEST + " characters");
        }
        return text;
    }
}
