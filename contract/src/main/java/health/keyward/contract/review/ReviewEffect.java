package health.keyward.contract.review;

/** What became of a revocation: {@code EFFECTIVE} was read again and is gone; {@code BY_HAND} waits for an administrator, because only one may touch it; {@code DRIFTED} came back. */
public enum ReviewEffect {
    NONE,
    WAITING,
    APPLIED,
    EFFECTIVE,
    FAILED,
    DRIFTED,
    BY_HAND,
    UNDONE
}
