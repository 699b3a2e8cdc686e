package health.keyward.verifier.check;

import health.keyward.verifier.log.Bundle;
import health.keyward.verifier.log.Bundles;
import health.keyward.verifier.log.ExportFiles;
import health.keyward.verifier.log.LogFile;
import health.keyward.verifier.log.Paths;
import health.keyward.verifier.note.Checkpoint;
import health.keyward.verifier.tree.Subtree;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** Which of entries, tiles and checkpoints tells the truth, and what follows for the others. */
final class TreeVerdict {
    private static final int ENOUGH = 100;

    private final ExportFiles files;
    private final LogFile log;
    private final Checkpoint head;
    private final Checkpoints checkpoints;
    private final TreeCheck tree;
    private final DisposalCheck disposals;
    private final Findings findings;

    TreeVerdict(
            ExportFiles files,
            LogFile log,
            Checkpoint head,
            Checkpoints checkpoints,
            TreeCheck tree,
            DisposalCheck disposals,
            Findings findings) {
        this.files = files;
        this.log = log;
        this.head = head;
        this.checkpoints = checkpoints;
        this.tree = tree;
        this.disposals = disposals;
        this.findings = findings;
    }

    /** @param lastPresent index of the last entry that is there, -1 for none */
    void say(long lastPresent) throws IOException {
        List<Known> broken = tree.broken().stream().filter(checkpoints::trusted).toList();
        Missing missing = tree.leftOut();
        if (tree.tilesSay(head.root())) {
            align(missing);
            broken.forEach(one -> findings.add(Finding.range(
                    Damage.FORK,
                    0,
                    one.size(),
                    one.where() + " and the checkpoint are both signed, and the one does not lead to the other")));
            say(missing, pushedOut(missing));
        } else if (tree.entriesSay(head.root())) {
            tiles();
            say(missing, false);
        } else {
            align(missing);
            rewritten(broken);
            say(missing, !broken.isEmpty());
        }
        extra(lastPresent);
    }

    private void align(Missing missing) throws IOException {
        if (tree.firstDirty() >= 0) {
            try (Bundles bundles = new Bundles(files, head.size(), log.minimumIndex(), tree.firstDirty())) {
                new Alignment(findings, missing).run(bundles);
            }
        }
    }

    private void tiles() throws IOException {
        int found = 0;
        try (Bundles bundles = new Bundles(files, head.size(), log.minimumIndex(), tree.firstDirty())) {
            while (bundles.hasNext() && found < ENOUGH) {
                Bundle bundle = bundles.next();
                Subtree hashes = bundle.tree();
                for (int i = 0; !bundle.agrees() && hashes != null && i < bundle.count() && found < ENOUGH; i++) {
                    if (!Arrays.equals(bundle.leaf(i), hashes.leaf(i))) {
                        found++;
                        findings.add(Finding.at(
                                Damage.CHANGED_TILE,
                                bundle.first() + i,
                                TreeCheck.tilePath(bundle) + ": hash " + i + " is not that of its entry"));
                    }
                }
            }
        }
    }

    /** Entries and tiles fit each other and not the checkpoint: the kept checkpoints say between which two it happened. */
    private void rewritten(List<Known> broken) {
        if (!tree.whole() && broken.isEmpty()) {
            return;
        }
        long good = tree.fulfilled().stream().mapToLong(Known::size).max().orElse(0);
        long bad = broken.stream().mapToLong(Known::size).min().orElse(head.size());
        long from = broken.isEmpty()
                ? good
                : tree.fulfilled().stream()
                        .mapToLong(Known::size)
                        .filter(size -> size < bad)
                        .max()
                        .orElse(0);
        boolean named = findings.any(Damage.CHANGED_ENTRY)
                || findings.any(Damage.REORDERED)
                || findings.any(Damage.MISSING_ENTRY);
        if (named && tree.whole()) {
            findings.notice("the tiles do not lead to the checkpoint either; the entries up to "
                    + (log.firstSeq() + from - 1) + " are as they were signed");
            return;
        }
        String where = "somewhere in this range the log is not what was signed at size " + bad;
        if (tree.whole()) {
            findings.add(Finding.range(Damage.CHANGED_ENTRY, from, bad, where));
        } else {
            findings.add(Finding.range(
                    Damage.MISSING_ENTRY,
                    from,
                    bad,
                    where + ", and the log is " + (head.size() - tree.size())
                            + " entries shorter than its checkpoint"));
        }
    }

    /** @param named whether what is missing at the end was missed elsewhere already */
    private void say(Missing missing, boolean named) throws IOException {
        disposals.end(files, missing, head.size());
        for (Missing.Range range : missing.all()) {
            boolean tail = range.to() == head.size();
            long disposedTo = tail ? range.from() : Math.min(range.to(), Math.max(range.from(), log.minimumIndex()));
            if (range.from() < disposedTo) {
                findings.add(Finding.range(
                        Damage.SILENT_DISPOSAL, range.from(), disposedTo, "gone, and no DISPOSAL entry covers them"));
            }
            if (disposedTo < range.to() && !(tail && named)) {
                findings.add(Finding.range(
                        tail ? Damage.TRUNCATED : Damage.MISSING_ENTRY,
                        disposedTo,
                        range.to(),
                        tail ? "the end of the log is missing" : "not there"));
            }
        }
    }

    /** As many as are missing at the end were put in before it, and a count of rows alone would be right. */
    private boolean pushedOut(Missing missing) {
        long tail = missing.all().stream()
                .filter(range -> range.to() == head.size())
                .mapToLong(range -> range.to() - range.from())
                .sum();
        long extra = findings.counts().getOrDefault(Damage.EXTRA_ENTRY, 0L);
        if (tail > 0 && tail <= extra) {
            findings.notice("the last " + tail + " entries of the log were pushed beyond its end");
        }
        return tail <= extra;
    }

    private void extra(long lastPresent) {
        long next = Bundles.count(head.size());
        boolean more = lastPresent >= head.size();
        for (int width = 1; width <= Paths.WIDTH && !more; width++) {
            more = files.has(Paths.bundle(next, width));
        }
        if (more) {
            findings.add(Finding.at(
                    Damage.EXTRA_ENTRY, head.size(), "there are more entries than the checkpoint has signed"));
        }
    }
}
