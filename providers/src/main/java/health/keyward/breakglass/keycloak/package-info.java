/** Keycloak's side of emergency access: the factory and the parts it wires. */
@NullMarked
package health.keyward.breakglass.keycloak;

import org.jspecify.annotations.NullMarked;
