/** Writes flagged synthetic history into the read models, never into the ledger, so that pages have something to show. */
@NullMarked
package health.keyward.local.demo;

import org.jspecify.annotations.NullMarked;
