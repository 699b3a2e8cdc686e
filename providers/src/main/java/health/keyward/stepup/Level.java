package health.keyward.stepup;

import java.util.Arrays;
import java.util.Optional;

/** How sure the house is of who acts. Higher ones include the lower ones. */
public enum Level {
    /** A password alone. */
    PASSWORD(1, "pwd"),
    /** Two factors of any kind (SP 800-63B-4, AAL2). */
    MULTI_FACTOR(2, "mfa"),
    /** A WebAuthn assertion with user verification (OpenID EAP {@code phr}). */
    PHISHING_RESISTANT(3, "phr"),
    /** The same from a model whose keys cannot leave the hardware, proven by attestation and accepted for it (OpenID EAP {@code phrh}). */
    HARDWARE_BOUND(4, "phrh");

    private final int loa;
    private final String acr;

    Level(int loa, String acr) {
        this.loa = loa;
        this.acr = acr;
    }

    /** Keycloak's number for it. */
    public int loa() {
        return loa;
    }

    /** Its name in tokens and requests. */
    public String acr() {
        return acr;
    }

    public boolean includes(Level other) {
        return loa >= other.loa;
    }

    public static Level higher(Level one, Level other) {
        return one.includes(other) ? one : other;
    }

    public static Optional<Level> ofLoa(int loa) {
        return Arrays.stream(values()).filter(level -> level.loa == loa).findFirst();
    }

    public static Optional<Level> ofAcr(String acr) {
        return Arrays.stream(values()).filter(level -> level.acr.equals(acr)).findFirst();
    }
}
