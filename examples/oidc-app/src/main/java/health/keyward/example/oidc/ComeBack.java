package health.keyward.example.oidc;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;

/** Brings a person back to the form they left. Whoever else signed in meanwhile does not get to see it. */
final class ComeBack extends SavedRequestAwareAuthenticationSuccessHandler {
    @Override
    public void onAuthenticationSuccess(HttpServletRequest request, HttpServletResponse response, Authentication who)
            throws IOException, ServletException {
        KeptForm kept = KeptForm.in(request.getSession()).orElse(null);
        StepUpWish wish = StepUpWish.in(request.getSession()).orElse(null);
        if (kept == null && wish != null) {
            StepUpWish.drop(request.getSession());
            getRedirectStrategy().sendRedirect(request, response, wish.page());
        } else if (kept == null) {
            super.onAuthenticationSuccess(request, response, who);
        } else if (who.getPrincipal() instanceof OidcUser user && kept.subject().equals(user.getName())) {
            getRedirectStrategy().sendRedirect(request, response, kept.page());
        } else {
            request.getSession().invalidate();
            getRedirectStrategy().sendRedirect(request, response, "/refused");
        }
    }
}
