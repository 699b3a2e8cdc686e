/** The admin API of the room. */
@NullMarked
package health.keyward.stepup.rest;

import org.jspecify.annotations.NullMarked;
