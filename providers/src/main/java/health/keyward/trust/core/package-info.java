/** The rule about protected roles, without Keycloak. */
@NullMarked
package health.keyward.trust.core;

import org.jspecify.annotations.NullMarked;
