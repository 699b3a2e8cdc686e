package health.keyward.breakglass.core;

import java.util.EnumMap;
import java.util.Map;

/**
 * What speaks for and against an emergency access before anybody has looked (BG-16). Sorts the queue and decides nothing. What nobody knows stays unknown and
 * counts neither way.
 */
public final class CaseTriage {
    private static final int FLAG = 10;
    private static final int CORROBORATED = -2;
    private static final int NOT_CORROBORATED = 1;

    private CaseTriage() {}

    /** Something that may be known of a grant. */
    public enum Fact {
        /** The person is in the patient's care team. */
        RELATIONSHIP(false),
        ON_SHIFT(false),
        /** The record belongs to the person's unit. */
        SAME_UNIT(false),
        /** The patient works here. */
        COWORKER(true),
        SAME_SURNAME(true),
        SAME_ADDRESS(true),
        VIP(true),
        DECEASED(true),
        /** The patient is the person. */
        SELF(true),
        /** The person did it before: for this patient, or often lately. */
        REPEAT(true);

        private final boolean flag;

        Fact(boolean flag) {
            this.flag = flag;
        }

        /** Whether it speaks against the access; otherwise it speaks for it. */
        public boolean flag() {
            return flag;
        }
    }

    /** What is known of a fact. */
    public enum Known {
        YES,
        NO,
        UNKNOWN
    }

    /** Of two who say different things, whoever gives more reason to look is believed. */
    public static Known merged(Fact fact, Known one, Known other) {
        Known suspicious = fact.flag() ? Known.YES : Known.NO;
        if (one == suspicious || other == suspicious) {
            return suspicious;
        }
        return one == Known.UNKNOWN ? other : one;
    }

    /** All facts, with what is not there as unknown. */
    public static Map<Fact, Known> whole(Map<Fact, Known> facts) {
        EnumMap<Fact, Known> whole = new EnumMap<>(Fact.class);
        for (Fact fact : Fact.values()) {
            whole.put(fact, facts.getOrDefault(fact, Known.UNKNOWN));
        }
        return whole;
    }

    /** The higher, the sooner somebody should look. One red flag outweighs every corroboration. */
    public static int rank(Map<Fact, Known> facts) {
        int rank = 0;
        for (Map.Entry<Fact, Known> entry : facts.entrySet()) {
            rank += entry.getKey().flag()
                    ? (entry.getValue() == Known.YES ? FLAG : 0)
                    : switch (entry.getValue()) {
                        case YES -> CORROBORATED;
                        case NO -> NOT_CORROBORATED;
                        case UNKNOWN -> 0;
                    };
        }
        return rank;
    }
}
