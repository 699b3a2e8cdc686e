package health.keyward.verifier.check;

import health.keyward.verifier.log.Bundle;
import health.keyward.verifier.log.ExportFiles;
import health.keyward.verifier.log.Paths;
import health.keyward.verifier.tree.Frontier;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Grows two trees, one from the tiles and one from the entries, and remembers where they part, which checkpoints they fulfil and where nothing can be
 * hashed any more.
 */
final class TreeCheck {
    private final List<Known> known;
    private final TileLevels levels;
    private @Nullable TileLevels entryLevels;
    private final Findings findings;
    private final List<Known> fulfilled = new ArrayList<>();
    private final List<Known> broken = new ArrayList<>();
    private Frontier tiles = new Frontier();
    private @Nullable Frontier entries = tiles;
    private final Missing leftOut = new Missing();
    private int nextKnown;
    private long firstDirty = -1;
    private long end = -1;

    /** @param known by size, ascending; those beyond the log are passed over */
    TreeCheck(ExportFiles files, List<Known> known, Findings findings) {
        this.known = known;
        this.levels = new TileLevels(files);
        this.findings = findings;
        judgeUpTo(new Frontier());
    }

    void bundle(Bundle bundle) throws IOException {
        if (!bundle.agrees() && firstDirty < 0) {
            firstDirty = bundle.first() / Paths.WIDTH;
        }
        if (bundle.agrees()) {
            leftOut.add(bundle.first(), bundle.first() + bundle.offset());
        }
        if (end >= 0) {
            return;
        }
        byte[][] hashes = bundle.hashes();
        if (hashes == null) {
            parts(bundle);
            return;
        }
        if (!bundle.hasTile()) {
            findings.add(Finding.range(
                    Damage.CHANGED_TILE,
                    bundle.first(),
                    bundle.first() + bundle.expected(),
                    tilePath(bundle) + " is missing or too short"));
        }
        judge(hashes);
        entries(bundle);
        byte[] root = bundle.root();
        if (root == null) {
            for (byte[] hash : hashes) {
                tiles.append(hash);
            }
        } else {
            tiles.append(root, 8);
            levels.append(root);
        }
    }

    /** Neither a tile nor all entries: the tree ends behind the last entry that is here. */
    private void parts(Bundle bundle) {
        byte[][] here = new byte[Math.min(bundle.count(), bundle.expected())][];
        for (int i = 0; i < here.length; i++) {
            here[i] = bundle.leaf(i);
        }
        judge(here);
        for (byte[] leaf : here) {
            tiles.append(leaf);
        }
        end = tiles.size();
        entries = null;
    }

    private void entries(Bundle bundle) throws IOException {
        if (bundle.agrees() && entries == tiles) {
            return;
        }
        if (entries != null) {
            byte[][] hashes = bundle.hashes();
            boolean whole = bundle.count() == bundle.expected() && bundle.frameFault() == null;
            if (!whole && !bundle.agrees()) {
                entries = null;
                return;
            }
            if (entries == tiles) {
                entries = tiles.copy();
                entryLevels = levels.copy();
            }
            Frontier subtree = new Frontier();
            for (int i = 0; hashes != null && i < bundle.expected(); i++) {
                byte[] leaf = whole ? bundle.leaf(i) : hashes[i];
                entries.append(leaf);
                subtree.append(leaf);
            }
            if (entryLevels != null && subtree.size() == Paths.WIDTH) {
                entryLevels.append(subtree.root());
            }
        }
    }

    /** Checkpoints whose size lies within these hashes. */
    private void judge(byte[][] hashes) {
        if (nextKnown < known.size() && known.get(nextKnown).size() <= tiles.size() + hashes.length) {
            Frontier frontier = tiles.copy();
            for (byte[] hash : hashes) {
                frontier.append(hash);
                judgeUpTo(frontier);
            }
        }
    }

    private void judgeUpTo(Frontier frontier) {
        byte[] root = null;
        while (nextKnown < known.size() && known.get(nextKnown).size() <= frontier.size()) {
            Known one = known.get(nextKnown++);
            root = root == null ? frontier.root() : root;
            (one.says(root) ? fulfilled : broken).add(one);
        }
    }

    /** All bundles were given; the tiles above are held against whichever of tiles and entries fulfils the checkpoint. */
    void end(byte[] root) throws IOException {
        if (whole()) {
            (entryLevels != null && !tilesSay(root) && entriesSay(root) ? entryLevels : levels).end(findings);
        }
    }

    /** Whether the tiles, or where they are missing the entries, reach to the size of the log. */
    boolean whole() {
        return end < 0;
    }

    long size() {
        return tiles.size();
    }

    boolean tilesSay(byte[] root) {
        return whole() && Arrays.equals(tiles.root(), root);
    }

    boolean entriesSay(byte[] root) {
        return whole() && entries != null && Arrays.equals(entries.root(), root);
    }

    /** Number of the first bundle whose entries are not what its tile says; -1 where there is none. */
    long firstDirty() {
        return firstDirty;
    }

    /** What is not there in bundles that agree: the begin, as the export says. */
    Missing leftOut() {
        return leftOut;
    }

    List<Known> fulfilled() {
        return fulfilled;
    }

    List<Known> broken() {
        return broken;
    }

    static String tilePath(Bundle bundle) {
        return Paths.tile(0, bundle.first() / Paths.WIDTH, bundle.expected());
    }
}
