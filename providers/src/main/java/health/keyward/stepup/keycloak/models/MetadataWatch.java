package health.keyward.stepup.keycloak.models;

import health.keyward.audit.Integrity;
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
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
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

    private static final Duration LIMIT = Duration.ofSeconds(30);
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

    private record Seen(FileTime changed, long size) {}

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

    private void lookAtFile(Path path) {
        try {
            BasicFileAttributes is = Files.readAttributes(path, BasicFileAttributes.class);
            Seen now = new Seen(is.lastModifiedTime(), is.size());
            if (now.equals(file)) {
                return;
            }
            if (is.size() > LARGEST) {
                desk.failed(factory, Source.FILE, "the file is larger than 32 MiB");
            } else {
                desk.offer(factory, Source.FILE, Files.readString(path, StandardCharsets.ISO_8859_1));
            }
            file = now;
        } catch (NoSuchFileException e) {
            desk.failed(factory, Source.FILE, "the file is not there");
        } catch (IOException e) {
            desk.failed(
                    factory,
                    Source.FILE,
                    "the file cannot be read: " + e.getClass().getSimpleName());
        }
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
        try (HttpClient http = HttpClient.newBuilder()
                .connectTimeout(LIMIT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build()) {
            HttpResponse<InputStream> answer = http.send(
                    HttpRequest.newBuilder(address).timeout(LIMIT).build(), HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                byte[] bytes = body.readNBytes(LARGEST + 1);
                if (answer.statusCode() != 200 || bytes.length > LARGEST) {
                    desk.failed(
                            factory,
                            Source.URL,
                            answer.statusCode() == 200
                                    ? "the answer is larger than 32 MiB"
                                    : "the answer is HTTP " + answer.statusCode());
                } else {
                    desk.offer(factory, Source.URL, new String(bytes, StandardCharsets.ISO_8859_1));
                }
            }
        } catch (IOException e) {
            desk.failed(factory, Source.URL, "no answer: " + e.getClass().getSimpleName());
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
        notices.ifPresent(door -> Doors.open(session, Integrity.class)
                .keepers()
                .forEach(realm -> door.tell(new Notice(
                        realm,
                        "fido-metadata-outdated",
                        "fido-metadata-outdated:" + old.number(),
                        new Audience.Holders("system-admin", null),
                        Map.of(
                                "number", Integer.toString(old.number()),
                                "until", old.nextUpdate().toString())))));
    }
}
