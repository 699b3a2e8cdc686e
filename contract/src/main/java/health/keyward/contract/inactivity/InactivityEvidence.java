package health.keyward.contract.inactivity;

/**
 * What proves a run (IN-14): the list, its hash, and the entry of the ledger that holds the hash. {@code audit/proof/{eventId}} proves that entry.
 *
 * @param list lines as they were hashed, UTF-8, each with its line end
 * @param listHash SHA-256 of {@code list}, 64 hex digits
 */
public record InactivityEvidence(InactivityRun run, String list, String listHash, String eventId) {}
