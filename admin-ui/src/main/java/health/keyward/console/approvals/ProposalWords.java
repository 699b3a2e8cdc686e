package health.keyward.console.approvals;

import health.keyward.contract.approval.ProposalState;

/** Where a proposal stands, as icon and colour; the word is that of the state. */
final class ProposalWords {
    private ProposalWords() {}

    static String icon(ProposalState state) {
        return switch (state) {
            case OPEN -> "clock";
            case EXECUTED -> "ok";
            case FAILED -> "failed";
            case DECLINED -> "denied";
            case WITHDRAWN -> "undone";
            case EXPIRED -> "clock";
        };
    }

    static String tone(ProposalState state) {
        return switch (state) {
            case OPEN, WITHDRAWN -> "UNDONE";
            case EXECUTED -> "SUCCESS";
            case FAILED -> "FAILED";
            case DECLINED, EXPIRED -> "DENIED";
        };
    }
}
