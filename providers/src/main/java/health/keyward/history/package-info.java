/**
 * Who signed in, who tried, what was changed: read models that follow the ledger and answer a system admin's questions. The room promises: every
 * entry of the log shows up once, rows of deleted people, apps and realms stay readable, and the last sign-in never moves backwards or on a
 * failure. Serves 164.308(a)(5)(ii)(C), 164.308(a)(1)(ii)(D) and the requirements LH-1, LH-4, LH-5, SD-3, SD-4.
 */
@NullMarked
package health.keyward.history;

import org.jspecify.annotations.NullMarked;
