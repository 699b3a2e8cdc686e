/** The rim: hears Keycloak's events, filters its admin calls, and runs the sequencer. */
@NullMarked
package health.keyward.audit.keycloak;

import org.jspecify.annotations.NullMarked;
