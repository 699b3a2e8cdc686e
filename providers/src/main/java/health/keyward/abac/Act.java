package health.keyward.abac;

import java.util.Map;

/** What the subject is about to do (AuthZEN 5.3): {@code open} for an app, {@code read}, {@code write} ... for a record. */
public record Act(String name, Map<String, Object> properties) {
    public Act {
        properties = Map.copyOf(properties);
    }

    public static Act of(String name) {
        return new Act(name, Map.of());
    }
}
