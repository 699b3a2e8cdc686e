/** What Keycloak finds first: the root of the admin API and the list of entities with their changelog. */
@NullMarked
package health.keyward.pack;

import org.jspecify.annotations.NullMarked;
