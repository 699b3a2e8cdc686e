package health.keyward.console.proof;

import java.util.Optional;

/**
 * What a C2SP {@code tlog-proof} file says of itself, read for showing. Nothing is verified here: that is the verifier's work, on somebody else's
 * computer.
 *
 * @param index of the entry in its epoch, from 0
 * @param steps hashes between the entry and the root
 * @param origin name of the log
 * @param size entries the checkpoint covers
 * @param signatures of the checkpoint, the log's own included
 * @param text the file
 */
record ProofFile(long index, int steps, String origin, long size, long signatures, String text) {
    private static final String HEAD = "c2sp.org/tlog-proof@v1";
    private static final String INDEX = "index ";

    static Optional<ProofFile> of(String text) {
        int gap = text.indexOf("\n\n");
        if (gap < 0) {
            return Optional.empty();
        }
        var proof = text.substring(0, gap).lines().toList();
        var checkpoint = text.substring(gap + 2).lines().toList();
        var index = proof.stream().filter(l -> l.startsWith(INDEX)).findFirst().map(l -> l.substring(INDEX.length()));
        if (!proof.getFirst().equals(HEAD)
                || index.isEmpty()
                || !number(index.get())
                || checkpoint.size() < 3
                || !number(checkpoint.get(1))) {
            return Optional.empty();
        }
        int hashes = proof.size() - proof.indexOf(INDEX + index.get()) - 1;
        return Optional.of(new ProofFile(
                Long.parseLong(index.get()),
                hashes,
                checkpoint.getFirst(),
                Long.parseLong(checkpoint.get(1)),
                checkpoint.stream().filter(l -> l.startsWith("\u2014 ")).count(),
                text));
    }

    private static boolean number(String text) {
        return text.matches("[0-9]{1,18}");
    }
}
