/** Who is asked for what proof, and what another rule would mean. */
@NullMarked
package health.keyward.console.stepup;

import org.jspecify.annotations.NullMarked;
