package health.keyward.audit.keycloak;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An address under {@code /admin/}, taken apart by whole segments: {@code admin-events} is not {@code events}. */
record AdminPath(List<String> segments) {
    private static final Set<String> ATTEMPTS = Set.of("events", "admin-events", "attack-detection");

    static @Nullable AdminPath of(String path) {
        if (!path.contains("admin")) {
            return null;
        }
        List<String> segments = java.util.Arrays.stream(path.split("/", -1))
                .filter(s -> !s.isEmpty())
                .toList();
        int admin = segments.indexOf("admin");
        if (admin < 0 || admin > 3 || segments.size() < admin + 2) {
            return null;
        }
        boolean ours = !segments.subList(0, admin).contains("realms")
                && !segments.subList(0, admin).contains("resources");
        return ours ? new AdminPath(segments.subList(admin + 1, segments.size())) : null;
    }

    String realmName() {
        return segments.size() > 1 && segments.getFirst().equals("realms") ? segments.get(1) : "master";
    }

    String below() {
        String below = segments.size() > 2 && segments.getFirst().equals("realms")
                ? String.join("/", segments.subList(2, segments.size()))
                : String.join("/", segments);
        return below.length() <= 1_000 ? below : below.substring(0, 1_000);
    }

    /** Keycloak's own events, admin events, their configuration, and brute-force state. */
    boolean showsAttempts() {
        return segments.size() > 2 && segments.getFirst().equals("realms") && ATTEMPTS.contains(segments.get(2));
    }

    /** Keyward's own admin API. */
    boolean isKeyward() {
        return segments.size() > 2
                && segments.getFirst().equals("realms")
                && segments.get(2).equals("keyward");
    }

    /** The user list of the stock console, which carries brute-force fields. */
    boolean listsPeople() {
        return segments.contains("brute-force-user");
    }
}
