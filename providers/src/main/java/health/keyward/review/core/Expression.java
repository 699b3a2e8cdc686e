package health.keyward.review.core;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who reviews, by what is known of the person who is reviewed (AR-3): {@code person.mentor} is whom the attribute {@code mentor} of the person names, by user name
 * or id; {@code head_of = person.department} is whoever's attribute {@code head_of} says the same as the person's {@code department}.
 *
 * @param theirs attribute of the reviewer; null where the person's names the reviewer
 * @param persons attribute of the person
 */
public record Expression(@Nullable String theirs, String persons) {
    private static final Pattern FORM =
            Pattern.compile("(?:([a-z][a-z0-9_.-]{0,63})\\s*=\\s*)?person\\.([a-z][a-z0-9_.-]{0,63})");

    /** As it is written. */
    public String text() {
        return (theirs == null ? "" : theirs + " = ") + "person." + persons;
    }

    /** @throws IllegalArgumentException where it is none */
    public static Expression of(String text) {
        Matcher found = FORM.matcher(text.strip());
        if (!found.matches()) {
            throw new IllegalArgumentException(
                    "an expression is person.ATTRIBUTE, or ATTRIBUTE = person.ATTRIBUTE, in lower case");
        }
        return new Expression(found.group(1), found.group(2));
    }
}
