/**
 * Raises the alarm. The room promises: when the ledger no longer proves itself, or something happened that an auditor will ask about, the system
 * administrators who keep the evidence are told within a minute, once, again when it changes, and once more when it is good again; across restarts and
 * with several nodes. It stands above the rooms it knocks on: the ledger knows nothing of notices. Serves 164.308(a)(6)(ii), 800-53 AU-9 and AL-7.
 */
@NullMarked
package health.keyward.alerts;

import org.jspecify.annotations.NullMarked;
