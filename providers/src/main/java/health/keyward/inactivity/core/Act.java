package health.keyward.inactivity.core;

import health.keyward.inactivity.Dormancy.Step;

/** What a run does to an account. */
public enum Act {
    WARN(Step.WARNED),
    WARN_AGAIN(Step.WARNED_AGAIN),
    GRACE(Step.GRACE),
    DISABLE(Step.DISABLED),
    ARCHIVE(Step.ARCHIVED),
    DELETE(Step.DELETED),
    /** The account is in use again, or nothing speaks against it any more. */
    RETURN(Step.ACTIVE),
    /** A leave begins that keeps the person from signing in. */
    BLOCK(Step.ACTIVE),
    /** Such a leave is over. */
    UNBLOCK(Step.ACTIVE),
    /** Something was due and was held back. */
    HOLD(Step.ACTIVE);

    private final Step to;

    Act(Step to) {
        this.to = to;
    }

    /** Where the account stands afterwards; says nothing for the last three. */
    public Step to() {
        return to;
    }
}
