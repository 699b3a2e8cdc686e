/** Proposals, on the connection of the caller. */
@NullMarked
package health.keyward.approval.store;

import org.jspecify.annotations.NullMarked;
