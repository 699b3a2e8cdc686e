package health.keyward.local.apply;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The committed blueprint and values for its places. */
public final class Fixtures {
    private Fixtures() {}

    public static Path blueprintFolder() {
        Path here = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(here.resolve("deploy/blueprint"))) {
            here = here.getParent();
        }
        return here.resolve("deploy/blueprint");
    }

    public static Blueprint blueprint() {
        return Blueprint.read(blueprintFolder());
    }

    public static Settings settings(Variant variant) {
        return new Settings(
                variant,
                Map.ofEntries(
                        Map.entry("realm", "hospital"),
                        Map.entry("hospital-name", "Lindenfield Hospital"),
                        Map.entry("host", "id.lindenfield.example"),
                        Map.entry("keycloak-url", "https://id.lindenfield.example"),
                        Map.entry("console-url", "https://console.lindenfield.example"),
                        Map.entry("ward-board-url", "https://ward.lindenfield.example"),
                        Map.entry("pharmacy-url", "https://pharmacy.lindenfield.example"),
                        Map.entry("console-secret", "generated-for-console"),
                        Map.entry("ward-board-secret", "generated-for-ward-board"),
                        Map.entry("operator-secret", "generated-for-operator"),
                        Map.entry("pharmacy-certificate", "MIIC"),
                        Map.entry("mail-host", "mail.lindenfield.example"),
                        Map.entry("mail-port", "587"),
                        Map.entry("mail-from", "identity@lindenfield.example")));
    }
}
