package health.keyward.contract.audit;

import java.util.List;

/**
 * RFC 9162 proof that the log of {@code from} entries is the beginning of the log of {@code to} entries.
 *
 * @param hashes base64
 */
public record ConsistencyProof(String origin, long from, long to, List<String> hashes) {
    public ConsistencyProof {
        hashes = List.copyOf(hashes);
    }
}
