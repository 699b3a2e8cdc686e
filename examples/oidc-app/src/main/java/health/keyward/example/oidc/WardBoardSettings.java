package health.keyward.example.oidc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What the app is told by its environment.
 *
 * @param issuer issuer of the hospital's realm, as browsers see it
 * @param clientId client of this app in the realm
 * @param clientSecretFile file that holds the client's secret and nothing else
 * @param requestedLevel level asked for at the start, as {@code acr_values}; empty asks for none
 * @param acceptedLevels values of {@code acr} that open the board; a token with any other value is refused
 * @param prescriptionLevel level asked for before a prescription is signed
 * @param prescriptionLevels values of {@code acr} that will do for it
 * @param prescriptionMaxAge how long ago the person may have proved who they are
 */
@ConfigurationProperties("ward-board")
public record WardBoardSettings(
        URI issuer,
        String clientId,
        Path clientSecretFile,
        String requestedLevel,
        Set<String> acceptedLevels,
        String prescriptionLevel,
        Set<String> prescriptionLevels,
        Duration prescriptionMaxAge) {
    public WardBoardSettings {
        if (acceptedLevels.isEmpty()) {
            throw new IllegalArgumentException("ward-board.accepted-levels must name at least one acr");
        }
        acceptedLevels = Set.copyOf(acceptedLevels);
        prescriptionLevels = Set.copyOf(prescriptionLevels);
    }

    /** Scheme, host and port of the issuer, as a content security policy wants it. */
    String issuerOrigin() {
        return issuer.getScheme() + "://" + issuer.getAuthority();
    }

    FreshProof prescriptionProof(Clock clock) {
        return new FreshProof(prescriptionLevel, prescriptionLevels, prescriptionMaxAge, clock);
    }

    String clientSecret() {
        try {
            return Files.readString(clientSecretFile).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("CLIENT_SECRET_FILE cannot be read: " + clientSecretFile, e);
        }
    }
}
