/** The rules of step-up, without Keycloak. */
@NullMarked
package health.keyward.stepup.core;

import org.jspecify.annotations.NullMarked;
