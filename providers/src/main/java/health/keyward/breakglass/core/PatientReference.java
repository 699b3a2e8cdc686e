package health.keyward.breakglass.core;

import java.util.Optional;

/** How an app knows a patient, as it comes in a link: opaque, so that no name gets into addresses, tokens or records (BG-8). */
public record PatientReference(String value) {
    /** @return empty for anything with spaces, letters beyond ASCII or more than 64 characters, which is how names look */
    public static Optional<PatientReference> of(String typed) {
        String value = typed.strip();
        return value.matches("[A-Za-z0-9][A-Za-z0-9._~-]{0,63}")
                ? Optional.of(new PatientReference(value))
                : Optional.empty();
    }
}
