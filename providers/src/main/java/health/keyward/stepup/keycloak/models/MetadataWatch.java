package health.keyward.stepup.keycloak.models;

import health.keyward.audit.Integrity;
import health.keyward.kernel.RealmId;
import health.keyward.keycloak.Database;
import health.keyward.keycloak.Doors;
import health.keyward.notice.Audience;
import health.keyward.notice.Notice;
import health.keyward.notice.Notices;
import health.keyward.stepup.core.Metadata;
import health.keyward.stepup.store.Attestations;
import health.keyward.stepup.store.KeptMetadata;
import health.keyward.stepup.store.KeptMetadata.Source;
import health.keyward.stepup.store.KeptMetadata.Try;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.KeycloakModelUtils;

/** Looks on every node whether the file has changed, fetches from the address once a day, and says when the metadata have grown old. */
final class MetadataWatch {
    private static final Logger LOG = Logger.getLogger(MetadataWatch.class);
    /** FIDO's own has a few megabytes. */
    static final int LARGEST = 32 * 1024 * 1024;

    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration AGAIN = Duration.ofHours(1);

    private final MetadataDesk desk;
    private final MetadataOptions options;
    private final KeycloakSessionFactory factory;
    private final Clock clock;
    private final KeptMetadata kept = new KeptMetadata();
    private final Attestations attestations = new Attestations();
    private @Nullable Seen file;
    private Instant caredAt = Instant.EPOCH;

    MetadataWatch(MetadataDesk desk, MetadataOptions options, KeycloakSessionFactory factory, Clock clock) {
        this.desk = desk;
        this.options = options;
        this.factory = factory;
        this.clock = clock;
    }

    private record Seen(FileTime changed, long size) {
        static final Seen NOTHING = new Seen(FileTime.fromMillis(0), -1);
    }

    void round() {
        if (options.file() != null) {
            lookAtFile(options.file());
        }
        if (options.url() != null) {
            fetch(options.url());
        }
        if (!caredAt.plus(AGAIN).isAfter(clock.instant())) {
            KeycloakModelUtils.runJobInTransaction(factory, this::care);
            caredAt = clock.instant();
        }
    }

    /** Says once what is wrong with a file, and again when it is another one. */
    private void lookAtFile(Path path) {
        Seen now = Seen.NOTHING;
        String wrong = "the file is not there";
        try {
            BasicFileAttributes is = Files.readAttributes(path, BasicFileAttributes.class);
            now = new Seen(is.lastModifiedTime(), is.size());
            wrong = is.size() > LARGEST ? "the file is larger than 32 MiB" : "";
            if (!now.equals(file) && wrong.isEmpty()) {
                desk.offer(
                        factory,
                        Source.FILE,
                        Files.readString(path, StandardCharsets.ISO_8859_1).strip());
            }
        } catch (NoSuchFileException e) {
            LOG.debugf("there is no %s", path);
        } catch (IOException e) {
            wrong = "the file cannot be read: " + e.getClass().getSimpleName();
        }
        if (!wrong.isEmpty() && !now.equals(file)) {
            desk.failed(factory, Source.FILE, wrong);
        }
        file = now;
    }

    private void fetch(URI address) {
        boolean due = KeycloakModelUtils.runJobInTransactionWithResult(
                factory,
                session -> new Database(session).write(tx -> {
                    Optional<Try> last = Optional.ofNullable(kept.tries(tx).get(Source.URL));
                    return last.isEmpty()
                            || !last.get()
                                    .at()
                                    .plus(last.get().taken() ? DAY : AGAIN)
                                    .isAfter(clock.instant());
                }));
        if (!due) {
            return;
        }
        try {
            switch (new MetadataAddress(address, LARGEST).ask()) {
                case MetadataAddress.Answer.Blob(var text) -> desk.offer(factory, Source.URL, text);
                case MetadataAddress.Answer.Nothing(var why) -> desk.failed(factory, Source.URL, why);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void care(KeycloakSession session) {
        Database database = new Database(session);
        database.write(attestations::sweep);
        Optional<Metadata> serving = database.write(tx -> desk.shelf().current(tx));
        serving.filter(metadata -> metadata.outdated(clock.instant())).ifPresent(old -> tell(session, old));
    }

    /** Once for each number, to everybody who can bring in a newer one. */
    private static void tell(KeycloakSession session, Metadata old) {
        LOG.warnf(
                "the FIDO metadata number %d should have been replaced by %s; models refused since are not known here",
                old.number(), old.nextUpdate());
        Optional<Notices> notices = Doors.all(session, Notices.class).stream().findFirst();
        notices.ifPresent(door ->
                Doors.open(session, Integrity.class).keepers().forEach(realm -> door.tell(outdated(realm, old))));
    }

    static Notice outdated(RealmId realm, Metadata old) {
        return new Notice(
                realm,
                "fido-metadata-outdated",
                "fido-metadata-outdated:" + old.number(),
                new Audience.Holders("system-admin", null),
                Map.of(
                        "number", Integer.toString(old.number()),
                        "until", old.nextUpdate().toString()));
    }
}
