package health.keyward.example.saml;

import com.onelogin.saml2.logout.LogoutRequest;
import com.onelogin.saml2.util.Constants;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** What a trusted LogoutRequest turned out to say. */
sealed interface LogoutOrder {
    /** End these sessions of this person; without an index, all of them. */
    record End(String requestId, String nameId, List<String> sessionIndexes) implements LogoutOrder {}

    /** Signed, and still not for us, not for now, or not readable. */
    record Refuse(String why) implements LogoutOrder {}

    /** How old a request may be that names no end, and how far clocks may differ. */
    Duration SLACK = Duration.ofMinutes(3);

    /**
     * Reads the request and checks issuer, destination, time and that it was not met before (SAML core 3.7.1, bindings 3.2.2).
     *
     * @param here the address the message came to
     */
    static LogoutOrder read(Document message, String issuer, String here, ReplayCache replays, Clock clock) {
        Element root = message.getDocumentElement();
        if (!"LogoutRequest".equals(root.getLocalName()) || !Constants.NS_SAMLP.equals(root.getNamespaceURI())) {
            return new Refuse("not a LogoutRequest");
        }
        try {
            Instant now = clock.instant();
            Instant issued = Instant.parse(root.getAttribute("IssueInstant"));
            Instant end = root.hasAttribute("NotOnOrAfter")
                    ? Instant.parse(root.getAttribute("NotOnOrAfter"))
                    : issued.plus(SLACK);
            if (now.isAfter(end.plus(SLACK)) || issued.isAfter(now.plus(SLACK))) {
                return new Refuse("too old, or from the future");
            }
            if (!here.equals(root.getAttribute("Destination"))) {
                return new Refuse("meant for another address");
            }
            if (!issuer.equals(LogoutRequest.getIssuer(message))) {
                return new Refuse("from another issuer");
            }
            if (!replays.firstTime(root.getAttribute("ID"), end.plus(SLACK))) {
                return new Refuse("met before");
            }
            return new End(
                    root.getAttribute("ID"),
                    LogoutRequest.getNameId(message),
                    LogoutRequest.getSessionIndexes(message));
        } catch (DateTimeParseException e) {
            return new Refuse("no readable time");
        } catch (Exception e) {
            return new Refuse("names nobody");
        }
    }
}
