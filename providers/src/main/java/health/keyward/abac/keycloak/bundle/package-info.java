/** Where bundles come from, how they are read and verified, and what is published in a realm. */
@NullMarked
package health.keyward.abac.keycloak.bundle;

import org.jspecify.annotations.NullMarked;
