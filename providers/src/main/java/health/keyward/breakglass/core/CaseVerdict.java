package health.keyward.breakglass.core;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a reviewer says of an emergency access (BG-14).
 *
 * @param checklist every item is answered
 * @param note in the reviewer's words; empty only where everything was in order
 * @param blankAttested that the reviewer knows nothing was recorded under the grant and says why in the note (BG-12)
 */
public record CaseVerdict(Disposition disposition, Map<Item, Answer> checklist, String note, boolean blankAttested) {
    public static final int SHORTEST_NOTE = 15;
    public static final int LONGEST_NOTE = 1_000;

    public CaseVerdict {
        checklist = checklist.isEmpty() ? Map.of() : Map.copyOf(new EnumMap<>(checklist));
        note = note.strip();
    }

    /** What came of it. */
    public enum Disposition {
        APPROPRIATE,
        /** In order, and ordinary rules should have allowed it. */
        POLICY_GAP,
        INAPPROPRIATE,
        /** What the person says and what was recorded do not agree: another reviewer decides. */
        CONTESTED,
        /** For the incident team. */
        INCIDENT;

        public boolean closes() {
            return this != CONTESTED;
        }

        boolean inOrder() {
            return this == APPROPRIATE || this == POLICY_GAP;
        }
    }

    /** What a reviewer has to look at. */
    public enum Item {
        /** The reason given holds. */
        REASON,
        /** The person had to do with this patient. */
        PATIENT,
        /** No more was read than was needed. */
        EXTENT,
        /** It was asked for when it was needed and not kept longer. */
        TIME
    }

    /** What was found. */
    public enum Answer {
        YES,
        NO,
        CANNOT_TELL
    }

    /** Why it does not count. */
    public enum Refusal {
        CLOSED,
        STILL_RUNNING,
        CHECKLIST_OPEN,
        /** Nobody calls in order what an answer says is not. */
        CONTRADICTION,
        NOTE_MISSING,
        /** Nothing was recorded under the grant, and nobody attests that this is right. */
        BLANK_NOT_ATTESTED,
        /** Blank usage was attested, but something was recorded meanwhile. */
        NOT_BLANK
    }

    /**
     * What stands against it; empty when it counts.
     *
     * @param over whether the grant has ended
     * @param used how many decisions and app events carry the grant's id
     */
    public Optional<Refusal> against(CaseState state, boolean over, long used) {
        if (state == CaseState.CLOSED) {
            return Optional.of(Refusal.CLOSED);
        }
        if (!over) {
            return Optional.of(Refusal.STILL_RUNNING);
        }
        if (checklist.size() != Item.values().length) {
            return Optional.of(Refusal.CHECKLIST_OPEN);
        }
        if (disposition.inOrder() && checklist.containsValue(Answer.NO)) {
            return Optional.of(Refusal.CONTRADICTION);
        }
        if (used == 0 && !blankAttested) {
            return Optional.of(Refusal.BLANK_NOT_ATTESTED);
        }
        if (used > 0 && blankAttested) {
            return Optional.of(Refusal.NOT_BLANK);
        }
        return wordsNeeded() && note.length() < SHORTEST_NOTE ? Optional.of(Refusal.NOTE_MISSING) : Optional.empty();
    }

    private boolean wordsNeeded() {
        return disposition != Disposition.APPROPRIATE || blankAttested || checklist.containsValue(Answer.CANNOT_TELL);
    }
}
