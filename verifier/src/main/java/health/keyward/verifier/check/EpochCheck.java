package health.keyward.verifier.check;

import health.keyward.verifier.Malformed;
import health.keyward.verifier.log.ExportFiles;
import health.keyward.verifier.log.Header;
import health.keyward.verifier.log.LogFile;
import health.keyward.verifier.log.Paths;
import health.keyward.verifier.note.Checkpoint;
import health.keyward.verifier.note.Note;
import health.keyward.verifier.note.Vkey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** An epoch after the first begins with an EPOCH entry that holds the last checkpoint of the one before: signed, and the one the export hands out. */
final class EpochCheck {
    private final ExportFiles files;
    private final LogFile log;
    private final List<Vkey> keys;
    private final Findings findings;

    EpochCheck(ExportFiles files, LogFile log, List<Vkey> keys, Findings findings) {
        this.files = files;
        this.log = log;
        this.keys = keys;
        this.findings = findings;
    }

    void entry(long index, Header header) throws IOException {
        boolean mark = header.isMark("EPOCH");
        if (index == 0 && log.epoch() > 1) {
            if (mark) {
                begins(header);
            } else {
                broken(0, "epoch " + log.epoch() + " does not begin with an EPOCH entry");
            }
        } else if (mark) {
            broken(index, "an EPOCH entry in the middle of an epoch");
        }
    }

    private void begins(Header header) throws IOException {
        try {
            if (!header.fact("epoch").equals(Long.toString(log.epoch()))) {
                broken(0, "the EPOCH entry opens epoch " + header.fact("epoch"));
            }
            Checkpoint previous =
                    Checkpoint.of(header.fact("previousCheckpoint").getBytes(StandardCharsets.UTF_8));
            if (!(previous.note().under(keys) instanceof Note.Holds.Signed)) {
                broken(0, "the checkpoint in the EPOCH entry is not signed by a given key");
            }
            long before = epoch(previous.origin());
            if (before < 1 || before >= log.epoch()) {
                broken(0, "the EPOCH entry binds a checkpoint that is of no earlier epoch of this log");
            }
            String path = Paths.EPOCHS + "/" + before + "/checkpoint";
            byte[] file = files.read(path);
            if (file == null) {
                broken(0, path + " is missing");
                return;
            }
            Checkpoint kept = Checkpoint.of(file);
            if (!kept.origin().equals(previous.origin())
                    || kept.size() != previous.size()
                    || !Arrays.equals(kept.root(), previous.root())) {
                broken(0, path + " is not the checkpoint that the EPOCH entry binds");
            }
        } catch (Malformed | NumberFormatException e) {
            broken(0, "the EPOCH entry or the checkpoint before it cannot be read");
        }
    }

    /** 1 for the name of the log itself, n for {@code <name>/e<n>}, 0 for another log. */
    private long epoch(String origin) {
        String suffix = "/e" + log.epoch();
        if (!log.origin().endsWith(suffix)) {
            return 0;
        }
        String base = log.origin().substring(0, log.origin().length() - suffix.length());
        if (origin.equals(base)) {
            return 1;
        }
        return origin.startsWith(base + "/e") ? Long.parseLong(origin.substring(base.length() + 2)) : 0;
    }

    private void broken(long index, String what) {
        findings.add(Finding.at(Damage.EPOCH_BROKEN, index, what));
    }
}
