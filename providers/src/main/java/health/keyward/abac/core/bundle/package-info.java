/** What a bundle is and when it is believed; no JSON library, no Keycloak type. */
@NullMarked
package health.keyward.abac.core.bundle;

import org.jspecify.annotations.NullMarked;
