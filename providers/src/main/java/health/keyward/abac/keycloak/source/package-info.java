/** What Keycloak and Keyward know of a question, each source with its paths (decision 0011). */
@NullMarked
package health.keyward.abac.keycloak.source;

import org.jspecify.annotations.NullMarked;
