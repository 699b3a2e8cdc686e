package health.keyward.example.saml;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One person signed in, as the assertion says it.
 *
 * @param nameId the person's name towards this app
 * @param nameIdFormat how to read the name
 * @param sessionIndex the realm's name of the session, by which a logout finds it
 * @param contextClass the authentication context class, the SAML word for the level reached
 * @param authenticatedAt time of the statement, as the assertion gives it
 * @param attributes what arrived, sorted by name
 */
record SignedIn(
        String nameId,
        String nameIdFormat,
        Optional<String> sessionIndex,
        String contextClass,
        Instant authenticatedAt,
        Map<String, List<String>> attributes) {
    SignedIn {
        attributes = new TreeMap<>(attributes);
    }
}
