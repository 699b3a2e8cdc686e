/**
 * Plumbing between the rooms and Keycloak: the room SPI, doors, admission to the admin API, jobs, JDBC on the request's own transaction. The only
 * package that imports Keycloak internals, beside authenticators that must extend one of them.
 */
@NullMarked
package health.keyward.keycloak;

import org.jspecify.annotations.NullMarked;
