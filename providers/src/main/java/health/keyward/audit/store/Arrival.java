package health.keyward.audit.store;

import java.time.Instant;

/**
 * A row of the inbox, on its way into the log.
 *
 * @param boot which run of which server wrote it
 * @param nseq as its how-manieth row
 * @param at when it happened
 * @param leaf the bytes the tree is made over
 */
public record Arrival(String boot, long nseq, Instant at, byte[] leaf) {}
