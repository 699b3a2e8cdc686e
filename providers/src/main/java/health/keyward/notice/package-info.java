/**
 * Tells people and machines that something happened. The room promises: a notice is a row of the transaction that made it, so that it exists exactly
 * when the thing it speaks of does; it is tried until it is delivered or its time has passed, and never dropped in silence; how long it took is kept; it
 * names no patient and carries no secret. Serves 164.308(a)(6)(ii) and the requirements AL-7, BG-11, NT.
 */
@NullMarked
package health.keyward.notice;

import org.jspecify.annotations.NullMarked;
