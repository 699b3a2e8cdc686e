package health.keyward.stepup.core;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What a verified metadata BLOB of the FIDO Alliance says.
 *
 * @param number its serial number ({@code no})
 * @param nextUpdate until when it was meant to be replaced
 * @param withoutModel entries for devices that have no AAGUID (U2F, UAF), which no sign-in here asks about
 * @param unreadable entries that could not be read; their models count as unknown
 */
public record Metadata(
        int number, LocalDate nextUpdate, Map<UUID, KnownModel> models, int withoutModel, int unreadable) {
    public Metadata {
        models = Map.copyOf(models);
    }

    public Optional<KnownModel> model(UUID aaguid) {
        return Optional.ofNullable(models.get(aaguid));
    }

    /** Whether it should have been replaced by now. It goes on to serve: an old list of refused models is better than none. */
    public boolean outdated(Instant now) {
        return nextUpdate.isBefore(LocalDate.ofInstant(now, ZoneOffset.UTC));
    }
}
