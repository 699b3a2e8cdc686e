package health.keyward.inactivity;

import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where an account stands on its way out of use. The door of the room. */
public interface Dormancy {
    /** The view of whom an exemption or leave holds, for stores of other rooms: {@code realm_id}, {@code user_id}, {@code begins}, {@code until}. */
    String EXEMPT_VIEW = "kw_exempt";

    /** The view of whom the room shut out because they left, for stores of other rooms: {@code realm_id}, {@code user_id}, {@code at}. */
    String LEFT_VIEW = "kw_left";

    /** Empty for an account no policy concerns. */
    Optional<Standing> of(RealmId realm, UserId person);

    /** Steps of the chain (IN-4), in their order. */
    enum Step {
        ACTIVE,
        WARNED,
        WARNED_AGAIN,
        GRACE,
        DISABLED,
        ARCHIVED,
        DELETED
    }

    /**
     * @param lastUse that the policy counts; null when there never was one
     * @param exemptUntil end of an exemption or leave; null when there is none
     * @param next when the next step is due; null when there is none
     */
    record Standing(
            Step step,
            Instant since,
            @Nullable Instant lastUse,
            @Nullable Instant exemptUntil,
            @Nullable Instant next) {}
}
