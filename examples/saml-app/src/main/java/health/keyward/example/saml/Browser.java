package health.keyward.example.saml;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What this app keeps in a browser's session: open questions to the realm, the key of who is signed in, and a form token. */
final class Browser {
    private static final String ASKED = "asked";
    static final String KEY = "key";
    private static final String FORM_TOKEN = "formToken";
    private static final int OPEN_TABS = 8;

    private final HttpServletRequest request;

    Browser(HttpServletRequest request) {
        this.request = request;
    }

    void asked(String requestId) {
        HttpSession session = request.getSession(true);
        Deque<String> open = new ArrayDeque<>(asked());
        open.addLast(requestId);
        if (open.size() > OPEN_TABS) {
            open.removeFirst();
        }
        session.setAttribute(ASKED, open.toArray(String[]::new));
    }

    Set<String> asked() {
        return attribute(ASKED, String[].class)
                .map(open -> (Set<String>) new LinkedHashSet<>(List.of(open)))
                .orElseGet(Set::of);
    }

    /** Signs in under a new session id, so that an id planted beforehand is worth nothing. */
    void signIn(String key) {
        HttpSession session = request.getSession(true);
        session.removeAttribute(ASKED);
        request.changeSessionId();
        session.setAttribute(KEY, key);
        session.setAttribute(FORM_TOKEN, UUID.randomUUID().toString());
    }

    Optional<String> key() {
        return attribute(KEY, String.class);
    }

    String formToken() {
        return attribute(FORM_TOKEN, String.class).orElse("");
    }

    boolean sentForm(String token) {
        return !token.isEmpty() && token.equals(formToken());
    }

    void forget() {
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
    }

    private <T> Optional<T> attribute(String name, Class<T> type) {
        HttpSession session = request.getSession(false);
        return session == null ? Optional.empty() : Optional.ofNullable(type.cast(session.getAttribute(name)));
    }
}
