package health.keyward.abac.core;

import java.util.List;

/** Where decisions are recorded. */
public interface DecisionLog {
    /**
     * Begins to write rows in a transaction of their own; several may share one commit.
     *
     * @return await it before the answer leaves
     */
    Recording record(List<Decision> decisions);

    /** Rows that are being written. */
    @FunctionalInterface
    interface Recording {
        /** @throws RuntimeException if they could not be committed; then every answer is a refusal */
        void await();
    }
}
