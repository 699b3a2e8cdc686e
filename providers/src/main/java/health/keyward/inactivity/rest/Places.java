package health.keyward.inactivity.rest;

import health.keyward.inactivity.store.Directory.Place;
import health.keyward.keycloak.Problems;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Cursors of lists that are sorted by user name or by id. */
final class Places {
    private Places() {}

    static String text(Place place) {
        return encoded(place.id() + "\n" + place.username());
    }

    static Place parse(String text) {
        String[] parts = decoded(text).split("\n", 2);
        if (parts.length != 2) {
            throw bad();
        }
        return new Place(parts[1], parts[0]);
    }

    static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    static String decoded(String text) {
        try {
            return new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).replace("\0", "");
        } catch (IllegalArgumentException e) {
            throw bad();
        }
    }

    private static RuntimeException bad() {
        return Problems.badRequest(
                "bad-cursor", "The cursor is none of ours; take it from next, or start without one.");
    }
}
