package health.keyward.contract.stepup;

import java.util.List;

/**
 * A map to be published.
 *
 * @param after number of the version it was made from; 0 when there was none
 * @param reason why, 3 to 300 characters
 */
public record StepUpMapDraft(long after, List<StepUpRule> rules, String reason) {}
