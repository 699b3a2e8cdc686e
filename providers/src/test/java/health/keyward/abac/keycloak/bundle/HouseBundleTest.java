package health.keyward.abac.keycloak.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import health.keyward.abac.Failure;
import health.keyward.abac.core.Engine;
import health.keyward.abac.core.bundle.Archive;
import health.keyward.abac.core.bundle.BadBundle.Fault;
import health.keyward.abac.core.bundle.Bundle;
import health.keyward.abac.core.bundle.TrustedKey;
import health.keyward.abac.store.BundleKept.Kept;
import health.keyward.abac.store.BundleKept.Source;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bundle of the installation: where it comes from, when it is replaced, when it is no longer believed (AB-3, AB-8). */
class HouseBundleTest {
    @TempDir
    Path folder;

    private final Shelf shelf = new Shelf();
    private final Time clock = new Time();
    private final List<String> asked = new ArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private volatile byte[] served = new byte[0];
    private volatile long delay;
    private volatile int status = 200;
    private HttpServer server;

    @BeforeEach
    void serves() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/bundle", this::serve);
        server.start();
    }

    @AfterEach
    void stops() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void serve(HttpExchange call) throws IOException {
        byte[] bundle = served;
        String tag = "\"" + bundle.length + "-" + Arrays.hashCode(bundle) + "\"";
        asked.add(call.getRequestHeaders().getFirst("Authorization") + " "
                + call.getRequestHeaders().getFirst("If-None-Match"));
        sleep();
        if (status != 200) {
            call.sendResponseHeaders(status, -1);
        } else if (tag.equals(call.getRequestHeaders().getFirst("If-None-Match"))) {
            call.sendResponseHeaders(304, -1);
        } else {
            call.getResponseHeaders().add("ETag", tag);
            call.sendResponseHeaders(200, bundle.length);
            try (OutputStream body = call.getResponseBody()) {
                body.write(bundle);
            }
        }
        call.close();
    }

    private void sleep() {
        try {
            Thread.sleep(delay);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void without_file_and_address_the_delivered_one_decides_and_is_never_stale() {
        HouseBundle house = house(BundleOptions.USUAL, Packed.of("ours").files);
        assertThat(house.failure()).contains(Failure.NO_POLICY);
        house.start();
        assertThat(revision(house)).isEqualTo("ours");
        clock.now = clock.now.plus(Duration.ofDays(1_000));
        assertThat(house.failure()).isEmpty();
    }

    @Test
    void a_delivered_bundle_that_fails_its_own_cases_decides_nothing() {
        HouseBundle house = house(BundleOptions.USUAL, Packed.of("ours").with(Bundle.DATA, "{\"answer\":1}").files);
        house.start();
        assertThat(house.failure()).contains(Failure.NO_POLICY);
        assertThat(house.state().trouble()).isEqualTo("The case one did not pass. It is decided otherwise.");
    }

    @Test
    void a_bundle_is_fetched_and_asked_for_by_its_tag_from_then_on() throws Exception {
        served = signed("r1");
        HouseBundle house = polling();
        house.round();
        assertThat(revision(house)).isEqualTo("r1");
        assertThat(house.failure()).isEmpty();
        Instant first = house.state().confirmed();
        next();
        house.round();
        assertThat(asked).hasSize(2).last().asString().contains("Bearer s3cret").doesNotContain("null");
        assertThat(house.state().confirmed()).isAfter(first);
        assertThat(shelf.confirmed).isEqualTo(1);
        assertThat(shelf.taken).containsExactly("r1");
    }

    @Test
    void it_is_not_asked_more_often_than_it_is_told() throws Exception {
        served = signed("r1");
        HouseBundle house = polling();
        house.round();
        house.round();
        assertThat(asked).hasSize(1);
    }

    @Test
    void a_new_one_takes_the_place_of_the_old_one() throws Exception {
        HouseBundle house = polling();
        served = signed("r1");
        house.round();
        served = signed("r2");
        next();
        house.round();
        assertThat(revision(house)).isEqualTo("r2");
        assertThat(shelf.taken).containsExactly("r1", "r2");
    }

    @Test
    void a_tampered_an_unsigned_and_a_foreign_one_leave_the_last_good_one_and_are_told() throws Exception {
        HouseBundle house = polling();
        served = signed("r1");
        house.round();
        for (byte[] bad : List.of(
                Packed.of("r2")
                        .signed(Packed.KEY)
                        .with(Bundle.DATA, "{\"answer\":{}}")
                        .bytes(),
                Packed.of("r2").bytes(),
                Packed.of("r2").signed(Packed.OTHER_KEY).bytes())) {
            served = bad;
            next();
            house.round();
            assertThat(revision(house)).isEqualTo("r1");
            assertThat(house.failure()).isEmpty();
            assertThat(house.state().fault()).isEqualTo(Fault.BAD_SIGNATURE);
        }
        assertThat(shelf.refused)
                .containsExactly(
                        "BAD_SIGNATURE The file data.json is not what was signed.",
                        "BAD_SIGNATURE The bundle is not signed.",
                        "BAD_SIGNATURE The signature is not by the key that is trusted.");
    }

    @Test
    void one_that_fails_its_own_cases_or_needs_what_the_engine_has_not_leaves_the_last_good_one() throws Exception {
        HouseBundle house = polling();
        served = signed("r1");
        house.round();
        served = Packed.of("r2")
                .with(Bundle.DATA, "{\"answer\":{\"decision\":false}}")
                .signed(Packed.KEY)
                .bytes();
        next();
        house.round();
        assertThat(house.state().fault()).isEqualTo(Fault.FAILED_CASE);
        served = Packed.of("r3")
                .with(
                        Bundle.PLAN,
                        "{\"static\":{\"builtin_funcs\":[{\"name\":\"http.send\"}]},\"plans\":{\"plans\":[{\"name\":\"keyward/authz/decision\"}]}}")
                .signed(Packed.KEY)
                .bytes();
        next();
        house.round();
        assertThat(house.state().fault()).isEqualTo(Fault.NOT_SUPPORTED);
        assertThat(revision(house)).isEqualTo("r1");
    }

    @Test
    void without_a_good_one_everything_is_refused_and_a_bad_signature_is_called_so() throws Exception {
        HouseBundle house = polling();
        served = Packed.of("r1").bytes();
        house.round();
        assertThat(house.failure()).contains(Failure.BAD_SIGNATURE);
        status = 500;
        next();
        house.round();
        assertThat(house.failure()).contains(Failure.NO_POLICY);
    }

    @Test
    void one_that_was_not_confirmed_for_too_long_is_stale_until_it_is_again() throws Exception {
        HouseBundle house = polling();
        served = signed("r1");
        house.round();
        status = 503;
        for (int minute = 0; minute < 60; minute++) {
            next();
            house.round();
        }
        assertThat(house.failure()).isEmpty();
        next();
        house.round();
        assertThat(house.failure()).contains(Failure.STALE_POLICY);
        assertThat(house.state().trouble()).isEqualTo("The server answers with HTTP 503.");
        status = 200;
        next();
        house.round();
        assertThat(house.failure()).isEmpty();
    }

    @Test
    void a_slow_server_is_given_up_and_a_long_answer_cut_off() throws Exception {
        served = signed("r1");
        delay = 3_000;
        try (BundleAddress address = new BundleAddress(address(), null, Duration.ofMillis(300))) {
            long begun = System.nanoTime();
            assertThat(address.ask(null)).isInstanceOf(BundleAddress.Answer.Nothing.class);
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(2));
        }
        delay = 0;
        served = new byte[Archive.LARGEST_PACKED + 1];
        try (BundleAddress address = new BundleAddress(address(), null, Duration.ofSeconds(10))) {
            assertThat(address.ask(null)).isEqualTo(new BundleAddress.Answer.Nothing("The answer is too large."));
        }
    }

    @Test
    void after_a_restart_the_last_good_one_decides_as_long_as_it_is_not_stale() throws Exception {
        HouseBundle before = polling();
        served = signed("r1");
        before.round();
        status = 503;
        HouseBundle after = polling();
        assertThat(revision(after)).isEqualTo("r1");
        assertThat(after.failure()).isEmpty();
        after.round();
        assertThat(revision(after)).isEqualTo("r1");
        clock.now = clock.now.plus(Duration.ofMinutes(61));
        assertThat(after.failure()).contains(Failure.STALE_POLICY);
        assertThat(polling().failure()).contains(Failure.STALE_POLICY);
    }

    @Test
    void what_was_changed_in_the_database_is_not_believed_after_a_restart() {
        shelf.kept = Packed.of("r1").signed(Packed.KEY).with(Bundle.DATA, "{}").bytes();
        shelf.at = clock.now;
        assertThat(polling().failure()).contains(Failure.BAD_SIGNATURE);
    }

    @Test
    void a_file_is_followed_and_a_bad_one_told_once() throws Exception {
        Path file = folder.resolve("bundle.tar.gz");
        HouseBundle house =
                house(new BundleOptions(null, null, file, null, Duration.ofSeconds(60), Duration.ofHours(1)), Map.of());
        house.start();
        house.round();
        assertThat(house.failure()).contains(Failure.NO_POLICY);
        Files.write(file, Packed.of("r1").bytes());
        house.round();
        assertThat(revision(house)).isEqualTo("r1");
        Files.write(file, new byte[] {1, 2, 3});
        house.round();
        house.round();
        assertThat(revision(house)).isEqualTo("r1");
        assertThat(shelf.refused)
                .filteredOn(why -> why.startsWith("UNREADABLE"))
                .hasSize(1);
    }

    @Test
    void under_load_everybody_gets_a_whole_policy_one_or_the_other() throws Exception {
        HouseBundle house = house(BundleOptions.USUAL, Packed.of("r0").files);
        house.start();
        AtomicBoolean torn = new AtomicBoolean();
        AtomicBoolean done = new AtomicBoolean();
        List<Future<?>> readers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            readers.add(threads.submit(() -> {
                while (!done.get()) {
                    Loaded now = house.state().loaded();
                    Object said = now.policy().engine().evaluate("x", Map.of(), Duration.ofSeconds(1));
                    if (!String.valueOf(said).contains("by=" + now.bundle().revision() + "}")
                            || !now.policy().revision().equals(now.bundle().revision())) {
                        torn.set(true);
                    }
                }
            }));
        }
        for (int i = 1; i <= 200; i++) {
            house.offer(Source.FILE, Packed.of("r" + i).bytes(), null);
        }
        done.set(true);
        for (Future<?> reader : readers) {
            reader.get();
        }
        assertThat(torn).isFalse();
        assertThat(revision(house)).isEqualTo("r200");
    }

    @Test
    void another_engine_answers_but_the_cases_of_a_bundle_are_put_to_ours() throws Exception {
        BundleLoader loader = new BundleLoader(new BundleReader(null), Packed::engine, bundle -> new Engine() {
            @Override
            public String name() {
                return "other";
            }

            @Override
            public Outcome evaluate(String entrypoint, Map<String, Object> input, Duration deadline) {
                return new Outcome.Failed(Failure.CIRCUIT_OPEN, "away");
            }
        });
        Loaded loaded = loader.load(Packed.of("r1").bytes());
        assertThat(loaded.policy().engine().name()).isEqualTo("other");
        assertThat(loaded.results()).allMatch(result -> result.passed());
    }

    @Test
    void options_that_make_no_sense_stop_the_start() {
        URI away = URI.create("http://policies.example/b");
        TrustedKey key = TrustedKey.of(Packed.pem(Packed.KEY), null);
        assertThatThrownBy(() -> options(away, key)).hasMessageContaining("https");
        assertThatThrownBy(() -> options(URI.create("https://policies.example/b"), null))
                .hasMessageContaining("signed");
        assertThat(options(URI.create("https://policies.example/b"), key).url()).isNotNull();
    }

    private static BundleOptions options(URI url, @Nullable TrustedKey key) {
        return new BundleOptions(url, null, null, key, Duration.ofSeconds(60), Duration.ofHours(1));
    }

    private byte[] signed(String revision) {
        return Packed.of(revision).signed(Packed.KEY).bytes();
    }

    private HouseBundle polling() {
        try {
            Path token = Files.writeString(folder.resolve("token"), "s3cret\n");
            HouseBundle house = house(
                    new BundleOptions(
                            address(),
                            token,
                            null,
                            TrustedKey.of(Packed.pem(Packed.KEY), null),
                            Duration.ofSeconds(60),
                            Duration.ofHours(1)),
                    Map.of());
            house.start();
            return house;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/bundle");
    }

    private HouseBundle house(BundleOptions options, Map<String, byte[]> delivered) {
        return new HouseBundle(
                options, new BundleLoader(new BundleReader(options.key()), Packed::engine), delivered, shelf, clock);
    }

    private void next() {
        clock.now = clock.now.plusSeconds(60);
    }

    private static String revision(HouseBundle house) {
        return house.state().loaded().policy().revision();
    }

    private static final class Time extends Clock {
        private Instant now = Instant.parse("2026-11-20T12:00:00Z");

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    private static final class Shelf implements HouseBundle.Shelf {
        private final List<String> taken = new ArrayList<>();
        private final List<String> refused = new ArrayList<>();
        private byte @Nullable [] kept;
        private Instant at = Instant.EPOCH;
        private int confirmed;

        @Override
        public Optional<Kept> kept(Source source) {
            return Optional.ofNullable(kept).map(bytes -> new Kept("", bytes, null, at, at));
        }

        @Override
        public void taken(Source source, Kept one, String revision) {
            kept = one.content();
            at = one.confirmed();
            taken.add(revision);
        }

        @Override
        public void confirmed(Source source, String sha256, Instant when) {
            at = when;
            confirmed++;
        }

        @Override
        public void refused(Source source, Instant when, @Nullable Fault fault, String why) {
            refused.add(fault + " " + why);
        }
    }
}
