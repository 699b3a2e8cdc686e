package health.keyward.verifier.check;

/** What can be wrong with evidence, the one that explains most first. Each has an exit code of its own, which never changes. */
public enum Damage {
    WRONG_KEY(11, "the checkpoint is not signed by the given key"),
    BAD_SIGNATURE(12, "a signature in the name of a given key is wrong"),
    FORK(13, "two signed checkpoints contradict each other: there are two histories"),
    TRUNCATED(14, "the log is shorter than a checkpoint that was signed: its end is missing, or it was set back"),
    DUPLICATE(15, "an entry stands twice"),
    REORDERED(16, "entries changed places"),
    MISSING_ENTRY(17, "an entry is missing"),
    EXTRA_ENTRY(18, "an entry was put in"),
    CHANGED_ENTRY(19, "an entry was changed"),
    SILENT_DISPOSAL(20, "old entries are gone and no DISPOSAL entry says so"),
    CHANGED_TILE(21, "a tile of the tree is missing or not what the entries hash to"),
    EPOCH_BROKEN(22, "the epoch does not bind the one before it"),
    MALFORMED(23, "something cannot be read"),
    UNEXPLAINED_GAP(24, "a server's rows are not numbered without gaps, and nothing says why"),
    SILENT_NODE(25, "a server fell silent and nothing says so"),
    CLOCK_JUMP(26, "a server's clock jumped by more than 5 s and it did not say so"),
    PROJECTION_DIFFERS(27, "a read model says something else than the entry"),
    KEY_MISMATCH(28, "a disclosed key is not the one the entry was sealed with"),
    NOT_INCLUDED(29, "the proof does not lead to the checkpoint"),
    UNWITNESSED(30, "too few witnesses have cosigned"),
    STALE(31, "the newest entry is older than allowed");

    private final int exitCode;
    private final String words;

    Damage(int exitCode, String words) {
        this.exitCode = exitCode;
        this.words = words;
    }

    public int exitCode() {
        return exitCode;
    }

    public String words() {
        return words;
    }
}
