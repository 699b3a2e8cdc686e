/** Authenticators, each a thin guard around Keycloak's own. */
@NullMarked
package health.keyward.stepup.keycloak;

import org.jspecify.annotations.NullMarked;
