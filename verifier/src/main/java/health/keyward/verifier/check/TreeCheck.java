package health.keyward.verifier.check;

import health.keyward.verifier.log.Bundle;
import health.keyward.verifier.log.ExportFiles;
import health.keyward.verifier.log.Paths;
import health.keyward.verifier.tree.Frontier;
import health.keyward.verifier.tree.Subtree;
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
        judge(Subtree.over(new byte[0], 0));
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
        Subtree hashes = bundle.tree();
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
        hashes.appendTo(tiles, hashes.width());
        if (hashes.width() == Paths.WIDTH) {
            levels.append(hashes.root());
        }
    }

    /** Neither a tile nor all entries: the tree ends behind the last entry that is here. */
    private void parts(Bundle bundle) {
        Subtree here = bundle.leaves(Math.min(bundle.count(), bundle.expected()));
        judge(here);
        here.appendTo(tiles, here.width());
        end = tiles.size();
        entries = null;
    }

    private void entries(Bundle bundle) throws IOException {
        if (bundle.agrees() && entries == tiles) {
            return;
        }
        if (entries != null) {
            boolean whole = bundle.count() == bundle.expected() && bundle.frameFault() == null;
            if (!whole && !bundle.agrees()) {
                entries = null;
                return;
            }
            if (entries == tiles) {
                entries = tiles.copy();
                entryLevels = levels.copy();
            }
            Subtree own = whole ? bundle.leaves(bundle.expected()) : bundle.tree();
            if (own != null) {
                own.appendTo(entries, own.width());
            }
            if (own != null && entryLevels != null && own.width() == Paths.WIDTH) {
                entryLevels.append(own.root());
            }
        }
    }

    /** Checkpoints whose size lies within these hashes. */
    private void judge(Subtree hashes) {
        long first = tiles.size();
        while (nextKnown < known.size() && known.get(nextKnown).size() <= first + hashes.width()) {
            Known one = known.get(nextKnown++);
            Frontier frontier = tiles.copy();
            hashes.appendTo(frontier, (int) (one.size() - first));
            (one.says(frontier.root()) ? fulfilled : broken).add(one);
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
