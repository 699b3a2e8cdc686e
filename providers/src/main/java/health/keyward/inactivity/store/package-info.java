/** Tables of the chain of inactive accounts, by JDBC, and the engine that works on them. Nothing here commits. */
@NullMarked
package health.keyward.inactivity.store;

import org.jspecify.annotations.NullMarked;
