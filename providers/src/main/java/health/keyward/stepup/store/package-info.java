/** Tables of the step-up room, by JDBC on the transaction of the caller. */
@NullMarked
package health.keyward.stepup.store;

import org.jspecify.annotations.NullMarked;
