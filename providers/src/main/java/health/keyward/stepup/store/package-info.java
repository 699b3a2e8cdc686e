/** The tables of the step-up room. */
@NullMarked
package health.keyward.stepup.store;

import org.jspecify.annotations.NullMarked;
