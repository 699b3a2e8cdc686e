/** The page on which the ledger proves itself: its state and why, its checks, its anchors, and what an outsider needs to verify it. */
@NullMarked
package health.keyward.console.evidence;

import org.jspecify.annotations.NullMarked;
