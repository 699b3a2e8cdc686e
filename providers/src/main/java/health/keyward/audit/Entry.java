package health.keyward.audit;

import java.time.Instant;

/**
 * One entry of the log.
 *
 * @param seq position in the log, from 1, without gaps
 * @param seqAt when it was sequenced
 * @param boot id of the server run that wrote it
 * @param nseq count of the row within that run
 */
public record Entry(long seq, Instant seqAt, String boot, long nseq, Recorded recorded) {}
