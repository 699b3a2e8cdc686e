package health.keyward.abac;

import java.util.List;
import java.util.Map;

/**
 * Why. Texts for the person and for the administrator are found by the code, in the reader's language.
 *
 * @param code {@code <domain>.<rule>}, for example {@code app.role_not_listed}; the rule's name in the policy's metadata
 * @param missing paths of attributes that were unknown and would have been needed
 * @param facts small values for the texts, without names of people
 */
public record Reason(String code, List<String> missing, Map<String, String> facts) {
    public Reason {
        missing = List.copyOf(missing);
        facts = Map.copyOf(facts);
    }

    public static Reason of(String code) {
        return new Reason(code, List.of(), Map.of());
    }
}
