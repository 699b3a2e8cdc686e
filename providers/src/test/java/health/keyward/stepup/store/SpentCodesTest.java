package health.keyward.stepup.store;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.RealDatabase;
import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SpentCodesTest {
    private static final RealmId REALM = new RealmId("hospital");
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    private final SpentCodes spent = new SpentCodes();
    private final UserId person = new UserId(UUID.randomUUID().toString());
    private final String credential = UUID.randomUUID().toString();

    @Test
    void a_code_is_spent_once() throws SQLException {
        try (Connection tx = RealDatabase.connect()) {
            assertThat(spent.spend(tx, REALM, person, credential, "AB", NOW)).isTrue();
            assertThat(spent.spend(tx, REALM, person, credential, "AB", NOW)).isFalse();
            assertThat(spent.spend(tx, REALM, person, credential, "CD", NOW)).isTrue();
            assertThat(spent.of(tx, credential)).containsExactlyInAnyOrder("AB", "CD");
        }
    }

    @Test
    void of_two_who_spend_the_same_code_at_once_one_wins() throws Exception {
        try (Connection one = RealDatabase.connect();
                Connection two = RealDatabase.connect()) {
            assertThat(spent.spend(one, REALM, person, credential, "AB", NOW)).isTrue();
            CompletableFuture<Boolean> second = meanwhile(two);
            waitsForALock(two);
            assertThat(second).isNotDone();
            one.commit();
            assertThat(second.get(60, TimeUnit.SECONDS)).isFalse();
        }
    }

    @Test
    void when_the_first_is_rolled_back_the_second_may_have_it() throws Exception {
        try (Connection one = RealDatabase.connect();
                Connection two = RealDatabase.connect()) {
            assertThat(spent.spend(one, REALM, person, credential, "AB", NOW)).isTrue();
            CompletableFuture<Boolean> second = meanwhile(two);
            waitsForALock(two);
            one.rollback();
            assertThat(second.get(60, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void wrong_codes_are_counted_and_guesses_at_once_stand_in_line() throws Exception {
        try (Connection one = RealDatabase.connect();
                Connection two = RealDatabase.connect()) {
            assertThat(spent.hold(one, REALM, person, NOW).failures()).isZero();
            spent.failed(one, REALM, person, NOW.plusSeconds(1));
            CountDownLatch begun = new CountDownLatch(1);
            CompletableFuture<SpentCodes.Tries> second = CompletableFuture.supplyAsync(() -> {
                try {
                    begun.countDown();
                    return spent.hold(two, REALM, person, NOW);
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            });
            begun.await();
            waitsForALock(two);
            one.commit();
            SpentCodes.Tries seen = second.get(60, TimeUnit.SECONDS);
            assertThat(seen.failures()).isEqualTo(1);
            assertThat(seen.last()).isEqualTo(NOW.plusSeconds(1));
            spent.forgive(two, REALM, person);
            assertThat(spent.hold(two, REALM, person, NOW).failures()).isZero();
        }
    }

    @Test
    void nothing_is_left_of_a_person_who_is_gone() throws SQLException {
        try (Connection tx = RealDatabase.connect()) {
            spent.hold(tx, REALM, person, NOW);
            spent.failed(tx, REALM, person, NOW);
            spent.spend(tx, REALM, person, credential, "AB", NOW);
            spent.forgetPerson(tx, person);
            assertThat(spent.of(tx, credential)).isEmpty();
            assertThat(spent.hold(tx, REALM, person, NOW).failures()).isZero();
        }
    }

    private CompletableFuture<Boolean> meanwhile(Connection tx) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return spent.spend(tx, REALM, person, credential, "AB", NOW);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    /** PostgreSQL itself says when the other one stands in line; no time has to be guessed. */
    private static void waitsForALock(Connection other) throws Exception {
        int pid = other.unwrap(org.postgresql.PGConnection.class).getBackendPID();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        try (Connection look = RealDatabase.connect();
                var ask =
                        look.prepareStatement("SELECT wait_event_type = 'Lock' FROM pg_stat_activity WHERE pid = ?")) {
            ask.setInt(1, pid);
            boolean waits = false;
            while (!waits && System.nanoTime() < end) {
                try (var row = ask.executeQuery()) {
                    waits = row.next() && row.getBoolean(1);
                }
                look.rollback();
                Thread.onSpinWait();
            }
            assertThat(waits).isTrue();
        }
    }
}
