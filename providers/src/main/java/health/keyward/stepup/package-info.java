/**
 * Levels of assurance. For now the room holds the second-factor authenticators of the browser flow, which a person without the factor cannot pass
 * by enrolling it on the way (Keycloak's own give the level to who enrols). Serves 164.312(d).
 */
@NullMarked
package health.keyward.stepup;

import org.jspecify.annotations.NullMarked;
