package health.keyward.keycloak;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The query parameters of one call, for rooms with a handful of them. What is not known is refused, so that a misspelt filter widens nothing. */
public final class Query {
    private static final int LONGEST = 200;

    private final Map<String, List<String>> values;

    private Query(Map<String, List<String>> values) {
        this.values = values;
    }

    /** Names the query parameters of an operation, for the check of the OpenAPI document. */
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.METHOD)
    public @interface Of {
        String[] value();
    }

    /** @throws ProblemException 400 for a name that is not among these, and for a value no parameter may have */
    public static Query of(AdminCall call, String... known) {
        Map<String, List<String>> values = call.session().getContext().getUri().getQueryParameters();
        values.forEach((name, given) -> {
            if (!List.of(known).contains(name)) {
                throw Problems.badRequest(
                        "unknown-parameter",
                        "There is no such parameter here. Known: " + String.join(", ", known) + ".");
            }
            String only = given.getFirst();
            if (given.size() != 1 || only.length() > LONGEST || only.chars().anyMatch(Character::isISOControl)) {
                throw bad(name, "is given once, with at most " + LONGEST + " characters");
            }
        });
        return new Query(values);
    }

    public Optional<String> text(String name) {
        List<String> given = values.getOrDefault(name, List.of());
        return given.isEmpty() || given.getFirst().isBlank() ? Optional.empty() : Optional.of(given.getFirst());
    }

    public <E extends Enum<E>> Optional<E> choice(String name, Class<E> type) {
        return text(name)
                .map(text -> Arrays.stream(type.getEnumConstants())
                        .filter(known -> known.name().equalsIgnoreCase(text))
                        .findFirst()
                        .orElseThrow(() -> bad(name, "must be one of " + Arrays.toString(type.getEnumConstants()))));
    }

    /** How many rows are wanted: 1 to 200, usually 50. */
    public int limit() {
        String text = text("limit").orElse("50");
        if (!text.matches("[0-9]{1,3}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > 200) {
            throw bad("limit", "must be a number from 1 to 200");
        }
        return Integer.parseInt(text);
    }

    public Optional<PageKey> cursor() {
        return text("cursor")
                .map(text -> PageKey.parse(text)
                        .orElseThrow(() -> bad("cursor", "is none of ours; take it from next, or start without one")));
    }

    /** The filters as they were asked, for the record. */
    public String question() {
        StringBuilder all = new StringBuilder();
        values.forEach((name, given) ->
                all.append(all.isEmpty() ? "" : "&").append(name).append('=').append(given.getFirst()));
        return all.toString();
    }

    private static ProblemException bad(String name, String what) {
        return Problems.badRequest("bad-" + name.toLowerCase(Locale.ROOT), "The parameter " + name + " " + what + ".");
    }
}
