/** Starts the house on one machine, in order, and stops it; every test that needs a running Keycloak uses this starter. */
@NullMarked
package health.keyward.local.house;

import org.jspecify.annotations.NullMarked;
