package health.keyward.example.saml;

import com.onelogin.saml2.authn.SamlResponse;
import com.onelogin.saml2.settings.Saml2Settings;
import com.onelogin.saml2.util.Constants;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** What came back from the realm after a sign-in was asked for. */
sealed interface SignInAnswer {
    /** Somebody is signed in; the request that asked for it is answered. */
    record Welcome(SignedIn person, String requestId) implements SignInAnswer {}

    /** Signed in, but with an authentication context this app does not accept. */
    record TooWeak(String contextClass) implements SignInAnswer {}

    /** Not believed, or a refusal of the realm. The reason is for the log, never for the page. */
    record Refused(String why) implements SignInAnswer {}

    /**
     * Reads a response of the POST binding.
     *
     * @param asked ids of the requests this very browser has open; an answer to none of them is refused, unsolicited ones as well
     * @param accepted context classes that open the app, empty for any
     */
    static SignInAnswer read(
            String base64, Saml2Settings settings, Set<String> asked, List<String> accepted, ReplayCache replays) {
        Optional<Document> parsed = decode(base64);
        if (parsed.isEmpty()) {
            return new Refused("not well-formed, or with a document type");
        }
        String requestId = parsed.get().getDocumentElement().getAttribute("InResponseTo");
        if (!asked.contains(requestId)) {
            return new Refused("answers no question of this browser");
        }
        try {
            SamlResponse response = new SamlResponse(
                    settings, settings.getSpAssertionConsumerServiceUrl().toString(), base64);
            if (!response.isValid(requestId)) {
                return new Refused(String.valueOf(response.getError()));
            }
            Instant end = Instant.ofEpochMilli(
                    response.getAssertionNotOnOrAfter().getFirst().getMillis());
            if (!replays.firstTime(response.getAssertionId(), end.plusSeconds(Constants.ALOWED_CLOCK_DRIFT))) {
                return new Refused("the assertion was used before");
            }
            SignedIn person = person(response, parsed.get());
            return accepted.isEmpty() || accepted.contains(person.contextClass())
                    ? new Welcome(person, requestId)
                    : new TooWeak(person.contextClass());
        } catch (Exception e) {
            return new Refused(e.toString());
        }
    }

    private static Optional<Document> decode(String base64) {
        try {
            byte[] xml = Base64.getMimeDecoder().decode(base64);
            return SafeXml.parse(new String(xml, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static SignedIn person(SamlResponse response, Document message) throws Exception {
        Element statement = only(message, "AuthnStatement");
        return new SignedIn(
                response.getNameId(),
                response.getNameIdFormat(),
                Optional.ofNullable(response.getSessionIndex()),
                only(message, "AuthnContextClassRef").getTextContent().strip(),
                Instant.parse(statement.getAttribute("AuthnInstant")),
                response.getAttributes());
    }

    private static Element only(Document message, String name) {
        var found = message.getElementsByTagNameNS(Constants.NS_SAML, name);
        if (found.getLength() != 1) {
            throw new IllegalArgumentException("The response has " + found.getLength() + " times " + name);
        }
        return (Element) found.item(0);
    }
}
