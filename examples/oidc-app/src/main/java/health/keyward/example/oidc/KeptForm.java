package health.keyward.example.oidc;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A form somebody was about to send when a fresh sign-in was asked for. It stays in the server's session over the sign-in; nothing is sent by itself
 * afterwards.
 *
 * @param subject id of the person who filled it in; nobody else gets to see it
 * @param page where it is filled in
 */
record KeptForm(String subject, String page, LinkedHashMap<String, String> fields) implements Serializable {
    private static final String ATTRIBUTE = KeptForm.class.getName();
    private static final int LONGEST = 2_000;
    private static final int MOST = 20;

    /** Takes the fields of a form, but no token against forged requests and nothing without measure. */
    static KeptForm of(String subject, String page, HttpServletRequest request) {
        LinkedHashMap<String, String> fields = new LinkedHashMap<>();
        for (Map.Entry<String, String[]> field : request.getParameterMap().entrySet()) {
            if (!field.getKey().startsWith("_")
                    && field.getValue().length == 1
                    && field.getValue()[0].length() <= LONGEST
                    && fields.size() < MOST) {
                fields.put(field.getKey(), field.getValue()[0]);
            }
        }
        return new KeptForm(subject, page, fields);
    }

    void keep(HttpSession session) {
        session.setAttribute(ATTRIBUTE, this);
    }

    static Optional<KeptForm> in(@Nullable HttpSession session) {
        return session == null ? Optional.empty() : Optional.ofNullable((KeptForm) session.getAttribute(ATTRIBUTE));
    }

    /** What was kept, once. */
    static Optional<KeptForm> take(HttpSession session) {
        Optional<KeptForm> kept = in(session);
        session.removeAttribute(ATTRIBUTE);
        return kept;
    }
}
