/** The command line behind {@code ./keyward}: reads what was asked, says clearly what it cannot do, and hands over. */
@NullMarked
package health.keyward.local;

import org.jspecify.annotations.NullMarked;
