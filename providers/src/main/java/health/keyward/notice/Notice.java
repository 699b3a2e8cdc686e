package health.keyward.notice;

import health.keyward.kernel.RealmId;
import java.util.Map;

/**
 * Something to be told.
 *
 * @param topic what it is about, for example {@code approval-proposed}; the mail theme has a text for it
 * @param dedupe names the occasion; 1 to 128 characters
 * @param facts few short values for the text, by name. No names of patients, no health data, no secrets: mail is read on telephones
 */
public record Notice(RealmId realm, String topic, String dedupe, Audience audience, Map<String, String> facts) {
    private static final int MOST_FACTS = 8;
    private static final int LONGEST_FACT = 200;

    public Notice {
        facts = Map.copyOf(facts);
        if (!topic.matches("[a-z][a-z-]{0,63}")) {
            throw new IllegalArgumentException("a topic is a word in lower case");
        }
        if (dedupe.isBlank() || dedupe.length() > 128) {
            throw new IllegalArgumentException("a dedupe key has 1 to 128 characters");
        }
        if (facts.size() > MOST_FACTS || facts.entrySet().stream().anyMatch(f -> !isGood(f.getKey(), f.getValue()))) {
            throw new IllegalArgumentException("a notice carries up to " + MOST_FACTS + " short facts");
        }
    }

    private static boolean isGood(String name, String value) {
        return name.matches("[a-z][a-zA-Z]{0,31}")
                && value.length() <= LONGEST_FACT
                && value.chars().noneMatch(Character::isISOControl);
    }
}
