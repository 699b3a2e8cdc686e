package health.keyward.contract.inactivity;

import java.util.List;

/**
 * What a policy would do to whom, first what is due first.
 *
 * @param hash of the policy and of what is due now; it is activated with it
 */
public record InactivityServicePreview(String hash, List<InactivityServiceAccount> rows) {
    public InactivityServicePreview {
        rows = List.copyOf(rows);
    }
}
