package health.keyward.review.core;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where somebody stands: what the room remembers of a person to notice that something has happened (AR-15). Who wrote it, and by what path, does not matter.
 *
 * @param place department and units; null where none is known
 * @param work job and manager; null where none is known
 * @param disabledAt since when the account was seen disabled; null while it is enabled
 * @param usedAt last sign-in in which the person proved who they are, to the day
 */
public record Post(
        @Nullable String place,
        @Nullable String work,
        boolean enabled,
        @Nullable Instant disabledAt,
        @Nullable Instant usedAt) {
    static final Duration DISABLED_LONG = Duration.ofDays(30);
    static final Duration UNUSED_LONG = Duration.ofDays(90);

    /** What has happened since. That something became known for the first time is nothing that happened. */
    public Set<Cause> became(Post next, Instant now) {
        Set<Cause> causes = EnumSet.noneOf(Cause.class);
        if (isAnother(place, next.place)) {
            causes.add(Cause.TRANSFER);
        }
        if (isAnother(work, next.work)) {
            causes.add(Cause.PROMOTION);
        }
        boolean back = !enabled
                && next.enabled
                && disabledAt != null
                && !disabledAt.plus(DISABLED_LONG).isAfter(now);
        boolean usedAgain = usedAt != null
                && next.usedAt != null
                && !usedAt.plus(UNUSED_LONG).isAfter(next.usedAt);
        if (back || usedAgain) {
            causes.add(Cause.LONG_ABSENCE);
        }
        return causes;
    }

    private static boolean isAnother(@Nullable String before, @Nullable String after) {
        return before != null && !Objects.equals(before, after);
    }
}
