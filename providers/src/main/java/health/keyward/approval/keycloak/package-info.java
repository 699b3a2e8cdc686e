/** The rim: does a confirmed change in a transaction of its own, and lets proposals run out. */
@NullMarked
package health.keyward.approval.keycloak;

import org.jspecify.annotations.NullMarked;
