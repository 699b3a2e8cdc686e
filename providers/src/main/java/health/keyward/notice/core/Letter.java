package health.keyward.notice.core;

import health.keyward.notice.Notice;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A notice on its way through one channel.
 *
 * @param madeAt when the thing happened
 * @param since when the present row of attempts began: when it was made, or when somebody asked for another try
 * @param dueAt when it is tried next
 * @param attempts of the present row
 * @param lastError why the last attempt failed, as a word
 */
public record Letter(
        UUID id,
        Notice notice,
        Channel channel,
        State state,
        Instant madeAt,
        Instant since,
        Instant dueAt,
        int attempts,
        @Nullable Instant deliveredAt,
        @Nullable String lastError) {

    /** Short form of the id that every message carries, so that a receiver can tell a second copy from a second notice. */
    public String reference() {
        return id.toString().replace("-", "").substring(0, 12);
    }

    /** The same with other facts. */
    public Letter saying(Map<String, String> facts) {
        Notice other = new Notice(notice.realm(), notice.topic(), notice.dedupe(), notice.audience(), facts);
        return new Letter(id, other, channel, state, madeAt, since, dueAt, attempts, deliveredAt, lastError);
    }

    public Optional<Duration> latency() {
        return Optional.ofNullable(deliveredAt).map(at -> Duration.between(madeAt, at));
    }
}
