/** A log of Keyward's as an auditor is handed it, and the same rows in a table. */
@NullMarked
package health.keyward.bench.evidence;

import org.jspecify.annotations.NullMarked;
