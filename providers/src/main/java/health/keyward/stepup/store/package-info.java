/** Tables of the room. */
@NullMarked
package health.keyward.stepup.store;

import org.jspecify.annotations.NullMarked;
