package health.keyward.history.core;

import health.keyward.kernel.Actor;
import health.keyward.kernel.RealmId;
import java.time.Instant;
import java.util.UUID;

/**
 * An export somebody asked for, as it was asked: what it means never changes after that.
 *
 * @param question the query string; times that it leaves open count back from {@code askedAt}
 * @param lastEntry the newest entry of the log that may be in it
 */
public record ExportOrder(
        UUID id,
        RealmId realm,
        Actor actor,
        What what,
        Format format,
        String question,
        Instant askedAt,
        long lastEntry) {
    /** Of which list. */
    public enum What {
        SIGN_INS,
        CHANGES
    }

    /** Of the file. */
    public enum Format {
        CSV,
        JSON,
        FHIR
    }

    /** Id as the API writes it: 32 hex digits. */
    public String hex() {
        return id.toString().replace("-", "");
    }
}
