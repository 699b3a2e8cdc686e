/**
 * What happened, provably. The room promises: no sign-in and no admin change without its row, written in the event's own transaction; every
 * refusal under {@code /admin/} and every look at the history recorded; rows that nobody can write into the past. Serves 164.312(b),
 * 164.308(a)(5)(ii)(C), AU-3, AU-9 and the requirements LH-1, LH-3, LH-5, LH-14.
 */
@NullMarked
package health.keyward.audit;

import org.jspecify.annotations.NullMarked;
