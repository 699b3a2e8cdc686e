/**
 * Emergency access in seconds, for one patient, watched and always reviewed. The room promises: only people on a reviewed list can break the glass; what they
 * get is bound to one patient, one session and an end that no timer has to enforce; it is told at once; every grant opens a case that somebody independent
 * closes, and an open case never blocks care. Administrators keep a way in when everything else is down. Serves 164.312(a)(2)(ii), ONC 170.315(d)(6) and the
 * requirements BG and EA.
 */
@NullMarked
package health.keyward.breakglass;

import org.jspecify.annotations.NullMarked;
