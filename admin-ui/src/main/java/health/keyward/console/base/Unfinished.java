package health.keyward.console.base;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.server.VaadinSession;
import health.keyward.console.api.Answer;
import java.io.Serializable;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What somebody had typed when the API asked for a stronger or fresher sign-in (RFC 9470). Every dialog that acts leaves by {@link #leave} and is opened
 * again, filled, by the page that {@link #take takes} it. Kept in the session and used once; nothing happens by itself afterwards: the person
 * presses again (WCAG 2.2.5).
 *
 * @param form which form it was, with what it was about, for example {@code end-session:} and an id
 * @param typed by field; empty ones are left out
 */
public record Unfinished(String form, TreeMap<String, String> typed) implements Serializable {
    /** The form that was left last. Whoever has to leave it again was let through by the realm and not by the API: then everything is asked anew. */
    private static final String LAST = Unfinished.class.getName() + ".last";

    /** Keeps what was typed and leaves for the sign-in; the person comes back to the address they are at. */
    public static void leave(UI ui, Answer.StepUpFirst<?> first, String form, Map<String, String> typed) {
        var filled = new TreeMap<>(typed);
        filled.values().removeIf(String::isEmpty);
        var session = VaadinSession.getCurrent();
        boolean again = form.equals(session.getAttribute(LAST));
        session.setAttribute(Unfinished.class, new Unfinished(form, filled));
        session.setAttribute(LAST, form);
        Wish.leaveFor(ui, first.acrValues(), first.maxAge(), again);
    }

    /** What was left unfinished in that very form; it is gone afterwards. */
    public static Optional<Unfinished> take(String form) {
        var kept = VaadinSession.getCurrent().getAttribute(Unfinished.class);
        return kept == null || !kept.form.equals(form) ? Optional.empty() : taken(kept);
    }

    /** What was left unfinished in any form of a kind, that is, with a name that starts so; {@link #about} says which. */
    public static Optional<Unfinished> takeAny(String kind) {
        var kept = VaadinSession.getCurrent().getAttribute(Unfinished.class);
        return kept == null || !kept.form.startsWith(kind) ? Optional.empty() : taken(kept);
    }

    private static Optional<Unfinished> taken(Unfinished kept) {
        VaadinSession.getCurrent().setAttribute(Unfinished.class, null);
        return Optional.of(kept);
    }

    /** What the form was about: its name behind the first colon. */
    public String about() {
        return form.substring(form.indexOf(':') + 1);
    }

    /** Empty when nothing was typed there. */
    public String text(String field) {
        return typed.getOrDefault(field, "");
    }

    /** Empty too when nothing was left unfinished. */
    public static String text(@Nullable Unfinished kept, String field) {
        return kept == null ? "" : kept.text(field);
    }
}
