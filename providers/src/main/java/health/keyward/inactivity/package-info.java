/**
 * Accounts nobody uses are warned, disabled, archived and deleted, by last successful sign-in. The room promises: failures never keep an account alive; nobody
 * is disabled whose warning could not be sent; every step is one small transaction with its entry in the ledger; a run that would hit too many stops and asks.
 * Serves 800-53 AC-2(3), 164.308(a)(3)(ii)(C) and the requirements IN.
 */
@NullMarked
package health.keyward.inactivity;

import org.jspecify.annotations.NullMarked;
