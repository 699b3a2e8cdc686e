/** The outbox: one row per notice, channel and audience, on the connection of the caller. */
@NullMarked
package health.keyward.notice.store;

import org.jspecify.annotations.NullMarked;
