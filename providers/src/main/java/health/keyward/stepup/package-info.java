/**
 * Levels of assurance: who is asked for what proof, how fresh, and whether what they showed is that. A level is reached by showing a factor, never by
 * enrolling one on the way (Keycloak's own forms give it to who enrols). Serves 164.312(d), SP 800-63B-4 and 21 CFR 1311.
 */
@NullMarked
package health.keyward.stepup;

import org.jspecify.annotations.NullMarked;
