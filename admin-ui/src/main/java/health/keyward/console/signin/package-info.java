/** Signing in through Keycloak, the stronger sign-in the API may ask for, signing out, and the refusal. */
@NullMarked
package health.keyward.console.signin;

import org.jspecify.annotations.NullMarked;
