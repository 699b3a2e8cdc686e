package health.keyward.verifier.check;

import health.keyward.verifier.log.ExportFiles;
import health.keyward.verifier.log.Paths;
import health.keyward.verifier.tree.Frontier;
import health.keyward.verifier.tree.TreeHash;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Derives the tiles above level 0 and compares each with the file that should hold it. */
final class TileLevels {
    private static final int BITS = 8;
    private static final int ENOUGH = 100;

    private final ExportFiles files;
    private final List<Finding> findings = new ArrayList<>();
    private final List<List<byte[]>> levels = new ArrayList<>();
    private final List<Long> numbers = new ArrayList<>();

    TileLevels(ExportFiles files) {
        this.files = files;
    }

    /** One that goes its own way from here. */
    TileLevels copy() {
        TileLevels copy = new TileLevels(files);
        copy.findings.addAll(findings);
        levels.forEach(level -> copy.levels.add(new ArrayList<>(level)));
        copy.numbers.addAll(numbers);
        return copy;
    }

    /** Takes the root of the next full tile of level 0. */
    void append(byte[] root) throws IOException {
        append(1, root);
    }

    private void append(int level, byte[] root) throws IOException {
        while (levels.size() < level) {
            levels.add(new ArrayList<>(Paths.WIDTH));
            numbers.add(0L);
        }
        List<byte[]> tile = levels.get(level - 1);
        tile.add(root);
        if (tile.size() == Paths.WIDTH) {
            compare(level);
            Frontier subtree = new Frontier();
            tile.forEach(subtree::append);
            tile.clear();
            numbers.set(level - 1, numbers.get(level - 1) + 1);
            append(level + 1, subtree.root());
        }
    }

    /** The log ends here: what is left are partial tiles. What was found, goes there. */
    void end(Findings to) throws IOException {
        for (int level = 1; level <= levels.size(); level++) {
            if (!levels.get(level - 1).isEmpty()) {
                compare(level);
            }
        }
        findings.forEach(to::add);
    }

    private void compare(int level) throws IOException {
        List<byte[]> tile = levels.get(level - 1);
        long number = numbers.get(level - 1);
        String path = Paths.tile(level, number, tile.size());
        byte[] bytes = files.read(path);
        if (bytes == null && tile.size() < Paths.WIDTH) {
            bytes = files.read(Paths.tile(level, number, Paths.WIDTH));
        }
        for (int i = 0; i < tile.size(); i++) {
            int from = i * TreeHash.LENGTH;
            boolean same = bytes != null
                    && bytes.length >= from + TreeHash.LENGTH
                    && Arrays.equals(tile.get(i), Arrays.copyOfRange(bytes, from, from + TreeHash.LENGTH));
            if (!same) {
                long span = 1L << (BITS * level);
                long first = (number * Paths.WIDTH + i) * span;
                findings.add(Finding.range(
                        Damage.CHANGED_TILE,
                        first,
                        first + span,
                        path
                                + (bytes == null
                                        ? " is missing"
                                        : ": hash " + i + " is not what the tiles below hash to")));
                return;
            }
        }
    }

    private void report(Finding finding) {
        if (findings.size() < ENOUGH) {
            findings.add(finding);
        }
    }
}
