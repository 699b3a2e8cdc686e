/** Where the room is opened for a Keycloak session. */
@NullMarked
package health.keyward.history.keycloak;

import org.jspecify.annotations.NullMarked;
