/** Notices as an administrator sees them: what was told, to whom, by which way, and how long it took. */
@NullMarked
package health.keyward.contract.notice;

import org.jspecify.annotations.NullMarked;
