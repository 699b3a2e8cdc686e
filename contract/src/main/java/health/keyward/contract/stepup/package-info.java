/** The admin API of the room {@code stepup}. */
@NullMarked
package health.keyward.contract.stepup;

import org.jspecify.annotations.NullMarked;
