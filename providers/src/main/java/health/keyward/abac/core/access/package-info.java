/** What an app asks the decision point, checked, and how it is put to the policy; no Keycloak type (AuthZEN Authorization API 1.0). */
@NullMarked
package health.keyward.abac.core.access;

import org.jspecify.annotations.NullMarked;
