package health.keyward.audit.store;

import health.keyward.audit.Entry;
import health.keyward.audit.Projection;
import health.keyward.audit.core.Checkpoint;
import health.keyward.audit.core.GrowingTree;
import health.keyward.audit.core.Hash;
import health.keyward.audit.core.Merkle;
import health.keyward.audit.core.Tile;
import health.keyward.audit.core.TileSource;
import health.keyward.audit.store.Checks.Run;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Checks the ledger from within (AL-7): hashes the entries again, makes the tree again, compares it with tiles, head and signed checkpoints, and the read
 * models with the entries. It goes on from where the last good run ended, unless a full run was asked for. Of entries that were disposed of it takes the
 * hashes that are kept in the tree, as far as a mark explains that they are gone.
 */
public final class Checker {
    private static final Logger LOG = Logger.getLogger(Checker.class);

    static final Duration EVERY = Duration.ofHours(1);
    static final int PIECE = 10_000;

    private final Marks marks;
    private final Clock clock;

    public Checker(Marks marks, Clock clock) {
        this.marks = marks;
        this.clock = clock;
    }

    private record Job(
            Run run,
            Head head,
            Hash root,
            long from,
            @Nullable Hash known) {}

    /** Does the run that was asked for, or the hourly one when it is due; otherwise nothing. */
    public void round(Transactions db, List<Projection> projections) {
        Optional<Job> job = db.run(this::take);
        if (job.isPresent()) {
            Optional<Damage> damage = check(db, job.get(), projections);
            db.run(tx -> {
                end(tx, job.get(), damage);
                return damage;
            });
        }
    }

    private Optional<Job> take(Connection tx) throws SQLException {
        Instant now = clock.instant();
        Checks.stopAbandoned(tx, now);
        boolean due = Checks.newestEnded(tx)
                .map(Run::finishedAt)
                .map(at -> !at.plus(EVERY).isAfter(now))
                .orElse(true);
        Head head = Head.read(tx);
        Hash root = head.root();
        if (root == null) {
            return Optional.empty();
        }
        if (Checks.oldestAsked(tx).isEmpty() && due) {
            Checks.request(tx, false, now);
        }
        Optional<Run> asked = Checks.oldestAsked(tx);
        if (asked.isEmpty()) {
            return Optional.empty();
        }
        Optional<Run> good = asked.get().full() ? Optional.empty() : Checks.newestGood(tx, head.epoch());
        long from = good.map(Run::size).orElse(0L);
        Checks.begin(tx, asked.get().id(), head, from);
        return Optional.of(
                new Job(asked.get(), head, root, from, good.map(Run::root).orElse(null)));
    }

    private static Optional<Damage> check(Transactions db, Job job, List<Projection> projections) {
        if (job.from > job.head.size()) {
            return Optional.of(
                    new Damage(Damage.Kind.MISSING, null, "the log is shorter than it was at the last check"));
        }
        try {
            GrowingTree tree = db.run(tx -> GrowingTree.of(job.from, new Tiles(tx, job.head.epoch())));
            if (job.known != null && !tree.root().equals(job.known)) {
                return Optional.of(
                        new Damage(Damage.Kind.TILE, null, "tiles that were good at the last check have been changed"));
            }
            Disposed disposed = new Disposed(job.head);
            Optional<Damage> silent = db.run(disposed::silent);
            if (silent.isPresent()) {
                return silent;
            }
            while (tree.size() < job.head.size()) {
                long to = Math.min(job.head.size(), tree.size() + PIECE);
                Optional<Damage> damage = db.run(tx -> {
                    Checks.progress(tx, job.run.id(), tree.size());
                    return new Piece(tx, job.head, tree, projections).check(to, disposed);
                });
                if (damage.isPresent()) {
                    return damage;
                }
            }
            return Objects.equals(tree.root(), job.root)
                    ? Optional.empty()
                    : Optional.of(new Damage(
                            Damage.Kind.ROOT, null, "the tree over the entries has another root than the head"));
        } catch (TileSource.DamagedTree e) {
            return Optional.of(new Damage(Damage.Kind.TILE, null, String.valueOf(e.getMessage())));
        }
    }

    private void end(Connection tx, Job job, Optional<Damage> damage) throws SQLException {
        boolean damaged = Checks.standingDamage(tx).isPresent();
        Instant now = clock.instant();
        if (damage.isPresent()) {
            Checks.bad(tx, job.run.id(), damage.get(), now);
            mark(tx, job, damage.get().kind().name());
        } else {
            Checks.good(tx, job.run.id(), job.root, now);
            if (damaged && Checks.standingDamage(tx).isEmpty()) {
                mark(tx, job, "GOOD");
            }
        }
    }

    private void mark(Connection tx, Job job, String outcome) throws SQLException {
        marks.write(tx, "SELF_CHECK", Map.of("size", Long.toString(job.head.size()), "outcome", outcome));
    }

    /** Some entries, in one transaction. */
    private static final class Piece {
        private final Connection tx;
        private final Head head;
        private final GrowingTree tree;
        private final List<Projection> projections;
        private final TreeMap<Long, Hash> signed = new TreeMap<>();
        private final List<Entry> entries = new ArrayList<>();
        private @Nullable Instant last;
        private @Nullable Damage damage;

        private Piece(Connection tx, Head head, GrowingTree tree, List<Projection> projections) {
            this.tx = tx;
            this.head = head;
            this.tree = tree;
            this.projections = projections;
        }

        private Optional<Damage> check(long wanted, Disposed disposed) throws SQLException {
            long from = tree.size();
            long gone = disposed.explained(tx);
            long to = from < gone ? Math.min(wanted, gone) : wanted;
            new Checkpoints(tx)
                    .between(head.epoch(), from, to)
                    .forEach(kept ->
                            signed.put(kept.size(), Checkpoint.head(kept.note()).root()));
            if (from < gone) {
                takeHashes(to);
                compareTiles();
                return Optional.ofNullable(damage);
            }
            new LogTable(tx).each(head.firstSeq() + from, head.firstSeq() + to, this::take);
            if (damage == null && tree.size() < to) {
                damage = new Damage(Damage.Kind.MISSING, head.firstSeq() + tree.size(), "the entry is not in the log");
            }
            compareTiles();
            compareReadModels(head.firstSeq() + from, head.firstSeq() + to);
            return Optional.ofNullable(damage);
        }

        private void take(LogTable.Row row) {
            long expected = head.firstSeq() + tree.size();
            if (damage != null) {
                return;
            }
            if (row.seq() != expected) {
                damage = new Damage(
                        Damage.Kind.MISSING,
                        Math.min(row.seq(), expected),
                        row.seq() < expected ? "the number stands in the log twice" : "the entry is not in the log");
                return;
            }
            if (last != null && row.seqAt().isBefore(last)) {
                damage = new Damage(Damage.Kind.TIME, row.seq(), "the entry is older than the one before it");
            }
            last = row.seqAt();
            add(Merkle.leaf(row.leaf()));
            try {
                entries.add(new Entry(row.seq(), row.seqAt(), row.boot(), row.nseq(), Leaf.read(row.leaf())));
            } catch (IOException unreadable) {
                LOG.debugf("entry %d cannot be read and is not in the read models", row.seq());
            }
        }

        private void takeHashes(long to) {
            LeafHashes hashes = new LeafHashes(new Tiles(tx, head.epoch()), head.size());
            while (tree.size() < to) {
                add(hashes.at(tree.size()));
            }
        }

        private void add(Hash leaf) {
            tree.add(leaf);
            Hash root = signed.get(tree.size());
            if (root != null && damage == null && !root.equals(tree.root())) {
                damage = new Damage(
                        Damage.Kind.CHECKPOINT, null, "the checkpoint of " + tree.size() + " entries has another root");
            }
        }

        /** A leaf whose hash is not in its tile names the entry; that comes first, because everything above it follows. */
        private void compareTiles() {
            Tiles tiles = new Tiles(tx, head.epoch());
            for (Tile made : tree.takeChanged()) {
                byte[] kept = tiles.hashes(made.level(), made.index(), made.width());
                int differs = Arrays.mismatch(made.hashes(), Arrays.copyOf(kept, made.width() * Hash.LENGTH));
                if (differs >= 0 && (damage == null || damage.kind() == Damage.Kind.CHECKPOINT)) {
                    damage = made.level() == 0
                            ? new Damage(
                                    Damage.Kind.ENTRY,
                                    head.firstSeq() + made.index() * Tile.WIDTH + differs / Hash.LENGTH,
                                    "the bytes of the entry are not those the tree was made over")
                            : new Damage(Damage.Kind.TILE, null, made + " does not follow from the entries");
                }
            }
        }

        private void compareReadModels(long from, long to) throws SQLException {
            for (Projection projection : projections) {
                OptionalLong differs =
                        damage == null ? projection.differs(tx, from, to, entries) : OptionalLong.empty();
                if (differs.isPresent()) {
                    damage = new Damage(
                            Damage.Kind.READ_MODEL,
                            differs.getAsLong(),
                            "what people see of the entry is not what it says");
                }
            }
        }
    }
}
