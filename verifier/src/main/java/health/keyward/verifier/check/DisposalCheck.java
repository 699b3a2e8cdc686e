package health.keyward.verifier.check;

import health.keyward.verifier.Malformed;
import health.keyward.verifier.log.ExportFiles;
import health.keyward.verifier.log.Header;
import health.keyward.verifier.log.Paths;
import health.keyward.verifier.tree.Frontier;
import health.keyward.verifier.tree.TreeHash;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/** What is missing has to be covered by DISPOSAL entries, each naming the root of what it let go. */
final class DisposalCheck {
    private final Findings findings;
    private final long firstSeq;
    private final List<Disposal> disposals = new ArrayList<>();

    private record Disposal(long index, long from, long to, byte[] root) {}

    DisposalCheck(Findings findings, long firstSeq) {
        this.findings = findings;
        this.firstSeq = firstSeq;
    }

    void entry(long index, Header header) {
        if (!header.isMark("DISPOSAL")) {
            return;
        }
        try {
            long from = Long.parseLong(header.fact("from")) - firstSeq;
            long to = Long.parseLong(header.fact("to")) - firstSeq;
            if (to <= from || to > index) {
                throw new Malformed("its range");
            }
            disposals.add(new Disposal(index, Math.max(0, from), to, hash(header.fact("root"))));
        } catch (Malformed | IllegalArgumentException e) {
            findings.add(Finding.at(Damage.MALFORMED, index, "a DISPOSAL entry that says nothing clear"));
        }
    }

    private static byte[] hash(String text) {
        byte[] hash = text.length() == 2 * TreeHash.LENGTH
                ? HexFormat.of().parseHex(text)
                : Base64.getDecoder().decode(text);
        if (hash.length != TreeHash.LENGTH) {
            throw new Malformed("no hash");
        }
        return hash;
    }

    /**
     * @param missing what is not there; what was disposed of is taken out
     * @param size of the log
     */
    void end(ExportFiles files, Missing missing, long size) throws IOException {
        for (Disposal disposal : disposals) {
            if (disposal.to() <= 0) {
                continue;
            }
            if (Arrays.equals(root(files, disposal, size), disposal.root())) {
                missing.remove(disposal.from(), disposal.to());
            } else {
                findings.add(Finding.at(
                        Damage.SILENT_DISPOSAL,
                        disposal.index(),
                        "this DISPOSAL entry names another root than that of the entries " + disposal.from() + " to "
                                + (disposal.to() - 1)));
            }
        }
    }

    private static byte[] root(ExportFiles files, Disposal disposal, long size) throws IOException {
        Frontier frontier = new Frontier();
        long index = disposal.from();
        while (index < disposal.to()) {
            long number = index / Paths.WIDTH;
            long first = number * Paths.WIDTH;
            byte[] tile = files.read(Paths.tile(0, number, (int) Math.min(Paths.WIDTH, size - first)));
            long last = Math.min(disposal.to(), first + Paths.WIDTH);
            if (tile == null || tile.length < (last - first) * TreeHash.LENGTH) {
                return new byte[0];
            }
            for (; index < last; index++) {
                int at = (int) (index - first) * TreeHash.LENGTH;
                frontier.append(Arrays.copyOfRange(tile, at, at + TreeHash.LENGTH));
            }
        }
        return frontier.root();
    }
}
