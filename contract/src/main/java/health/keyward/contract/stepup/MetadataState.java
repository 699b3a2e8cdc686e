package health.keyward.contract.stepup;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The metadata of the FIDO Alliance as this installation has them.
 *
 * @param number serial number of what is kept
 * @param nextUpdate until when it was meant to be replaced
 * @param loadedBy name of who uploaded it; null when nobody did
 * @param unreadable entries that could not be read; their models count as unknown
 * @param byFile whether a file is watched
 * @param byUrl whether an address is asked once a day
 * @param tries how the last one from each source ended
 */
public record MetadataState(
        MetadataCondition condition,
        @Nullable Integer number,
        @Nullable LocalDate nextUpdate,
        @Nullable MetadataSource source,
        @Nullable Instant loadedAt,
        @Nullable String loadedBy,
        int models,
        int unreadable,
        boolean byFile,
        boolean byUrl,
        List<Try> tries) {
    public record Try(MetadataSource source, Instant at, boolean taken, String detail) {}
}
