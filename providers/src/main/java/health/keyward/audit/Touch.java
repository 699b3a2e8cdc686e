package health.keyward.audit;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One database row a transaction changed through the ORM.
 *
 * @param thing kind of row, for example {@code User}, {@code UserRoleMapping}, {@code Credential}
 * @param id its id, composite ids joined by {@code /}
 * @param refs ids of what the row refers to, by property name, for example {@code user} and {@code roleId}
 * @param fields what changed, secrets already masked
 */
public record Touch(Kind kind, String thing, String id, Map<String, String> refs, List<Recorded.FieldChange> fields) {
    public Touch {
        refs = Map.copyOf(refs);
        fields = List.copyOf(fields);
    }

    public Optional<String> ref(String name) {
        return Optional.ofNullable(refs.get(name));
    }

    public boolean changes(String field) {
        return fields.stream().anyMatch(f -> f.name().equals(field));
    }

    /** What happened to the row. */
    public enum Kind {
        INSERTED,
        UPDATED,
        DELETED
    }
}
