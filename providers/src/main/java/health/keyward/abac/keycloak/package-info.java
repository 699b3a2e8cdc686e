/** The rim: factories, attribute sources, gates. */
@NullMarked
package health.keyward.abac.keycloak;

import org.jspecify.annotations.NullMarked;
