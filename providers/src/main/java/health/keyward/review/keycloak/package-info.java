/** The room of access reviews in Keycloak. */
@NullMarked
package health.keyward.review.keycloak;

import org.jspecify.annotations.NullMarked;
