package health.keyward.local.apply;

import java.util.List;
import java.util.Map;

/**
 * One demo person of {@code people.json}.
 *
 * @param group path of the unit's group, for instance {@code /Lindenfield Hospital/Emergency}
 * @param attributes of the declarative profile: department, employment_type, npi, manager, employment_end
 * @param secondFactor false for those who never enrolled one
 */
public record Person(
        String username,
        String firstName,
        String lastName,
        String email,
        boolean enabled,
        boolean secondFactor,
        String group,
        List<String> roles,
        Map<String, String> attributes) {

    public Person {
        roles = List.copyOf(roles);
        attributes = Map.copyOf(attributes);
    }

    public String displayName() {
        return firstName + " " + lastName;
    }
}
