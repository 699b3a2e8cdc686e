package health.keyward.verifier.check;

import health.keyward.verifier.Malformed;
import health.keyward.verifier.log.ExportFiles;
import health.keyward.verifier.log.Paths;
import health.keyward.verifier.note.Checkpoint;
import health.keyward.verifier.note.Cosignatures;
import health.keyward.verifier.note.Note;
import health.keyward.verifier.note.Vkey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Every checkpoint that is at hand: the export's head, those it keeps, those of the anchors and the one from last time. */
final class Checkpoints {
    /** Signatures of kept checkpoints are checked for the newest; each of an older one is as good as its root, which is always checked. */
    private static final int SIGNATURES = 1_000;

    private final Question question;
    private final Findings findings;
    private final Checkpoint head;
    private final List<Known> known = new ArrayList<>();
    private long otherEpochs;

    Checkpoints(Question question, ExportFiles files, Checkpoint head, Findings findings) throws IOException {
        this.question = question;
        this.findings = findings;
        this.head = head;
        for (String name : files.names(Paths.CHECKPOINTS)) {
            String path = Paths.CHECKPOINTS + "/" + name;
            byte[] note = files.read(path);
            add(path, note == null ? new byte[0] : note);
        }
        Path anchors = question.anchors();
        if (anchors != null) {
            try (Stream<Path> all = Files.list(anchors)) {
                for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
                    if (file.getFileName().toString().startsWith("checkpoint")) {
                        add("anchor " + file.getFileName(), Files.readAllBytes(file));
                    }
                }
            }
        }
        Path since = question.since();
        if (since != null) {
            add("checkpoint since", Files.readAllBytes(since));
        }
        known.sort(Comparator.comparingLong(Known::size));
    }

    private void add(String where, byte[] note) {
        try {
            Checkpoint checkpoint = Checkpoint.of(note);
            if (checkpoint.origin().equals(head.origin())) {
                known.add(Known.of(where, checkpoint, note));
            } else if (epoch(checkpoint.origin()) > epoch(head.origin()) && signed(checkpoint.note())) {
                findings.add(Finding.whole(Damage.TRUNCATED, where + " is of the later epoch " + checkpoint.origin()));
            } else {
                otherEpochs++;
            }
        } catch (Malformed e) {
            findings.add(Finding.whole(Damage.MALFORMED, where + " is no checkpoint: " + e.what()));
        }
    }

    /** 1 for an origin without {@code /e<n>}; 0 for the origin of another log. */
    private int epoch(String origin) {
        String base = head.origin().replaceFirst("/e[1-9][0-9]{0,5}$", "");
        if (origin.equals(base)) {
            return 1;
        }
        return origin.matches(Pattern.quote(base) + "/e[1-9][0-9]{0,5}")
                ? Integer.parseInt(origin.substring(base.length() + 2))
                : 0;
    }

    private boolean signed(Note note) {
        return note.under(question.keys()) instanceof Note.Holds.Signed;
    }

    /** By size. */
    List<Known> known() {
        return known;
    }

    /** What can be said before the tree is known: the head's signature, contradictions among checkpoints, and what lies beyond the head. */
    void beforeTheTree() {
        switch (head.note().under(question.keys())) {
            case Note.Holds.Signed signed -> {}
            case Note.Holds.Forged forged ->
                findings.add(Finding.whole(
                        Damage.BAD_SIGNATURE,
                        "the checkpoint bears a wrong signature in the name of "
                                + forged.key().name()));
            case Note.Holds.Unknown unknown ->
                findings.add(Finding.whole(
                        Damage.WRONG_KEY,
                        "the checkpoint is signed by "
                                + head.note().lines().getFirst().name() + " with a key that was not given"));
        }
        for (Known one : known) {
            boolean beyond = one.size() > head.size();
            boolean contradicts = one.size() == head.size() && !one.says(head.root());
            if ((beyond || contradicts) && trusted(one)) {
                findings.add(
                        beyond
                                ? Finding.range(
                                        Damage.TRUNCATED,
                                        head.size(),
                                        one.size(),
                                        one.where() + " says that there were " + one.size() + " entries, the log has "
                                                + head.size())
                                : Finding.whole(
                                        Damage.FORK,
                                        one.where() + " and the checkpoint have the size " + head.size()
                                                + " and different roots"));
            }
        }
        contradictions();
        if (question.keys().stream().noneMatch(key -> epoch(key.name()) == 1)) {
            findings.notice("no given key bears the name of the log, " + head.origin());
        }
        if (otherEpochs > 0) {
            findings.notice(otherEpochs + " checkpoints of other epochs or logs were passed over");
        }
    }

    private void contradictions() {
        for (int i = 1; i < known.size(); i++) {
            Known one = known.get(i - 1);
            Known other = known.get(i);
            if (one.size() == other.size() && !one.says(other.root()) && trusted(one) && trusted(other)) {
                findings.add(Finding.whole(
                        Damage.FORK,
                        one.where() + " and " + other.where() + " have the size " + one.size()
                                + " and different roots"));
            }
        }
    }

    /** Whether a given key signed it; says so where it bears a wrong signature. */
    boolean trusted(Known one) {
        return switch (one.checkpoint().note().under(question.keys())) {
            case Note.Holds.Signed signed -> true;
            case Note.Holds.Forged forged -> {
                findings.add(Finding.whole(
                        Damage.BAD_SIGNATURE,
                        one.where() + " bears a wrong signature in the name of "
                                + forged.key().name()));
                yield false;
            }
            case Note.Holds.Unknown unknown -> false;
        };
    }

    /** @return how many signatures were checked */
    long signatures() {
        List<Known> newest = known.subList(Math.max(0, known.size() - SIGNATURES), known.size());
        long unknown = newest.stream().filter(one -> !trusted(one)).count();
        if (unknown > 0) {
            findings.notice(unknown
                    + " kept checkpoints are not signed by a given key; their roots were compared all the same");
        }
        return newest.size() + 1L;
    }

    /** @param fulfilled checkpoints that the log leads to */
    void witnesses(List<Known> fulfilled) {
        if (!question.policy().asks()) {
            return;
        }
        List<Vkey> witnesses = question.policy().witnesses();
        List<Checkpoint> newestFirst = new ArrayList<>(List.of(head));
        List<Known> all = new ArrayList<>(fulfilled.reversed());
        long looked = 0;
        Cosignatures cosigned = cosignatures(head, witnesses);
        while (!question.policy().enough(cosigned.at().keySet()) && !all.isEmpty() && looked++ < SIGNATURES) {
            Checkpoint next = all.removeFirst().checkpoint();
            newestFirst.addFirst(next);
            cosigned = cosignatures(next, witnesses);
        }
        Checkpoint found = newestFirst.getFirst();
        if (!question.policy().enough(cosigned.at().keySet())) {
            findings.add(
                    Finding.whole(Damage.UNWITNESSED, "no checkpoint at hand has the cosignatures that are asked for"));
        } else {
            findings.notice("witnessed up to entry " + (found.size() - 1) + " by " + cosigned.at());
        }
    }

    private Cosignatures cosignatures(Checkpoint checkpoint, List<Vkey> witnesses) {
        Cosignatures cosigned = Cosignatures.of(checkpoint.note(), witnesses);
        cosigned.forged()
                .forEach(witness -> findings.add(Finding.whole(
                        Damage.BAD_SIGNATURE,
                        "the checkpoint of size " + checkpoint.size() + " bears a wrong cosignature in the name of "
                                + witness.name())));
        return cosigned;
    }
}
