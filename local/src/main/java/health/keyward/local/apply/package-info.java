/** Reads the realm blueprint and puts it into a Keycloak realm, showing the differences first and able to take them back. */
@NullMarked
package health.keyward.local.apply;

import org.jspecify.annotations.NullMarked;
