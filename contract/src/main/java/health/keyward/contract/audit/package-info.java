/** What the ledger says of itself to an administrator. */
@NullMarked
package health.keyward.contract.audit;

import org.jspecify.annotations.NullMarked;
