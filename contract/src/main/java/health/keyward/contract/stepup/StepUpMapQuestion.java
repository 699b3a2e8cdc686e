package health.keyward.contract.stepup;

import java.util.List;

/**
 * Asks what a map would have meant.
 *
 * @param days how many days to look back, 1 to 90
 */
public record StepUpMapQuestion(List<StepUpRule> rules, int days) {}
