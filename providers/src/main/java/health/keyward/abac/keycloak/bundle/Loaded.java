package health.keyward.abac.keycloak.bundle;

import health.keyward.abac.core.Policy;
import health.keyward.abac.core.bundle.Bundle;
import health.keyward.abac.core.bundle.CaseResult;
import java.util.List;

/**
 * A bundle and the policy that answers from it.
 *
 * @param results of its own cases
 */
record Loaded(Bundle bundle, Policy policy, List<CaseResult> results) {
    Loaded {
        results = List.copyOf(results);
    }
}
