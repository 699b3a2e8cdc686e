/** Accounts nobody uses: who is where on the way out, by which policy, what was done to whom, and who is left alone. */
@NullMarked
package health.keyward.console.inactivity;

import org.jspecify.annotations.NullMarked;
