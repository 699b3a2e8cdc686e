package health.keyward.contract.inactivity;

import java.util.List;

/**
 * What a draft would do at once: the dry run that activation asks for (IN-6).
 *
 * @param hash of the draft; activation names it
 * @param run the dry run; its people are the list
 * @param lines how many accounts would be concerned, under the policies in force and under the draft
 * @param halts why the circuit breaker would stop such a run; empty when it would not
 */
public record InactivityPreview(
        String hash,
        InactivityRun run,
        List<Line> lines,
        List<InactivityPolicies.Conflict> conflicts,
        List<String> halts) {
    public InactivityPreview {
        lines = List.copyOf(lines);
        conflicts = List.copyOf(conflicts);
        halts = List.copyOf(halts);
    }

    /** @param come accounts only the draft concerns; {@code go} those only the policies in force concern */
    public record Line(InactivityAct act, long before, long after, long come, long go) {}
}
