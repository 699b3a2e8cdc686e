/** What a campaign over everybody's rights costs, beside Keycloak's own admin REST on the same people. */
@NullMarked
package health.keyward.bench.review;

import org.jspecify.annotations.NullMarked;
