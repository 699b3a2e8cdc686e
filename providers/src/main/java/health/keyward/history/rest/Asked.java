package health.keyward.history.rest;

import health.keyward.audit.AuditEvents;
import health.keyward.history.core.Address;
import health.keyward.history.core.Cause;
import health.keyward.history.core.ChangeQuestion;
import health.keyward.history.core.Cursor;
import health.keyward.history.core.Kind;
import health.keyward.history.core.Method;
import health.keyward.history.core.Outcome;
import health.keyward.history.core.Question;
import health.keyward.history.core.Window;
import health.keyward.keycloak.ProblemException;
import health.keyward.keycloak.Problems;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The query parameters of one call, checked. What cannot be understood is answered with a problem that says what would be. */
final class Asked {
    static final int LONGEST = 200;
    static final int LONGEST_REASON = 500;
    private static final int MOST_VALUES = 50;
    private static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);

    private final MultivaluedMap<String, String> query;
    private final Instant now;

    Asked(MultivaluedMap<String, String> query, Parameters allowed, Instant now) {
        this.query = query;
        this.now = now;
        query.forEach((name, values) -> check(name, values, allowed));
    }

    private static void check(String name, List<String> values, Parameters allowed) {
        if (!allowed.names().contains(name)) {
            String known = allowed.names().isEmpty() ? "none" : String.join(", ", allowed.names());
            throw Problems.badRequest(
                    "unknown-parameter", "There is no parameter " + quoted(name) + " here. Known: " + known + ".");
        }
        if (values.size() > MOST_VALUES) {
            throw bad(name, "may be given at most " + MOST_VALUES + " times");
        }
        int longest = name.equals("reason") ? LONGEST_REASON : LONGEST;
        for (String value : values) {
            if (value.codePointCount(0, value.length()) > longest) {
                throw bad(name, "has more than " + longest + " characters");
            }
            if (value.chars().anyMatch(Character::isISOControl)) {
                throw bad(name, "holds a control character");
            }
        }
    }

    Question question() {
        return new Question(
                window(DAY),
                text("person"),
                texts("app"),
                choices("outcome", Outcome.class),
                choices("cause", Cause.class),
                choices("kind", Kind.class),
                choices("method", Method.class),
                address(),
                text("session"),
                text("correlation"),
                text("device"));
    }

    ChangeQuestion changes() {
        String operation = text("operation");
        String source = text("source");
        return new ChangeQuestion(
                window(DAY),
                text("actor"),
                text("target"),
                text("area"),
                operation == null
                        ? null
                        : choice("operation", operation, Operation.class).name(),
                source == null ? null : choice("source", source, Source.class).name());
    }

    /** @param usual length of the window when its start is not given */
    Window window(Duration usual) {
        Instant to = instant("to", now);
        Instant from = instant("from", to.minus(usual).isBefore(EARLIEST) ? EARLIEST : to.minus(usual));
        if (!from.isBefore(to)) {
            throw Problems.badRequest(
                    "bad-window", "from (" + from + ") must be before to (" + to + "; now, when it is not given).");
        }
        return new Window(from, to);
    }

    private Instant instant(String name, Instant otherwise) {
        String text = text(name);
        if (text == null) {
            return otherwise;
        }
        try {
            Instant at = Instant.parse(text);
            if (at.isBefore(EARLIEST) || at.isAfter(LATEST)) {
                throw bad(name, "must lie between 1970 and 9999");
            }
            return at;
        } catch (DateTimeParseException e) {
            throw bad(name, "must be an instant such as 2026-11-21T14:00:00Z");
        }
    }

    Lines.Format format() {
        Lines.Format format = choice("format", required("format"), Lines.Format.class);
        if (format != Lines.Format.FHIR && text("people") != null) {
            throw bad("people", "goes with format fhir; the other formats show what the list shows");
        }
        return format;
    }

    /** What goes to other systems says no more about people than it is asked to. */
    AuditEvents.People people() {
        String people = text("people");
        return people == null ? AuditEvents.People.PSEUDONYMS : choice("people", people, AuditEvents.People.class);
    }

    int number(String name, int otherwise, int least, int most) {
        String text = text(name);
        if (text == null) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw bad(name, "must be a number from " + least + " to " + most);
        }
        throw bad(name, "must be a number from " + least + " to " + most);
    }

    @Nullable
    Cursor cursor(String name) {
        String text = text(name);
        return text == null
                ? null
                : Cursor.parse(text)
                        .orElseThrow(() -> Problems.badRequest(
                                "bad-cursor",
                                "The cursor in " + name
                                        + " is none of ours. Take it from next or top of an answer, or start"
                                        + " without one."));
    }

    private @Nullable Address address() {
        String text = text("address");
        return text == null
                ? null
                : Address.parse(text)
                        .orElseThrow(() -> bad("address", "must be an IP address or a network such as 10.0.0.0/8"));
    }

    <E extends Enum<E>> List<E> choices(String name, Class<E> type) {
        return texts(name).stream().map(value -> choice(name, value, type)).toList();
    }

    static <E extends Enum<E>> E choice(String name, String value, Class<E> type) {
        return Arrays.stream(type.getEnumConstants())
                .filter(known -> known.name().equalsIgnoreCase(value))
                .findFirst()
                .orElseThrow(() -> bad(
                        name,
                        "is " + quoted(value) + "; allowed: "
                                + String.join(
                                        ", ",
                                        Arrays.stream(type.getEnumConstants())
                                                .map(Enum::name)
                                                .toList())));
    }

    /** @throws ProblemException 400 when it is missing */
    String required(String name) {
        String text = text(name);
        if (text == null) {
            throw bad(name, "is missing");
        }
        return text;
    }

    @Nullable
    String text(String name) {
        List<String> values = texts(name);
        if (values.size() > 1) {
            throw bad(name, "may be given only once");
        }
        return values.isEmpty() ? null : values.get(0);
    }

    private List<String> texts(String name) {
        return query.getOrDefault(name, List.of()).stream()
                .filter(value -> !value.isBlank())
                .toList();
    }

    static ProblemException bad(String name, String what) {
        return Problems.badRequest("bad-" + name.toLowerCase(Locale.ROOT), "The parameter " + name + " " + what + ".");
    }

    /** A caller's text repeated in an answer: short and without anything that could be taken for markup. */
    private static String quoted(String text) {
        String plain = text.replaceAll("[^\\p{L}\\p{N} ._:/-]", "?");
        return "\"" + (plain.length() > 40 ? plain.substring(0, 40) + "..." : plain) + "\"";
    }

    /** What a change did. */
    enum Operation {
        CREATE,
        UPDATE,
        DELETE,
        ACTION,
        READ
    }

    /** Where a change was seen. */
    enum Source {
        ADMIN_EVENT,
        MODEL,
        REQUEST,
        SELF
    }
}
