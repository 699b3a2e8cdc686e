/** Who changed what, before and after. */
@NullMarked
package health.keyward.console.changes;

import org.jspecify.annotations.NullMarked;
