/** The rule of two persons and the text that is bound, without Keycloak. */
@NullMarked
package health.keyward.approval.core;

import org.jspecify.annotations.NullMarked;
