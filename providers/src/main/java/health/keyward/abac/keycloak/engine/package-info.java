/** Engines at the rim: documents as JSON, a real OPA by HTTP. */
@NullMarked
package health.keyward.abac.keycloak.engine;

import org.jspecify.annotations.NullMarked;
