package health.keyward.example.oidc;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Stands in front of an act that asks for a fresh, strong proof (RFC 9470). A person is sent to the sign-in and comes back to the form, still filled in;
 * a program is told in the {@code WWW-Authenticate} header what would do. Stands behind the check that somebody is signed in at all, and behind the one
 * against forged requests.
 */
final class StepUpFilter extends OncePerRequestFilter {
    private final String act;
    private final String page;
    private final String signIn;
    private final FreshProof proof;

    /**
     * @param act path that is guarded, for POST
     * @param page where its form is
     * @param signIn where a sign-in begins
     */
    StepUpFilter(String act, String page, String signIn, FreshProof proof) {
        this.act = act;
        this.page = page;
        this.signIn = signIn;
        this.proof = proof;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getMethod().equals("POST") || !request.getServletPath().equals(act);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Authentication who = SecurityContextHolder.getContext().getAuthentication();
        if (who == null || !(who.getPrincipal() instanceof OidcUser user)) {
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
        } else if (proof.isIn(user.getIdToken())) {
            chain.doFilter(request, response);
        } else if (isBrowser(request)) {
            KeptForm.of(user.getName(), page, request).keep(request.getSession());
            response.sendRedirect(signIn);
        } else {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, proof.challenge());
            response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
        }
    }

    /** Whether a page is asked for, and not data by a script. */
    private static boolean isBrowser(HttpServletRequest request) {
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        return accept != null && accept.contains(MediaType.TEXT_HTML_VALUE);
    }
}
