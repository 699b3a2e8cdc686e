package health.keyward.console.base;

import com.vaadin.flow.component.UI;
import health.keyward.console.api.Caller;
import jakarta.servlet.http.HttpSession;
import java.io.Serializable;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;

/**
 * A stronger or fresher sign-in somebody asked for, kept on the server so that no link can ask for a weaker one.
 *
 * @param acrValues levels, as the API named them
 * @param maxAge seconds, -1 when the age does not matter
 * @param subject id of the person who must come back
 * @param person user name, as a hint for the sign-in page
 * @param back path and query to come back to, never a host
 * @param anew whether everything is asked again, whatever the realm thinks is fresh
 */
public record Wish(String acrValues, int maxAge, String subject, String person, String back, boolean anew)
        implements Serializable {
    /** Where the sign-in begins. */
    public static final String SIGN_IN = "oauth2/authorization/keyward";

    private static final String ATTRIBUTE = Wish.class.getName();

    public Wish {
        back = back.startsWith("/") && !back.startsWith("//") && !back.startsWith("/\\") ? back : "/";
    }

    public Wish(String acrValues, int maxAge, String subject, String person, String back) {
        this(acrValues, maxAge, subject, person, back, false);
    }

    /** Keeps the wish and leaves for the sign-in page; the person comes back to where they are. */
    public static void leaveFor(UI ui, String acrValues, int maxAge) {
        leaveFor(ui, acrValues, maxAge, false);
    }

    static void leaveFor(UI ui, String acrValues, int maxAge, boolean anew) {
        var caller = Caller.current();
        ui.getPage().fetchCurrentURL(at -> {
            var back = URI.create(at.getPath() + (at.getQuery() == null ? "" : "?" + at.getQuery()));
            var who = caller.who();
            var subject = who.getPrincipal() instanceof OidcUser user
                    ? Objects.requireNonNullElse(user.getSubject(), who.getName())
                    : who.getName();
            new Wish(acrValues, maxAge, subject, who.getName(), back.toString(), anew).keep(caller.session());
            ui.getPage().setLocation(SIGN_IN);
        });
    }

    public void keep(HttpSession session) {
        session.setAttribute(ATTRIBUTE, this);
    }

    public static Optional<Wish> in(@Nullable HttpSession session) {
        return session == null ? Optional.empty() : Optional.ofNullable((Wish) session.getAttribute(ATTRIBUTE));
    }

    public static void forget(HttpSession session) {
        session.removeAttribute(ATTRIBUTE);
    }
}
