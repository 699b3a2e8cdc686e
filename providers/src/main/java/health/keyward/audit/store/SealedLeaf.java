package health.keyward.audit.store;

import java.util.List;

/**
 * An entry ready for the inbox.
 *
 * @param bytes version 2 of ADR 0004, at most 65,535
 * @param payloads what did not fit, most often nothing
 */
record SealedLeaf(byte[] bytes, List<Payload> payloads) {}
