package health.keyward.contract.audit;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How long the evidence is kept and what is being done about it. What concerns entries of all realms is empty outside the realm that keeps the evidence.
 *
 * @param floorYears nothing younger is disposed of, nobody with a younger record erased without a legal order
 * @param keepsEvidence whether disposal, new keys and a new epoch are decided in this realm
 * @param disposable what could be disposed of now; null when nothing is that old
 * @param holds those that stand in this realm, the oldest first
 * @param holdsElsewhere those of other realms, which stop a disposal too
 * @param keys key-encryption keys of the database, the newest first
 * @param files numbers of the key files the server that answered has
 * @param rewraps re-wraps that were ordered, the newest first
 * @param acts what was done last, the newest first
 */
public record LedgerRetention(
        int floorYears,
        boolean keepsEvidence,
        @Nullable Disposable disposable,
        List<Hold> holds,
        long holdsElsewhere,
        List<Key> keys,
        List<Integer> files,
        List<Rewrap> rewraps,
        List<Act> acts) {
    public LedgerRetention {
        holds = List.copyOf(holds);
        keys = List.copyOf(keys);
        files = List.copyOf(files);
        rewraps = List.copyOf(rewraps);
        acts = List.copyOf(acts);
    }

    /**
     * Whole months that are older than the floor.
     *
     * @param firstEntry number of the first entry that is still there
     * @param lastEntry number of the last one that would go
     * @param firstMonth such as {@code 2019-03}
     * @param before the first month that stays
     * @param against a word for what stands against it now, such as {@code ON_HOLD}; null when nothing does
     */
    public record Disposable(
            long firstEntry,
            long lastEntry,
            long entries,
            String firstMonth,
            String lastMonth,
            String before,
            @Nullable String against) {}

    /**
     * A legal hold.
     *
     * @param personId null when the whole realm is held
     * @param approval id of the approval it stands on
     */
    public record Hold(@Nullable String personId, String reason, Instant since, String approval) {}

    /**
     * A key-encryption key.
     *
     * @param retiredAt null as long as data keys may be wrapped by it
     * @param dataKeys wrapped by it now
     */
    public record Key(int epoch, Instant openedAt, @Nullable Instant retiredAt, long dataKeys) {}

    /**
     * A re-wrap.
     *
     * @param endedAt null as long as it is not done
     * @param keys wrapped anew; null unless it is done
     * @param trouble a word for why it was not begun or not done, such as {@code NO_KEY_FILE}
     */
    public record Rewrap(
            int toEpoch,
            String approval,
            Instant orderedAt,
            @Nullable Instant endedAt,
            @Nullable Long keys,
            @Nullable String trouble) {}

    /**
     * A mark of the log.
     *
     * @param entry its number
     * @param type {@code SHRED}, {@code HOLD}, {@code RELEASE}, {@code DISPOSAL}, {@code REWRAP} or {@code EPOCH}
     * @param facts as the mark has them; they name nobody
     */
    public record Act(long entry, Instant at, String type, Map<String, String> facts) {
        public Act {
            facts = Map.copyOf(facts);
        }
    }
}
