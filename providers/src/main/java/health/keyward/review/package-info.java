/**
 * Who may do what is looked at again, by somebody else, and what is denied is gone. The room promises: nobody answers for their own access, by no path; nothing
 * is asked that was not previewed; a right that was denied is read again, and the sessions that carried it end; every answer and effect is in the ledger, and a
 * closed campaign is evidence that an outsider can check. Serves 164.308(a)(4)(ii)(C), HITRUST 01.e and the requirements AR.
 */
@NullMarked
package health.keyward.review;

import org.jspecify.annotations.NullMarked;
