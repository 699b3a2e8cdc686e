/** Walks through the house once as a person and as a system administrator would, to see that it works. */
@NullMarked
package health.keyward.local.check;

import org.jspecify.annotations.NullMarked;
