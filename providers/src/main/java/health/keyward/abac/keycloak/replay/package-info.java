/** Recorded decisions, decided again by another bundle: a job that goes on from where it was (AB-7). */
@NullMarked
package health.keyward.abac.keycloak.replay;

import org.jspecify.annotations.NullMarked;
