/** A dozen plain values every room speaks. No behaviour beyond checking themselves, no Keycloak type. */
@NullMarked
package health.keyward.kernel;

import org.jspecify.annotations.NullMarked;
