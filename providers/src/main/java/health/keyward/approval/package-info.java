/**
 * A second person confirms an exact change. The room promises: what is shown is what is bound (its SHA-256 covers the text a person reads); whoever
 * confirms is another person in another session, holds the role, is not concerned, and has just shown a second factor; a confirmed change is done once, in
 * the transaction of the confirmation, or not at all; every step is recorded and announced. Serves ONC (d)(2), 164.308(a)(4)(ii)(B), 21 CFR 1311.130 and the
 * requirement AL-9.
 */
@NullMarked
package health.keyward.approval;

import org.jspecify.annotations.NullMarked;
