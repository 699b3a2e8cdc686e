package health.keyward.approval;

import java.util.UUID;

/** A change two persons agree on. Having one is the right to do it, once and now. */
public record Approved(UUID proposal, Change change, Signed proposer, Signed approver) {}
