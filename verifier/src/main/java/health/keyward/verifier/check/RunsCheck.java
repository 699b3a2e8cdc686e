package health.keyward.verifier.check;

import health.keyward.verifier.Malformed;
import health.keyward.verifier.log.Header;
import java.util.HashMap;
import java.util.Map;

/**
 * Follows every run of every server: its numbers without gaps, its clock without jumps, its heartbeat without silence (800-53 AU-8, AL-5, AL-8). Works
 * on the order of the log, in which rows of one run may overtake each other.
 */
final class RunsCheck {
    private static final long SECOND = 1_000_000_000L;
    /** A gap this young may still be filled or explained. */
    private static final long GRACE = 300 * SECOND;
    /** Silence counts only while others write: at most this much per step of the log's time. */
    private static final long STEP = 90 * SECOND;

    private static final long SILENT_AFTER = 600 * SECOND;
    /** Behind a cut, rows this early may belong to runs whose earlier rows are on the other side. */
    private static final long SOFT = 5_000;

    private final Findings findings;
    private final boolean fromTheBegin;
    private final long firstIndex;
    private final Map<String, Run> runs = new HashMap<>();
    private final Map<String, Long> heard = new HashMap<>();
    private long now = Long.MIN_VALUE;
    private long active;

    /**
     * @param fromTheBegin whether the log holds all runs from their first row on; not so after disposal and in later epochs
     * @param firstIndex index of the first entry at hand
     */
    RunsCheck(Findings findings, boolean fromTheBegin, long firstIndex) {
        this.findings = findings;
        this.fromTheBegin = fromTheBegin;
        this.firstIndex = firstIndex;
    }

    void entry(long index, Header header) {
        if (now != Long.MIN_VALUE && header.at() > now) {
            active += Math.min(header.at() - now, STEP);
        }
        now = Math.max(now, header.at());
        String boot = header.boot();
        if (boot == null) {
            return;
        }
        Run run = runs.computeIfAbsent(boot, b -> new Run(b, fromTheBegin ? 1 : header.nseq()));
        boolean soft = !fromTheBegin && index - firstIndex < SOFT;
        switch (run.came(header.nseq(), index, header.at(), soft)) {
            case TWICE ->
                findings.add(Finding.at(
                        Damage.DUPLICATE, index, "row " + header.nseq() + " of server run " + boot + " stands twice"));
            case VOIDED ->
                findings.notice("entry " + index + ": row " + header.nseq() + " of server run " + boot
                        + " was given up, and then it came");
            case NEW, LATE, BEFORE -> {}
        }
        if (header.kind().equals("mark")) {
            try {
                mark(run, index, header);
            } catch (Malformed | NumberFormatException e) {
                findings.add(
                        Finding.at(Damage.MALFORMED, index, "a mark " + header.type() + " that says nothing clear"));
            }
        } else {
            run.sees(header.nseq(), header.at());
        }
    }

    private void mark(Run run, long index, Header header) {
        if (header.isMark("CLOCK_JUMP")) {
            long millis = Long.parseLong(header.fact("millis"));
            run.jumps(header.nseq(), millis, header.at());
            findings.notice("entry " + index + ": server run " + header.boot() + " says that its clock jumped by "
                    + millis + " ms");
            return;
        }
        report(run);
        run.marks(header.nseq(), index, header.at());
        switch (header.type() == null ? "" : header.type()) {
            case "HEARTBEAT" -> {
                run.beats(header.nseq(), index, header.at(), Long.parseLong(header.fact("uptimeMillis")));
                run.falls(false);
                heard.put(String.valueOf(header.boot()), active);
                listen(index);
            }
            case "SHUTDOWN" -> run.ends();
            case "VOID" -> Numbers.of(header.fact("numbers")).forEach(range -> run.voids(range, index, header.at()));
            case "GAP" -> {
                Run other = runs.get(header.fact("boot"));
                if (other != null) {
                    Numbers.of(header.fact("numbers")).forEach(other::loses);
                }
            }
            case "SILENT" -> {
                Run other = runs.get(header.fact("boot"));
                if (other != null) {
                    other.falls(true);
                }
                findings.notice("entry " + index + ": server run " + header.fact("boot") + " fell silent");
            }
            default -> {}
        }
    }

    private void report(Run run) {
        Finding jump = run.takeJump();
        if (jump != null) {
            findings.add(jump);
        }
    }

    private void listen(long index) {
        runs.forEach((boot, run) -> {
            long silence = active - heard.getOrDefault(boot, active);
            if (run.beating() && silence > SILENT_AFTER) {
                run.falls(true);
                findings.add(Finding.at(
                        Damage.SILENT_NODE,
                        index,
                        "server run " + boot + " has not been heard for " + silence / SECOND
                                + " s, and neither SHUTDOWN nor SILENT says so"));
            }
        });
    }

    void end(long size) {
        if (size > 0) {
            listen(size - 1);
        }
        runs.forEach((boot, run) -> {
            report(run);
            boolean crashed = !run.ended() && (run.silent() || now - run.lastAt() > GRACE);
            run.gaps().forEach(entry -> {
                Run.Gap gap = entry.getValue();
                long from = entry.getKey();
                String rows = (gap.to() - from == 1 ? "row " + from : "rows " + from + " to " + (gap.to() - 1))
                        + " of server run " + boot + (run.lost(from, gap.to()) ? ", given up by the sequencer," : "");
                if (crashed && run.lastAt() - gap.at() < GRACE) {
                    findings.notice(rows + " are missing: it ended without a shutdown right after");
                } else if (gap.soft()) {
                    findings.notice(rows + " are not at hand: they may be from before the first entry");
                } else if (now - gap.at() < GRACE && !run.lost(from, gap.to())) {
                    findings.notice(rows + " had not come when the export was made");
                } else {
                    findings.add(
                            Finding.at(Damage.UNEXPLAINED_GAP, gap.index(), rows + " are missing before this entry"));
                }
            });
        });
    }

    /** Time of the newest entry, nanoseconds since 1970; the smallest long where there is none. */
    long newest() {
        return now;
    }
}
