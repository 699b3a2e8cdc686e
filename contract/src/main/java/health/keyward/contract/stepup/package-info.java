/** Words of the room that asks for proof. */
@NullMarked
package health.keyward.contract.stepup;

import org.jspecify.annotations.NullMarked;
