package health.keyward.abac.keycloak.source;

import health.keyward.abac.Attribute;
import health.keyward.abac.AttributeSource;
import health.keyward.abac.Question;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;

/**
 * The person's record, as Keycloak holds it. Dates stand as they were entered, {@code 2027-06-30} or RFC 3339; the age is that of the reading, for nobody
 * notes when an attribute was last confirmed.
 */
public final class ProfileSource implements AttributeSource {
    private static final String NAME = "profile";
    /** The second one is what realms made by an older blueprint have. */
    private static final List<String> LAST_DAY = List.of("employment_until", "employment_end");

    private final People people;
    private final Clock clock;

    public ProfileSource(KeycloakSession session, Clock clock) {
        this.people = new People(session);
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Attribute> gather(Question question) {
        Optional<UserModel> user = people.subject(question);
        Facts facts = new Facts(user.orElse(null), clock.instant());
        facts.say("username", user.map(UserModel::getUsername).orElse(null));
        facts.say("enabled", user.map(UserModel::isEnabled).orElse(null));
        facts.text("unit", "unit");
        facts.text("department", "department");
        facts.text("job", "job");
        facts.text("npi", "npi");
        facts.together(
                "employment",
                Map.of("status", List.of("employment_status"), "from", List.of("employment_from"), "until", LAST_DAY));
        facts.together(
                "licence",
                Map.of(
                        "number", List.of("licence_number"),
                        "type", List.of("licence_type"),
                        "until", List.of("licence_until")));
        facts.together("training", Map.of("privacy_until", List.of("training_privacy_until")));
        facts.say("agreements", facts.all("agreements"));
        facts.together("shift", Map.of("from", List.of("shift_from"), "until", List.of("shift_until")));
        return facts.said;
    }

    /** Says every path, whatever is known. */
    private static final class Facts {
        private final @Nullable UserModel user;
        private final Instant now;
        private final List<Attribute> said = new ArrayList<>();

        Facts(@Nullable UserModel user, Instant now) {
            this.user = user;
            this.now = now;
        }

        void say(String name, @Nullable Object value) {
            String path = "subject.properties." + name;
            said.add(value == null ? Attribute.unknown(path, NAME) : new Attribute(path, value, NAME, now));
        }

        void text(String name, String attribute) {
            say(name, first(attribute));
        }

        /** Several attributes as one value; those that are not there are unknown, and so is the whole when none is. */
        void together(String name, Map<String, List<String>> attributes) {
            Map<String, Object> members = new TreeMap<>();
            attributes.forEach((member, names) -> members.put(
                    member,
                    names.stream()
                            .map(this::first)
                            .filter(Objects::nonNull)
                            .findFirst()
                            .orElse(Attribute.UNKNOWN)));
            boolean known = members.values().stream().anyMatch(value -> !Attribute.UNKNOWN.equals(value));
            say(name, known ? members : null);
        }

        @Nullable
        List<String> all(String attribute) {
            if (user == null) {
                return null;
            }
            List<String> values = user.getAttributeStream(attribute)
                    .filter(value -> value != null && !value.isBlank())
                    .sorted()
                    .toList();
            return values.isEmpty() ? null : values;
        }

        private @Nullable String first(String attribute) {
            String value = user == null ? null : user.getFirstAttribute(attribute);
            return value == null || value.isBlank() ? null : value.strip();
        }
    }
}
