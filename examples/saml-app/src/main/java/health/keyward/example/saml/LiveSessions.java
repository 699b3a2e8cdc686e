package health.keyward.example.saml;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Who is signed in right now. A browser's session holds only a key, so that a logout without the browser can end it. */
final class LiveSessions {
    private final Map<String, SignedIn> live = new ConcurrentHashMap<>();

    String open(SignedIn person) {
        String key = UUID.randomUUID().toString();
        live.put(key, person);
        return key;
    }

    Optional<SignedIn> find(String key) {
        return Optional.ofNullable(live.get(key));
    }

    void end(String key) {
        live.remove(key);
    }

    /**
     * Ends what a logout request names (SAML core 3.7.3.1): the sessions with one of the indexes, or every session of the person when it
     * names none.
     *
     * @return how many ended
     */
    int end(String nameId, Collection<String> sessionIndexes) {
        int before = live.size();
        live.values()
                .removeIf(person -> person.nameId().equals(nameId)
                        && (sessionIndexes.isEmpty()
                                || person.sessionIndex()
                                        .filter(sessionIndexes::contains)
                                        .isPresent()));
        return before - live.size();
    }
}
