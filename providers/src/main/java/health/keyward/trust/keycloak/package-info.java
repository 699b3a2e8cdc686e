/** The rim: reads roles and holders from the model, and keeps tokens truthful. */
@NullMarked
package health.keyward.trust.keycloak;

import org.jspecify.annotations.NullMarked;
