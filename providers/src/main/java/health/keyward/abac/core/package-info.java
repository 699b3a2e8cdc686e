/** The rules and the ports; no Keycloak type. */
@NullMarked
package health.keyward.abac.core;

import org.jspecify.annotations.NullMarked;
