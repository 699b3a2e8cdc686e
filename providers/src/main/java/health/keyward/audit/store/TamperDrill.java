package health.keyward.audit.store;

import health.keyward.audit.core.Anchors.Newest;
import health.keyward.audit.core.Proofs;
import health.keyward.audit.core.SigningKey;
import health.keyward.audit.core.Standing;
import health.keyward.audit.core.TreeHead;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Does to a copy of the newest entries what somebody with the database in their hands can do, and sees whether the checks of this server name it (AL-14):
 * the self-check, the comparison with what is remembered elsewhere, the signatures. The real tables are only read.
 */
public final class TamperDrill {
    /** At least once a year is asked for; every month costs a second. */
    public static final Duration EVERY = Duration.ofDays(30);

    static final int MOST = 2_000;
    static final int FEWEST = 32;

    private static final String SOUND = "SOUND";
    private static final String FLIP =
            "UPDATE pg_temp.kw_audit_log SET leaf = set_byte(leaf, octet_length(leaf) / 2, get_byte(leaf,"
                    + " octet_length(leaf) / 2) # 1) WHERE seq = ";

    private final Clock clock;
    private final SelfCheck check;

    public TamperDrill(Clock clock) {
        this(clock, db -> checker(clock).round(db, List.of()));
    }

    /** @param check does the run that was asked for */
    TamperDrill(Clock clock, SelfCheck check) {
        this.clock = clock;
        this.check = check;
    }

    /** What is put to the test. */
    @FunctionalInterface
    interface SelfCheck {
        void round(Transactions db);
    }

    /** The self-check of this server; its marks stay in the copy. */
    private static Checker checker(Clock clock) {
        return new Checker((type, facts) -> new Arrival("drill", 1, clock.instant(), new byte[0]), clock);
    }

    /**
     * How a drill ended.
     *
     * @param size entries of the copy
     * @param tried what was done to it, in words of the table in {@code docs/rooms/audit.md}
     * @param missed of these, what was not named, or not rightly; empty when all is well
     */
    public record Result(long size, List<String> tried, List<String> missed) {
        public Result {
            tried = List.copyOf(tried);
            missed = List.copyOf(missed);
        }
    }

    /** Something done to the copy. */
    @FunctionalInterface
    private interface Deed {
        void on(DrillCopy copy) throws SQLException;
    }

    private record Tampering(Deed deed, String verdict) {}

    /** Empty while there are too few entries. The transaction is as it was before, except for time spent. */
    public Optional<Result> run(Connection tx) throws SQLException {
        say(tx, "SAVEPOINT kw_before_drill");
        try {
            DrillCopy copy = DrillCopy.make(tx, MOST, clock.instant());
            long size = copy.number("count(*)");
            return size < FEWEST ? Optional.empty() : Optional.of(drill(tx, copy, size));
        } finally {
            say(tx, "ROLLBACK TO SAVEPOINT kw_before_drill");
        }
    }

    private Result drill(Connection tx, DrillCopy copy, long size) throws SQLException {
        SigningKey key = key();
        TreeHead whole = copy.grow();
        long first = copy.number("min(seq)");
        copy.sign(whole, key);
        List<String> tried = new ArrayList<>();
        List<String> missed = new ArrayList<>();
        for (Map.Entry<String, Tampering> one : tamperings(first, size).entrySet()) {
            say(tx, "SAVEPOINT kw_untouched");
            one.getValue().deed().on(copy);
            String verdict = verdict(tx, key, whole);
            say(tx, "ROLLBACK TO SAVEPOINT kw_untouched");
            tried.add(one.getKey());
            if (!verdict.equals(one.getValue().verdict())) {
                missed.add(one.getKey() + ": " + verdict);
            }
        }
        return new Result(size, tried, missed);
    }

    private static Map<String, Tampering> tamperings(long first, long size) {
        long early = first + size / 3;
        long late = first + 2 * size / 3;
        long end = first + size - 10;
        Map<String, Tampering> all = new LinkedHashMap<>();
        all.put("untouched", new Tampering(copy -> {}, SOUND));
        all.put("changed-field", sql(FLIP + early, "ENTRY@" + early));
        all.put("deleted-middle", sql("DELETE FROM pg_temp.kw_audit_log WHERE seq = " + early, "MISSING@" + early));
        all.put("cut-tail", sql("DELETE FROM pg_temp.kw_audit_log WHERE seq >= " + end, "MISSING@" + end));
        all.put("inserted", sql("""
            UPDATE pg_temp.kw_audit_log SET seq = -seq WHERE seq >= %1$d;
            UPDATE pg_temp.kw_audit_log SET seq = 1 - seq WHERE seq < 0;
            INSERT INTO pg_temp.kw_audit_log (seq, seq_at, boot, nseq, leaf)
              SELECT %1$d, seq_at, boot, 0, leaf || '\\x20'::bytea FROM pg_temp.kw_audit_log WHERE seq = %1$d - 1\
            """.formatted(early), "ENTRY@" + early));
        all.put("reordered", sql("""
            UPDATE pg_temp.kw_audit_log a SET leaf = b.leaf FROM pg_temp.kw_audit_log b
            WHERE (a.seq, b.seq) IN ((%1$d, %2$d), (%2$d, %1$d))\
            """.formatted(early, late), "ENTRY@" + early));
        all.put("duplicated", sql("""
            UPDATE pg_temp.kw_audit_log SET leaf = (SELECT leaf FROM pg_temp.kw_audit_log WHERE seq = %d)
            WHERE seq = %d\
            """.formatted(early, late), "ENTRY@" + late));
        all.put(
                "rolled-back",
                new Tampering(
                        copy -> {
                            copy.execute("DELETE FROM pg_temp.kw_audit_log WHERE seq >= " + late
                                    + "; DELETE FROM pg_temp.kw_audit_checkpoint");
                            copy.sign(copy.grow(), key());
                        },
                        "ROLLED_BACK"));
        all.put(
                "rewritten",
                new Tampering(
                        copy -> {
                            copy.execute(FLIP + early + "; DELETE FROM pg_temp.kw_audit_checkpoint");
                            copy.grow();
                        },
                        "FORKED"));
        all.put("wrong-key", new Tampering(copy -> copy.sign(copy.grow(), key()), "WRONG_KEY"));
        return all;
    }

    /** In SQL, because the server's pool lets nobody but the transaction manager roll anything back by JDBC. */
    private static void say(Connection tx, String sql) throws SQLException {
        try (Statement statement = tx.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Tampering sql(String deed, String verdict) {
        return new Tampering(copy -> copy.execute(deed), verdict);
    }

    /** What the checks say, the strongest word first: what was set back or rewritten as a whole agrees with itself. */
    private String verdict(Connection tx, SigningKey key, TreeHead remembered) throws SQLException {
        Optional<String> standing = standing(tx, remembered);
        if (standing.isPresent()) {
            return standing.get();
        }
        for (Checkpoints.Kept kept : new Checkpoints(tx).between(1, 0, Long.MAX_VALUE)) {
            if (!key.vkey().signed(kept.note())) {
                return "WRONG_KEY";
            }
        }
        Transactions here = new Transactions() {
            @Override
            public <T> T run(Work<T> work) {
                try {
                    return work.on(tx);
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            }
        };
        Checks.request(tx, true, clock.instant());
        check.round(here);
        Checks.Run run = Checks.newestEnded(tx).orElseThrow(() -> new SQLException("the check did not run"));
        return run.state() == Checks.State.GOOD ? SOUND : run.damage() + "@" + run.badEntry();
    }

    private static Optional<String> standing(Connection tx, TreeHead remembered) throws SQLException {
        Head head = Head.read(tx);
        if (head.root() == null) {
            throw new SQLException("the copy has no head");
        }
        TreeHead here = new TreeHead(DrillCopy.ORIGIN.of(1), head.size(), head.root());
        Standing found = Standing.of(
                DrillCopy.ORIGIN,
                here,
                size -> new Proofs(size, new Tiles(tx, 1)).root(),
                List.of(new Newest.Remembered("a witness", Optional.of(remembered))));
        return switch (found) {
            case Standing.Sound sound -> Optional.empty();
            case Standing.RolledBack back -> Optional.of("ROLLED_BACK");
            case Standing.Forked fork -> Optional.of("FORKED");
        };
    }

    private static SigningKey key() {
        try {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            return new SigningKey(DrillCopy.ORIGIN.name(), pair.getPrivate(), pair.getPublic());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java makes no Ed25519 keys", e);
        }
    }
}
