package health.keyward.audit.store;

import health.keyward.audit.Recorded.FieldChange;
import health.keyward.audit.Touch;
import health.keyward.audit.core.Masks;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.proxy.HibernateProxy;
import org.jspecify.annotations.Nullable;

/** Turns what Hibernate says of a row into a touch, with nothing in it that must not be recorded. */
final class Rows {
    private static final List<String> WATCHED = List.of(
            "org.keycloak.models.jpa.entities.",
            "org.keycloak.authorization.jpa.entities.",
            "org.keycloak.storage.jpa.entity.",
            "org.keycloak.organization.jpa.");
    /** Rows that change with every sign-in or that Keycloak keeps for itself. */
    private static final Set<String> UNWATCHED =
            Set.of("MigrationModel", "RevokedToken", "OutboxEntry", "IssuedVerifiableCredential", "WorkflowState");
    /** Columns without meaning to a reader. */
    private static final Set<String> NOISE =
            Set.of("lastModifiedTimestamp", "version", "longValueHash", "longValueHashLowerCase", "valueHash");

    private final SharedSessionContractImplementor session;

    Rows(SharedSessionContractImplementor session) {
        this.session = session;
    }

    /** The kind of row in plain words of Keycloak, for example {@code User}; empty when it is not watched. */
    static Optional<String> thingOf(Object entity) {
        Class<?> type = entity instanceof HibernateProxy proxy
                ? proxy.getHibernateLazyInitializer().getPersistentClass()
                : entity.getClass();
        if (WATCHED.stream().noneMatch(type.getName()::startsWith)) {
            return Optional.empty();
        }
        String name = type.getSimpleName();
        String thing = name.endsWith("Entity") ? name.substring(0, name.length() - "Entity".length()) : name;
        return UNWATCHED.contains(thing) ? Optional.empty() : Optional.of(thing);
    }

    Touch inserted(String thing, Object id, String[] names, Object[] state) {
        return touch(Touch.Kind.INSERTED, thing, id, names, null, state, null);
    }

    Touch updated(
            String thing,
            Object id,
            String[] names,
            int @Nullable [] dirty,
            Object @Nullable [] before,
            Object[] after) {
        return touch(Touch.Kind.UPDATED, thing, id, names, before, after, dirty);
    }

    Touch deleted(String thing, Object id, String[] names, Object[] state) {
        return touch(Touch.Kind.DELETED, thing, id, names, state, null, null);
    }

    Touch collection(String thing, @Nullable Object id, String role, @Nullable Object before, @Nullable Object after) {
        String name = role.substring(role.lastIndexOf('.') + 1);
        String owner = id == null ? "" : text(id);
        return new Touch(Touch.Kind.UPDATED, thing, owner, Map.of(), mapped(thing, owner, name, before, after));
    }

    private Touch touch(
            Touch.Kind kind,
            String thing,
            Object id,
            String[] names,
            Object @Nullable [] before,
            Object @Nullable [] after,
            int @Nullable [] dirty) {
        Object[] present = after != null ? after : before;
        Map<String, String> refs = new HashMap<>();
        for (int i = 0; present != null && i < names.length; i++) {
            if (present[i] != null && !(present[i] instanceof Collection) && !(present[i] instanceof Map)) {
                refs.put(names[i], text(present[i]));
            }
        }
        refs.keySet().removeIf(name -> Masks.hides(name) || NOISE.contains(name) || name.startsWith("_"));
        idParts(id, refs);
        return new Touch(kind, thing, text(id), refs, fields(thing, text(id), names, before, after, dirty, refs));
    }

    private List<FieldChange> fields(
            String thing,
            String id,
            String[] names,
            Object @Nullable [] before,
            Object @Nullable [] after,
            int @Nullable [] dirty,
            Map<String, String> refs) {
        if (thing.equals("Credential")) {
            String type = refs.getOrDefault("type", "credential");
            return List.of(new FieldChange(
                    "Credential", id, type, before == null ? null : Masks.MARKER, after == null ? null : Masks.MARKER));
        }
        if ((refs.containsKey("name") && refs.containsKey("value")) || hasValuePair(names)) {
            return nameAndValue(thing, id, names, before, after, refs);
        }
        List<FieldChange> fields = new ArrayList<>();
        for (int i = 0; i < names.length; i++) {
            if ((dirty != null && !contains(dirty, i)) || NOISE.contains(names[i]) || names[i].startsWith("_")) {
                continue;
            }
            String was = before == null || before[i] == null || isMany(before[i]) ? null : text(before[i]);
            String is = after == null || after[i] == null || isMany(after[i]) ? null : text(after[i]);
            if (was != null || is != null) {
                fields.add(new FieldChange(thing, id, names[i], Masks.value(names[i], was), Masks.value(names[i], is)));
            }
        }
        return fields.isEmpty() && (before == null || after == null) ? parts(thing, id, refs, after != null) : fields;
    }

    /** A row that is all key, such as a role mapping: its parts are what it says. */
    private static List<FieldChange> parts(String thing, String id, Map<String, String> refs, boolean made) {
        return new TreeMap<>(refs)
                .entrySet().stream()
                        .map(part -> new FieldChange(
                                thing, id, part.getKey(), made ? null : part.getValue(), made ? part.getValue() : null))
                        .toList();
    }

    /** Attribute tables: the name of the attribute is what a reader wants to see, and what decides about secrets. */
    private List<FieldChange> nameAndValue(
            String thing,
            String id,
            String[] names,
            Object @Nullable [] before,
            Object @Nullable [] after,
            Map<String, String> refs) {
        String name = refs.getOrDefault("name", "value");
        return List.of(new FieldChange(
                thing, id, name, Masks.value(name, valueOf(names, before)), Masks.value(name, valueOf(names, after))));
    }

    private @Nullable String valueOf(String[] names, Object @Nullable [] state) {
        for (int i = 0; state != null && i < names.length; i++) {
            if ((names[i].equals("value") || names[i].equals("longValue")) && state[i] != null) {
                return text(state[i]);
            }
        }
        return null;
    }

    private List<FieldChange> mapped(
            String thing, String id, String name, @Nullable Object before, @Nullable Object after) {
        if (before instanceof Map<?, ?> || after instanceof Map<?, ?>) {
            Map<String, String> was = textMap(before);
            Map<String, String> is = textMap(after);
            List<FieldChange> fields = new ArrayList<>();
            Set<String> keys = new TreeSet<>(was.keySet());
            keys.addAll(is.keySet());
            for (String key : keys) {
                if (!Objects.equals(was.get(key), is.get(key))) {
                    fields.add(new FieldChange(
                            thing,
                            id,
                            name + "." + key,
                            Masks.value(key, was.get(key)),
                            Masks.value(key, is.get(key))));
                }
            }
            return fields;
        }
        if (holdsRows(before) || holdsRows(after)) {
            return List.of();
        }
        String was = many(before);
        String is = many(after);
        return Objects.equals(was, is)
                ? List.of()
                : List.of(new FieldChange(thing, id, name, Masks.value(name, was), Masks.value(name, is)));
    }

    private Map<String, String> textMap(@Nullable Object map) {
        Map<String, String> texts = new TreeMap<>();
        if (map instanceof Map<?, ?> entries) {
            entries.forEach((k, v) -> texts.put(text(k), v == null ? "" : text(v)));
        }
        return texts;
    }

    private @Nullable String many(@Nullable Object values) {
        Collection<?> all = values instanceof Map<?, ?> map
                ? map.keySet()
                : values instanceof Collection<?> collection ? collection : List.of();
        return all.isEmpty()
                ? null
                : all.stream().filter(Objects::nonNull).map(this::text).sorted().collect(Collectors.joining(", "));
    }

    private String text(Object value) {
        if (value instanceof HibernateProxy proxy) {
            return String.valueOf(proxy.getHibernateLazyInitializer().getInternalIdentifier());
        }
        if (value.getClass().isAnnotationPresent(jakarta.persistence.Entity.class)) {
            Object id = session.getContextEntityIdentifier(value);
            return id == null ? "" : text(id);
        }
        Map<String, String> parts = new TreeMap<>();
        idParts(value, parts);
        return parts.isEmpty() ? String.valueOf(value) : String.join("/", parts.values());
    }

    /** Composite ids of Keycloak are nested {@code Key} classes with a field per part. */
    private void idParts(Object id, Map<String, String> into) {
        if (!id.getClass().getName().startsWith("org.keycloak.")
                || !id.getClass().getSimpleName().equals("Key")) {
            return;
        }
        for (java.lang.reflect.Field field : id.getClass().getDeclaredFields()) {
            try {
                field.setAccessible(true);
                Object part = field.get(id);
                if (part != null && !java.lang.reflect.Modifier.isStatic(field.getModifiers())) {
                    into.put(field.getName(), text(part));
                }
            } catch (IllegalAccessException | RuntimeException e) {
                into.put(field.getName(), "");
            }
        }
    }

    /** Rows of their own that hang on the owner are heard one by one; as a collection they would only be a list of ids. */
    private static boolean holdsRows(@Nullable Object many) {
        return many instanceof Collection<?> collection
                && collection.stream()
                        .anyMatch(one -> one instanceof HibernateProxy
                                || (one != null
                                        && one.getClass().isAnnotationPresent(jakarta.persistence.Entity.class)));
    }

    private static boolean hasValuePair(String[] names) {
        return contains(names, "name") && (contains(names, "value") || contains(names, "longValue"));
    }

    private static boolean isMany(Object value) {
        return value instanceof Collection || value instanceof Map;
    }

    private static boolean contains(int[] all, int one) {
        for (int i : all) {
            if (i == one) {
                return true;
            }
        }
        return false;
    }

    private static boolean contains(String[] all, String one) {
        return List.of(all).contains(one);
    }
}
