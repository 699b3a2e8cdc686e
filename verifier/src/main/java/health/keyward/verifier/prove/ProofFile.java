package health.keyward.verifier.prove;

import health.keyward.verifier.Malformed;
import health.keyward.verifier.note.Checkpoint;
import health.keyward.verifier.tree.TreeHash;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A C2SP tlog-proof of one entry, which it carries as its extra data.
 *
 * @param index of the entry, from 0
 */
record ProofFile(long index, byte[] entry, List<byte[]> proof, Checkpoint checkpoint) {
    private static final String FIRST = "c2sp.org/tlog-proof@v1";
    private static final Pattern INDEX = Pattern.compile("index (0|[1-9][0-9]{0,17})");
    private static final int LARGEST = 1 << 18;

    static ProofFile of(byte[] bytes) {
        if (bytes.length > LARGEST) {
            throw new Malformed("no tlog-proof is that large");
        }
        String text = new String(bytes, StandardCharsets.UTF_8);
        int split = text.indexOf("\n\n");
        if (split < 0) {
            throw new Malformed("a tlog-proof without a checkpoint");
        }
        List<String> lines = List.of(text.substring(0, split).split("\n", -1));
        if (lines.size() < 3 || !lines.get(0).equals(FIRST) || !lines.get(1).startsWith("extra ")) {
            throw new Malformed("no tlog-proof that carries its entry");
        }
        var index = INDEX.matcher(lines.get(2));
        if (!index.matches()) {
            throw new Malformed("a tlog-proof without an index");
        }
        List<byte[]> proof = new ArrayList<>();
        for (String line : lines.subList(3, lines.size())) {
            proof.add(base64(line));
        }
        if (proof.stream().anyMatch(hash -> hash.length != TreeHash.LENGTH)) {
            throw new Malformed("a hash of the proof has not 32 bytes");
        }
        Checkpoint checkpoint = Checkpoint.of(text.substring(split + 2).getBytes(StandardCharsets.UTF_8));
        return new ProofFile(
                Long.parseLong(index.group(1)), base64(lines.get(1).substring("extra ".length())), proof, checkpoint);
    }

    private static byte[] base64(String line) {
        try {
            return Base64.getDecoder().decode(line);
        } catch (IllegalArgumentException e) {
            throw new Malformed("a line of the tlog-proof is no base64");
        }
    }
}
