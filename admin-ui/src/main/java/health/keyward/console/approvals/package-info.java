/** What waits for a second person: the exact change, its hash, and the decision about it. */
@NullMarked
package health.keyward.console.approvals;

import org.jspecify.annotations.NullMarked;
