package health.keyward.audit.core;

import health.keyward.audit.Recorded;

/**
 * A row with its place.
 *
 * @param boot which run of a server records it
 * @param nseq as its how-manieth row
 */
public record Numbered(String boot, long nseq, Recorded recorded) {}
