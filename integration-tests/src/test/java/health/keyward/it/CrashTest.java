package health.keyward.it;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.local.house.DemoPerson;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * {@code kill -9} in the middle of 16 concurrent sign-ins: every authorization code that reached a browser has its row. Runs last, because it kills
 * what all tests share and brings it back.
 */
@Tag("alone")
@Order(Integer.MAX_VALUE)
class CrashTest {
    private static final int PEOPLE = 16;
    private static final int CODES = 24;
    private static final long LONGEST_WAIT_NANOS = 180_000_000_000L;
    private static final String SIGNED_IN =
            "SELECT count(*) FROM kw_history_event WHERE type = 'LOGIN' AND outcome = 'SUCCESS' AND session_id = ?";

    private static final List<DemoPerson> CROWD = new ArrayList<>();
    private static Tokens.Client app = Staff.app("crash-app", Map.of());

    @BeforeAll
    static void aCrowd() {
        for (int i = 0; i < PEOPLE; i++) {
            CROWD.add(Staff.hire(Staff.boss(), Staff.REALM, Staff.fresh("crash"), false));
        }
    }

    @Test
    void a_killed_keycloak_loses_no_row_of_a_code_it_handed_out() {
        codesThatReachedABrowser(
                () -> Ward.house().keycloak(1).kill9(),
                () -> Ward.house().keycloak(1).start());
    }

    @Test
    void a_killed_postgresql_loses_no_row_of_a_code_that_was_handed_out() {
        codesThatReachedABrowser(
                () -> Ward.house().postgres().kill9(),
                () -> Ward.house().postgres().start());
    }

    private static void codesThatReachedABrowser(Runnable kill, Runnable bringBack) {
        Rush rush = new Rush();
        try (ExecutorService threads = Executors.newFixedThreadPool(PEOPLE)) {
            CROWD.forEach(person -> threads.execute(() -> rush.signsInAgainAndAgain(person)));
            long end = System.nanoTime() + LONGEST_WAIT_NANOS;
            while ((rush.sessions.size() < CODES || rush.inFlight.get() == 0) && System.nanoTime() < end) {
                LockSupport.parkNanos(1_000_000L);
            }
            rush.killing.set(true);
            kill.run();
            rush.over.set(true);
        }
        int handedOut = rush.sessions.size();
        bringBack.run();
        assertThat(handedOut).as("codes handed out before the kill").isGreaterThanOrEqualTo(CODES);
        assertThat(rush.cutOff.get()).as("sign-ins in flight at the kill").isPositive();
        for (String session : rush.sessions) {
            assertThat(Database.eventually(SIGNED_IN, n -> n > 0, session))
                    .as("the row of session " + session)
                    .isEqualTo(1);
        }
        assertThat(Tokens.issue(app, CROWD.getFirst(), false).access())
                .as("the house stands again")
                .isNotBlank();
    }

    /** What 16 people do until the house is gone. */
    private static final class Rush {
        final Queue<String> sessions = new ConcurrentLinkedQueue<>();
        final AtomicInteger inFlight = new AtomicInteger();
        final AtomicInteger cutOff = new AtomicInteger();
        final AtomicBoolean killing = new AtomicBoolean();
        final AtomicBoolean over = new AtomicBoolean();

        void signsInAgainAndAgain(DemoPerson person) {
            while (!over.get()) {
                try (SignIn signIn = new SignIn()) {
                    signIn.opens(Tokens.authorize(app, Tokens.random()));
                    inFlight.incrementAndGet();
                    try {
                        signIn.types(
                                Map.of("username", person.username(), "password", person.password()),
                                "password",
                                app.redirect());
                    } catch (RuntimeException noAnswer) {
                        cutOff.incrementAndGet();
                        return;
                    } finally {
                        inFlight.decrementAndGet();
                    }
                    URI arrived = signIn.page().address();
                    if (arrived.toString().startsWith(app.redirect())) {
                        sessions.add(session(arrived));
                    } else if (killing.get()) {
                        cutOff.incrementAndGet();
                    }
                } catch (RuntimeException | AssertionError gone) {
                    if (killing.get()) {
                        return;
                    }
                }
            }
        }

        private static String session(URI arrived) {
            assertThat(Tokens.code(arrived)).isNotBlank();
            for (String part : arrived.getQuery().split("&")) {
                if (part.startsWith("session_state=")) {
                    return part.substring("session_state=".length());
                }
            }
            throw new AssertionError("no session in " + arrived);
        }
    }
}
