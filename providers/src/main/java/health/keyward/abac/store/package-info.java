/** Tables of the room of decisions, by JDBC on the transaction of the caller. */
@NullMarked
package health.keyward.abac.store;

import org.jspecify.annotations.NullMarked;
