package health.keyward.stepup.core;

import health.keyward.stepup.core.ModelStanding.Biometric;
import java.security.cert.X509Certificate;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * A model of authenticators as the metadata of the FIDO Alliance describes it.
 *
 * @param verification ways to verify the user, each a set of methods that are needed together, for example {@code fingerprint_internal}
 * @param keyProtection for example {@code hardware} and {@code secure_element}
 * @param takesPin whether the device says of itself that it has or can have a PIN ({@code clientPin})
 * @param accuracy of its biometric methods, as far as its maker says
 * @param roots where its attestations end
 */
public record KnownModel(
        UUID aaguid,
        String name,
        List<ModelStatus> statuses,
        List<Set<String>> verification,
        Set<String> keyProtection,
        boolean takesPin,
        List<Accuracy> accuracy,
        List<X509Certificate> roots) {
    private static final String PRESENCE = "presence_internal";
    private static final Set<String> VERIFY_NOBODY = Set.of(PRESENCE, "none");

    public KnownModel {
        statuses = List.copyOf(statuses);
        verification = verification.stream().map(Set::copyOf).toList();
        keyProtection = Set.copyOf(keyProtection);
        accuracy = List.copyOf(accuracy);
        roots = List.copyOf(roots);
    }

    /** What stands against every use of it. */
    public Optional<ModelStatus> compromise() {
        return statuses.stream().filter(ModelStatus::compromised).findFirst();
    }

    /** What the FIDO Alliance last said about its certification. */
    public Optional<ModelStatus> certification() {
        return statuses.stream()
                .filter(ModelStatus::aboutCertification)
                .max(Comparator.comparing(status -> status.since() == null ? LocalDate.MIN : status.since()));
    }

    public boolean certified() {
        return certification().filter(ModelStatus::certified).isPresent();
    }

    /** Whether every status is one we know the meaning of. */
    public boolean understood() {
        return statuses.stream().allMatch(ModelStatus::understood);
    }

    /** Whether its keys are made and kept in hardware. */
    public boolean hardware() {
        return keyProtection.contains("hardware") && !keyProtection.contains("software");
    }

    /**
     * How it verifies its user, when there is one biometric way and no other (SU-5). Ways that verify nobody do not count against it: they never set the
     * flag UV, without which no level above the second is given.
     */
    public Optional<Biometric> biometric() {
        List<Set<String>> ways = verification.stream()
                .filter(way -> !VERIFY_NOBODY.containsAll(way))
                .toList();
        if (ways.isEmpty() || takesPin) {
            return Optional.empty();
        }
        if (ways.stream().allMatch(way -> by(way, "fingerprint_internal"))) {
            return Optional.of(Biometric.FINGERPRINT);
        }
        return ways.stream().allMatch(way -> by(way, "faceprint_internal"))
                ? Optional.of(Biometric.FACE)
                : Optional.empty();
    }

    private static boolean by(Set<String> way, String method) {
        return way.contains(method) && way.stream().allMatch(other -> other.equals(method) || other.equals(PRESENCE));
    }
}
