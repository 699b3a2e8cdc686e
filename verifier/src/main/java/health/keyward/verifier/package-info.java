/**
 * The offline verifier: reads an export of the ledger, a proof of one event, or the checkpoints of a log, and says whether they are what was signed. It
 * needs a public key, no database and no network, and shares no code with the writer: ADR 0004 is all they have in common (164.312(c), AU-10).
 */
@NullMarked
package health.keyward.verifier;

import org.jspecify.annotations.NullMarked;
