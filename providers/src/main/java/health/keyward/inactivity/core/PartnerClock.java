package health.keyward.inactivity.core;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A partner at whose app a leaver had access, and by when it has to be told (IN-15).
 *
 * @param client as the app calls itself
 * @param toldAt when the mail server took the notice; null while it has not
 * @param alarmedAt when system administrators were told that the partner was not
 */
public record PartnerClock(
        String client,
        Instant dueAt,
        @Nullable Instant toldAt,
        @Nullable Instant alarmedAt) {
    public boolean lateAt(Instant now) {
        return (toldAt == null ? now : toldAt).isAfter(dueAt);
    }
}
