/** Where Keycloak is held to decisions. */
@NullMarked
package health.keyward.abac.keycloak.enforce;

import org.jspecify.annotations.NullMarked;
