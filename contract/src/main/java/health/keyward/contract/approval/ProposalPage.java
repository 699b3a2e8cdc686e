package health.keyward.contract.approval;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Proposals, newest first.
 *
 * @param next cursor of the next page; null on the last one
 */
public record ProposalPage(List<ProposalRow> rows, @Nullable String next) {}
