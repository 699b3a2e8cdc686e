package health.keyward.contract.history;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a finished file is, so that it can be checked long after it was handed out.
 *
 * @param id 32 hex digits
 * @param list {@code sign-ins} or {@code changes}
 * @param format {@code csv}, {@code json} or {@code fhir}
 * @param question the filters, as a query string; times that it leaves open count back from {@code askedAt}
 * @param sha256 of the file, 64 hex digits
 * @param whole false when more matched than one export may hold
 * @param firstEntry least number of a log entry in the file; null when the file has no row
 * @param lastEntry greatest number of a log entry in the file
 * @param upToEntry newest entry of the log when the export was asked for; later ones are not in it
 * @param checkpoint the newest signed checkpoint of the log, with its cosignatures; null when it does not cover {@code upToEntry} yet
 */
public record ExportManifest(
        String id,
        String list,
        String format,
        String question,
        Instant askedAt,
        Instant endedAt,
        long rows,
        long bytes,
        String sha256,
        boolean whole,
        @Nullable Long firstEntry,
        @Nullable Long lastEntry,
        long upToEntry,
        @Nullable String checkpoint) {}
