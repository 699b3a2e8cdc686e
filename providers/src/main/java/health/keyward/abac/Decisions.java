package health.keyward.abac;

import java.util.List;

/** Decides. The door of the room. */
public interface Decisions {
    /**
     * Gathers what is known, asks the realm's policy and records the answer, in a transaction of its own that is committed before this returns. What cannot
     * be decided or recorded is refused with a code ({@link Failure}); nothing is thrown.
     */
    Verdict decide(Question question);

    /** The same for several, in their order; their rows may share one commit. */
    default List<Verdict> decide(List<Question> questions) {
        return questions.stream().map(this::decide).toList();
    }
}
