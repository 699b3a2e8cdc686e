package health.keyward.abac.keycloak.bundle;

import health.keyward.abac.Failure;
import health.keyward.abac.core.bundle.Archive;
import health.keyward.abac.core.bundle.BadBundle;
import health.keyward.abac.core.bundle.BadBundle.Fault;
import health.keyward.abac.store.BundleKept.Kept;
import health.keyward.abac.store.BundleKept.Source;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The bundle of the installation on this node. What is offered replaces the present one at once and whole, or not at all; whoever asks gets one or the other
 * and keeps it for the question at hand.
 */
final class HouseBundle {
    private static final Logger LOG = Logger.getLogger(HouseBundle.class);
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final BundleOptions options;
    private final BundleLoader loader;
    private final Map<String, byte[]> delivered;
    private final Shelf shelf;
    private final Clock clock;
    private volatile State state;
    private @Nullable String etag;
    private @Nullable Seen file;
    private Instant askedAt = Instant.MIN;

    /** @param delivered files of the bundle Keyward comes with */
    HouseBundle(BundleOptions options, BundleLoader loader, Map<String, byte[]> delivered, Shelf shelf, Clock clock) {
        this.options = options;
        this.loader = loader;
        this.delivered = delivered;
        this.shelf = shelf;
        this.clock = clock;
        this.state = State.EMPTY;
    }

    /** Where the last good bundle is kept, and who is told. Each call in a transaction of its own. */
    interface Shelf {
        Optional<Kept> kept(Source source);

        /** Keeps it, and records it when it is news. */
        void taken(Source source, Kept kept, String revision);

        void confirmed(Source source, String sha256, Instant at);

        /**
         * Records it when it is news.
         *
         * @param fault null when there was nothing to look at
         */
        void refused(Source source, Instant at, @Nullable Fault fault, String why);
    }

    /**
     * How it stands.
     *
     * @param loaded null when there is none
     * @param since when this node began to decide by it
     * @param confirmed when its source last said that this is it
     * @param triedAt when the source was last asked
     * @param trouble how the last try failed; empty when it did not
     */
    record State(
            @Nullable Loaded loaded,
            @Nullable Instant since,
            @Nullable Instant confirmed,
            @Nullable Instant triedAt,
            @Nullable Fault fault,
            String trouble) {
        static final State EMPTY = new State(null, null, null, null, null, "");
    }

    private record Seen(FileTime changed, long size) {
        static final Seen NOTHING = new Seen(FileTime.fromMillis(0), -1);
    }

    Optional<Source> source() {
        return options.url() != null
                ? Optional.of(Source.URL)
                : options.file() != null ? Optional.of(Source.FILE) : Optional.empty();
    }

    State state() {
        return state;
    }

    /** Why nobody is decided by it; empty while it counts. */
    Optional<Failure> failure() {
        State now = state;
        if (now.loaded() == null) {
            return Optional.of(now.fault() == Fault.BAD_SIGNATURE ? Failure.BAD_SIGNATURE : Failure.NO_POLICY);
        }
        Instant confirmed = now.confirmed();
        boolean stale = options.url() != null
                && (confirmed == null || clock.instant().isAfter(confirmed.plus(options.stale())));
        return stale ? Optional.of(Failure.STALE_POLICY) : Optional.empty();
    }

    /** Once, before anybody asks: the delivered bundle, or the last good one of the source. */
    synchronized void start() {
        Optional<Source> source = source();
        try {
            if (source.isEmpty()) {
                take(loader.delivered(delivered), clock.instant());
            } else {
                Optional<Kept> kept = shelf.kept(source.get());
                if (kept.isPresent()) {
                    take(loader.load(kept.get().content()), kept.get().confirmed());
                    etag = kept.get().etag();
                }
            }
        } catch (BadBundle e) {
            state = new State(null, null, null, clock.instant(), e.fault(), e.told());
            LOG.errorf("no policy to begin with: %s", e.told());
        }
    }

    /** Looks after the source; called often. */
    synchronized void round() throws InterruptedException {
        if (options.url() != null
                && !clock.instant()
                        .isBefore(askedAt.equals(Instant.MIN) ? askedAt : askedAt.plus(options.interval()))) {
            askedAt = clock.instant();
            ask(options.url());
        } else if (options.file() != null) {
            look(options.file());
        }
    }

    private void ask(URI url) throws InterruptedException {
        try (BundleAddress address = new BundleAddress(url, options.tokenFile(), LIMIT)) {
            switch (address.ask(etag)) {
                case BundleAddress.Answer.New(var bundle, var tag) -> offer(Source.URL, bundle, tag);
                case BundleAddress.Answer.Unchanged unchanged -> confirm(Source.URL);
                case BundleAddress.Answer.Nothing(var why) -> failed(Source.URL, null, why);
            }
        }
    }

    /** Says once what is wrong with a file, and again when it is another one. */
    private void look(Path path) {
        Seen now = Seen.NOTHING;
        try {
            BasicFileAttributes is = Files.readAttributes(path, BasicFileAttributes.class);
            now = new Seen(is.lastModifiedTime(), is.size());
            if (now.equals(file)) {
                return;
            }
            if (is.size() > Archive.LARGEST_PACKED) {
                failed(Source.FILE, Fault.TOO_LARGE, "The file is too large.");
            } else {
                offer(Source.FILE, Files.readAllBytes(path), null);
            }
        } catch (IOException e) {
            if (!now.equals(file)) {
                failed(
                        Source.FILE,
                        null,
                        "The file cannot be read: " + e.getClass().getSimpleName() + ".");
            }
        }
        file = now;
    }

    /** Takes a bundle in the place of the present one, when it is good. */
    synchronized void offer(Source source, byte[] packed, @Nullable String tag) {
        try {
            Loaded offered = loader.load(packed);
            Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
            Loaded present = state.loaded();
            String sha256 = offered.bundle().sha256();
            if (present != null && present.bundle().sha256().equals(sha256)) {
                confirm(source);
            } else {
                take(offered, now);
            }
            shelf.taken(
                    source,
                    new Kept(sha256, packed, tag, now, now),
                    offered.bundle().revision());
            etag = tag;
        } catch (BadBundle e) {
            etag = null;
            failed(source, e.fault(), e.told());
        }
    }

    private void take(Loaded loaded, Instant confirmed) {
        Instant now = clock.instant();
        state = new State(loaded, now, confirmed, now, null, "");
    }

    private void confirm(Source source) {
        State was = state;
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        state = new State(was.loaded(), was.since(), now, now, null, "");
        if (was.loaded() != null) {
            shelf.confirmed(source, was.loaded().bundle().sha256(), now);
        }
    }

    private void failed(Source source, @Nullable Fault fault, String why) {
        State was = state;
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        state = new State(was.loaded(), was.since(), was.confirmed(), now, fault, why);
        shelf.refused(source, now, fault, why);
    }
}
