package health.keyward.audit.core;

import java.util.Base64;
import java.util.List;

/** A file that proves a single entry to somebody who has the public key and nothing else (C2SP tlog-proof, AL-6). */
public final class TlogProof {
    private TlogProof() {}

    /**
     * @param entry the bytes whose leaf hash is proven; kept as the file's extra data
     * @param path inclusion proof, the leaf's sibling first
     * @param checkpoint signed and cosigned, of the tree the path leads to
     */
    public static String text(long index, byte[] entry, List<Hash> path, SignedNote checkpoint) {
        StringBuilder text = new StringBuilder("c2sp.org/tlog-proof@v1\nextra ")
                .append(Base64.getEncoder().encodeToString(entry))
                .append("\nindex ")
                .append(index)
                .append('\n');
        path.forEach(hash -> text.append(hash.base64()).append('\n'));
        return text.append('\n').append(checkpoint.whole()).toString();
    }
}
