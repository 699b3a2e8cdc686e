/** What writing, reading, exporting and forgetting history costs, beside Keycloak's own events on the same data. */
@NullMarked
package health.keyward.bench.history;

import org.jspecify.annotations.NullMarked;
