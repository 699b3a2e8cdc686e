package health.keyward.stepup.core;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** Where a list in the order of user names goes on, as a cursor. */
public final class PersonKey {
    private PersonKey() {}

    public static String text(CoveredPerson.Place place) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((place.userId() + "\n" + place.username()).getBytes(StandardCharsets.UTF_8));
    }

    /** Empty for what is no cursor of ours. */
    public static Optional<CoveredPerson.Place> parse(String text) {
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split("\n", 2);
            return parts.length == 2 && parts[0].matches("[A-Za-z0-9:._-]{1,255}")
                    ? Optional.of(new CoveredPerson.Place(parts[1], parts[0]))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
