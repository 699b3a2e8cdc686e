package health.keyward.keycloak;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/**
 * The last row of a page that is sorted by time and id, newest first.
 *
 * @param at to the microsecond, as the database keeps it
 */
public record PageKey(Instant at, UUID id) {
    private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

    public String text() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(
                        (ChronoUnit.MICROS.between(Instant.EPOCH, at) + "." + id).getBytes(StandardCharsets.US_ASCII));
    }

    /** Empty for what is no cursor of ours. */
    public static Optional<PageKey> parse(String text) {
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.US_ASCII).split("\\.", 2);
            Instant at = Instant.EPOCH.plus(Long.parseLong(parts[0]), ChronoUnit.MICROS);
            return parts.length == 2 && !at.isBefore(Instant.EPOCH) && at.isBefore(LATEST)
                    ? Optional.of(new PageKey(at, UUID.fromString(parts[1])))
                    : Optional.empty();
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
            return Optional.empty();
        }
    }
}
