/** The admin API of the step-up room. */
@NullMarked
package health.keyward.stepup.rest;

import org.jspecify.annotations.NullMarked;
