package health.keyward.review.core;

/** Why something is not done. */
public enum Refusal {
    NOT_FOUND,
    CHANGED_MEANWHILE,
    OUT_OF_TURN,
    HASH_DIFFERS,
    ORPHANS,
    EMPTY,
    MUST_OPEN,
    NO_BULK_KEEP,
    NEEDS_REASON,
    BAD_REASON,
    BAD_UNTIL,
    BAD_REDUCTION,
    MAY_NOT_REVIEW,
    TOO_MANY_HOPS,
    NOT_OWNER,
    OWN_ITEMS,
    NOT_DONE,
    STILL_HELD,
    DIRECTORY_SILENT;

    static Refusal of(AnswerRules.Refusal why) {
        return valueOf(why.name());
    }
}
