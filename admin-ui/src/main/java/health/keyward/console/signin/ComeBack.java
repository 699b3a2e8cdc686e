package health.keyward.console.signin;

import health.keyward.console.base.Wish;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;
import org.springframework.security.web.savedrequest.RequestCache;

/**
 * Brings the person back to where they were. After a stronger sign-in it looks first whether the same person came back, at a level that
 * was asked for: somebody else may have signed in meanwhile.
 */
final class ComeBack extends SavedRequestAwareAuthenticationSuccessHandler {
    ComeBack(RequestCache cache) {
        setRequestCache(cache);
        setDefaultTargetUrl("/");
    }

    @Override
    public void onAuthenticationSuccess(HttpServletRequest request, HttpServletResponse response, Authentication who)
            throws IOException, ServletException {
        var session = request.getSession();
        var wish = Wish.in(session);
        if (wish.isEmpty()) {
            super.onAuthenticationSuccess(request, response, who);
            return;
        }
        Wish.forget(session);
        switch (check(wish.get(), who)) {
            case SAME ->
                getRedirectStrategy().sendRedirect(request, response, wish.get().back());
            case LEVEL_TOO_LOW -> getRedirectStrategy().sendRedirect(request, response, "/signed-out?why=level");
            case SOMEBODY_ELSE -> {
                session.invalidate();
                getRedirectStrategy().sendRedirect(request, response, "/signed-out?why=person");
            }
        }
    }

    enum Found {
        SAME,
        LEVEL_TOO_LOW,
        SOMEBODY_ELSE
    }

    static Found check(Wish wish, Authentication who) {
        if (!(who.getPrincipal() instanceof OidcUser user) || !wish.subject().equals(user.getSubject())) {
            return Found.SOMEBODY_ELSE;
        }
        var asked = List.of(wish.acrValues().split(" "));
        var reached = user.getIdToken().getAuthenticationContextClass();
        return wish.acrValues().isBlank() || reached != null && asked.contains(reached)
                ? Found.SAME
                : Found.LEVEL_TOO_LOW;
    }
}
