package health.keyward.console.api;

import com.vaadin.flow.server.VaadinSession;
import com.vaadin.flow.server.WrappedHttpSession;
import jakarta.servlet.http.HttpSession;
import java.io.Serializable;
import java.util.Objects;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * On whose behalf a call is made. Taken on the request thread, usable on any other.
 *
 * @param session where the tokens are kept
 * @param who the signed-in admin
 */
public record Caller(HttpSession session, Authentication who) implements Serializable {
    /** The admin of the request that is being served. */
    public static Caller current() {
        var session = (WrappedHttpSession) VaadinSession.getCurrent().getSession();
        return new Caller(
                session.getHttpSession(),
                Objects.requireNonNull(SecurityContextHolder.getContext().getAuthentication(), "nobody is signed in"));
    }
}
