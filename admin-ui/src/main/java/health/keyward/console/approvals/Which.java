package health.keyward.console.approvals;

import health.keyward.contract.approval.ProposalRow;
import health.keyward.contract.approval.ProposalState;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Which proposals are listed. */
enum Which {
    WAITING,
    MINE,
    DONE;

    static Which of(@Nullable String word) {
        for (var one : values()) {
            if (one.word().equals(word)) {
                return one;
            }
        }
        return WAITING;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What the API is asked for; null is everything. */
    @Nullable
    String state() {
        return this == WAITING ? ProposalState.OPEN.name() : null;
    }

    boolean holds(ProposalRow row, String me) {
        return switch (this) {
            case WAITING ->
                row.state() == ProposalState.OPEN && !row.proposerId().equals(me);
            case MINE -> row.proposerId().equals(me);
            case DONE -> row.state() != ProposalState.OPEN;
        };
    }
}
