/** Models of authenticators at the rim: the metadata of the FIDO Alliance, and enrolment that checks attestations against them. */
@NullMarked
package health.keyward.stepup.keycloak.models;

import org.jspecify.annotations.NullMarked;
