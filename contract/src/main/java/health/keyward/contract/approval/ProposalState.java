package health.keyward.contract.approval;

/** Where a proposal stands. {@code FAILED}: confirmed, but it could not be done, and nothing of it was stored. All but {@code OPEN} are final. */
public enum ProposalState {
    OPEN,
    EXECUTED,
    FAILED,
    DECLINED,
    WITHDRAWN,
    EXPIRED
}
