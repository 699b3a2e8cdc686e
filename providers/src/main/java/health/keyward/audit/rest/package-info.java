/** The admin API of the audit room: how the ledger is doing. */
@NullMarked
package health.keyward.audit.rest;

import org.jspecify.annotations.NullMarked;
