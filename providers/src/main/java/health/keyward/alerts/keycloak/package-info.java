/** The rim: looks every few seconds, on one node at a time. */
@NullMarked
package health.keyward.alerts.keycloak;

import org.jspecify.annotations.NullMarked;
