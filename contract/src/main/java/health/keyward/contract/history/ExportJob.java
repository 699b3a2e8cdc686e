package health.keyward.contract.history;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An export that is made in the background.
 *
 * @param id 32 hex digits
 * @param list {@code sign-ins} or {@code changes}
 * @param format {@code csv}, {@code json} or {@code fhir}
 * @param question the filters, as a query string
 * @param rows in the file so far
 * @param bytes of the file so far
 * @param goneAt from when on the file may be gone
 */
public record ExportJob(
        String id,
        String list,
        String format,
        String question,
        ExportPhase phase,
        long rows,
        long bytes,
        Instant askedAt,
        @Nullable Instant endedAt,
        Instant goneAt) {}
