/**
 * A third party's event listener that goes wrong on purpose, a room that asks for a fresher second factor, and one that contains people. They go into the
 * server of the tests only; the first and the last act for clients named {@code fault-...}, the other where a role named {@code it-asks-...} is.
 */
@NullMarked
package health.keyward.it.fault;

import org.jspecify.annotations.NullMarked;
