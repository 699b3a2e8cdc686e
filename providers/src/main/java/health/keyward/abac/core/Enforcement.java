package health.keyward.abac.core;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How far a realm has come with its policy. A realm that was never switched on only records what would be decided, and goes on asking for what its
 * step-up map demands; apps can be switched on one by one. Changed by two administrators.
 *
 * @param apps client id to mode, where it differs from the realm's
 */
public record Enforcement(Mode realm, Map<String, Mode> apps) {
    public static final Enforcement RECORDING = new Enforcement(Mode.RECORD, Map.of());

    /** What becomes of an answer. */
    public enum Mode {
        RECORD,
        ENFORCE
    }

    public Enforcement {
        apps = Map.copyOf(apps);
    }

    public boolean enforces(@Nullable String client) {
        return (client == null ? realm : apps.getOrDefault(client, realm)) == Mode.ENFORCE;
    }
}
