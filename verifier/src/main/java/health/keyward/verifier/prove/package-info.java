/** One event and its proof, checked without the log. */
@NullMarked
package health.keyward.verifier.prove;

import org.jspecify.annotations.NullMarked;
