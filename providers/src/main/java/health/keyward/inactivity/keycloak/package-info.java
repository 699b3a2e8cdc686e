/** Keycloak's side of inactive accounts: the factory and the parts it wires. */
@NullMarked
package health.keyward.inactivity.keycloak;

import org.jspecify.annotations.NullMarked;
