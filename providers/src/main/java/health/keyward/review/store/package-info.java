/** Tables of the room of access reviews, and what it reads of Keycloak's. */
@NullMarked
package health.keyward.review.store;

import org.jspecify.annotations.NullMarked;
