package health.keyward.it.web;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.openqa.selenium.By;

/**
 * An assertion in an attacker's hands: what a page asked for, what an authenticator answered, and where the answer is sent.
 *
 * @param answer fields of the form; empty while nothing has been signed
 */
record Assertions(String action, String challenge, List<String> keys, Map<String, String> answer) {
    private static final String ASKED = """
            const script = [...document.scripts].map(s => s.text).join('\\n');
            return [document.getElementById('webauth').action, /challenge: "([^"]+)"/.exec(script)[1],
                ...[...document.getElementsByName('authn_use_chk')].map(one => one.value)];
            """;

    private static final String SIGN = """
            const [challenge, keys, done] = arguments;
            const bytes = text => Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), c => c.charCodeAt(0));
            const text = buffer => btoa(String.fromCharCode(...new Uint8Array(buffer)))
                .replace(/\\+/g, '-').replace(/\\//g, '_').replace(/=/g, '');
            navigator.credentials.get({ publicKey: {
                    challenge: bytes(challenge), rpId: 'localhost', userVerification: 'required',
                    allowCredentials: keys.map(id => ({ id: bytes(id), type: 'public-key' })) } })
                .then(got => done({
                    credentialId: got.id,
                    clientDataJSON: text(got.response.clientDataJSON),
                    authenticatorData: text(got.response.authenticatorData),
                    signature: text(got.response.signature),
                    userHandle: got.response.userHandle ? text(got.response.userHandle) : '' }))
                .catch(problem => done({ problem: String(problem) }));
            """;

    private static final String SEND = """
            const [action, fields] = arguments;
            const form = document.createElement('form');
            form.method = 'post';
            form.action = action;
            for (const name in fields) {
                const input = document.createElement('input');
                input.type = 'hidden';
                input.name = name;
                input.value = fields[name];
                form.append(input);
            }
            document.body.append(form);
            form.submit();
            """;

    static Assertions askedOn(Screen screen) {
        List<?> asked = (List<?>) screen.runs(ASKED);
        return new Assertions(
                (String) asked.get(0),
                (String) asked.get(1),
                asked.subList(2, asked.size()).stream().map(String.class::cast).toList(),
                Map.of());
    }

    /** Signed on the page the browser shows now. */
    Assertions madeHere(Screen screen) {
        Map<?, ?> made = (Map<?, ?>) Objects.requireNonNull(screen.driver().executeAsyncScript(SIGN, challenge, keys));
        if (made.containsKey("problem")) {
            throw new AssertionError("the browser did not sign: " + made.get("problem"));
        }
        Map<String, String> fields = new java.util.TreeMap<>();
        made.forEach((name, value) -> fields.put((String) name, (String) value));
        return new Assertions(action, challenge, keys, fields);
    }

    /** The same answer to another question. */
    Assertions at(Assertions asked) {
        return new Assertions(asked.action, asked.challenge, asked.keys, answer);
    }

    void sent(Screen screen) {
        screen.runs("window.keywardSent = true");
        screen.runs(SEND, action, answer);
        screen.until(
                "another page answers",
                d -> Boolean.TRUE.equals(
                                screen.runs("return !window.keywardSent && document.readyState === 'complete'"))
                        ? true
                        : null);
        screen.sees(By.tagName("body"));
    }
}
