package health.keyward.verifier.check;

import health.keyward.verifier.Malformed;
import health.keyward.verifier.log.Bundle;
import health.keyward.verifier.log.Bundles;
import health.keyward.verifier.log.ExportFiles;
import health.keyward.verifier.log.Header;
import health.keyward.verifier.log.LogFile;
import health.keyward.verifier.log.Paths;
import health.keyward.verifier.note.Checkpoint;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One verification of one export, from its files to its report. Reads everything once; a second time only where something is wrong. */
public final class Verification {
    private final Question question;
    private final Clock clock;
    private final Findings findings = new Findings();
    private long entries;
    private long bytes;
    private long lastPresent = -1;

    public Verification(Question question, Clock clock) {
        this.question = question;
        this.clock = clock;
    }

    /** @throws IOException when the export cannot be read at all */
    public Report run() throws IOException {
        try (ExportFiles files = ExportFiles.of(question.export())) {
            return run(files);
        }
    }

    private Report run(ExportFiles files) throws IOException {
        long begun = clock.millis();
        LogFile log;
        Checkpoint head;
        try {
            log = LogFile.of(needed(files, Paths.LOG));
            head = Checkpoint.of(needed(files, Paths.CHECKPOINT));
        } catch (Malformed e) {
            findings.add(Finding.whole(Damage.MALFORMED, e.what()));
            return new Report("unreadable", 1, 0, "", 0, 0, 0, 0, 0, Long.MIN_VALUE, 0, findings);
        }
        if (!log.origin().equals(head.origin())) {
            findings.add(Finding.whole(Damage.MALFORMED, Paths.LOG + " is of another log than the checkpoint"));
        }
        try (Bundles bundles = new Bundles(files, head.size(), log.minimumIndex(), 0)) {
            return run(files, log, head, bundles, begun);
        }
    }

    private Report run(ExportFiles files, LogFile log, Checkpoint head, Bundles bundles, long begun)
            throws IOException {
        Checkpoints checkpoints = new Checkpoints(question, files, head, findings);
        checkpoints.beforeTheTree();
        TreeCheck tree = new TreeCheck(files, checkpoints.known(), findings);
        RunsCheck runs = new RunsCheck(findings, log.epoch() == 1 && log.minimumIndex() == 0, log.minimumIndex());
        DisposalCheck disposals = new DisposalCheck(findings, log.firstSeq());
        EpochCheck epoch = new EpochCheck(files, log, question.keys(), findings);
        long projected = 0;
        try (EventIds ids = new EventIds();
                @Nullable
                        ProjectionCheck projection =
                                question.projection() ? ProjectionCheck.of(files, findings, log.firstSeq()) : null) {
            while (bundles.hasNext()) {
                Bundle bundle = bundles.next();
                tree.bundle(bundle);
                entries(bundle, (index, header, i) -> {
                    ids.add(header.idHigh(), header.idLow(), index);
                    runs.entry(index, header);
                    disposals.entry(index, header);
                    epoch.entry(index, header);
                    if (projection != null) {
                        projection.entry(index, header, bundle, i);
                    }
                });
            }
            ids.end(findings);
            runs.end(head.size());
            if (projection != null) {
                projection.end();
                projected = projection.rows();
            }
        }
        tree.end(head.root());
        new TreeVerdict(files, log, head, checkpoints, tree, disposals, findings).say(lastPresent);
        age(runs.newest());
        long signatures = checkpoints.signatures();
        checkpoints.witnesses(tree.fulfilled());
        return new Report(
                head.origin(),
                log.firstSeq(),
                head.size(),
                head.rootText(),
                entries,
                bytes,
                checkpoints.known().size() + 1L,
                signatures,
                projected,
                runs.newest(),
                clock.millis() - begun,
                findings);
    }

    @FunctionalInterface
    private interface EachEntry {
        void take(long index, Header header, int i) throws IOException;
    }

    private void entries(Bundle bundle, EachEntry each) throws IOException {
        entries += bundle.count();
        bytes += bundle.length();
        if (bundle.frameFault() != null) {
            findings.add(Finding.range(
                    Damage.MALFORMED,
                    bundle.index(bundle.count()),
                    bundle.first() + bundle.expected(),
                    bundle.frameFault()));
        }
        for (int i = 0; i < bundle.count(); i++) {
            long index = bundle.index(i);
            lastPresent = Math.max(lastPresent, index);
            Header header = bundle.header(i);
            if (header == null) {
                findings.add(Finding.at(Damage.MALFORMED, index, "the entry cannot be read: " + bundle.fault(i)));
            } else {
                each.take(index, header, i);
            }
        }
    }

    private void age(long newest) {
        Duration most = question.maxAge();
        if (most == null) {
            return;
        }
        long now = clock.instant().getEpochSecond();
        long age = newest == Long.MIN_VALUE ? Long.MAX_VALUE : now - Math.floorDiv(newest, 1_000_000_000L);
        if (age > most.toSeconds()) {
            findings.add(Finding.whole(
                    Damage.STALE,
                    newest == Long.MIN_VALUE
                            ? "there is no entry"
                            : "the newest entry is " + age + " s old, " + most.toSeconds() + " s are allowed"));
        }
    }

    private static byte[] needed(ExportFiles files, String path) throws IOException {
        byte[] bytes = files.read(path);
        if (bytes == null) {
            throw new Malformed(path + " is missing");
        }
        return bytes;
    }

    /** The classes this program knows, for its help. */
    public static List<Damage> classes() {
        return List.of(Damage.values());
    }
}
