package health.keyward.it.web;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.it.OpaHouse;
import health.keyward.it.Ward;
import health.keyward.local.house.DemoPerson;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.openqa.selenium.By;

/**
 * The sample app in a house that is decided by a real OPA: with a tampered bundle, a stopped OPA and one that hangs nobody is let in and no record is shown,
 * and the page says what is wrong and what to do; before and after, people get in (AB-3, AB-5).
 */
@TestMethodOrder(OrderAnnotation.class)
class EngineAwayTest {
    private static final By FAILED = By.id("keyward-denied-failed");
    private static final By DECISION = By.id("keyward-decision");
    private static final By CLOSED = By.id("why");
    private static final By NOTE = By.id("note");

    private static OpaHouse opa;
    private static URI board;
    private static final Deque<DemoPerson> NURSES = new ArrayDeque<>();

    @BeforeAll
    static void aHouseOfItsOwn() {
        opa = OpaHouse.withATamperedBundle();
        board = opa.house().oidcApp().address();
        opa.house().register().people().stream()
                .filter(one ->
                        one.enabled() && one.hasSecondFactor() && one.roles().contains("nurse"))
                .forEach(NURSES::add);
        opa.holds("ward-board");
    }

    @AfterAll
    static void stop() {
        if (opa != null) {
            opa.close();
        }
    }

    @Test
    @Order(1)
    void with_a_tampered_bundle_nobody_signs_in() {
        refused("tampered", "failed.bad_signature");
    }

    @Test
    @Order(2)
    void with_the_bundle_as_it_was_signed_the_real_opa_lets_a_nurse_in_until_it_stops_and_again_when_it_is_back() {
        opa.putsTheSignedBundle();
        try (Screen screen = Screen.fresh()) {
            letsIn(screen, NURSES.remove());
            opens(screen);
            assertThat(screen.reads(NOTE)).contains("Recovering well");
            String engines = "SELECT string_agg(DISTINCT engine, ' ') FROM kw_decision WHERE effect = 'PERMIT'";
            opa.until(() -> !opa.one(engines).isEmpty() && !opa.one(engines).equals("null"));
            assertThat(opa.one(engines)).isEqualTo("server");

            opa.opa().stops();
            closed(screen, "stopped");
            refused("stopped", "failed.");
            opa.opa().starts();
            opens(screen);

            opa.opa().hangsWhile(() -> {
                closed(screen, "slow");
                refused("slow", "failed.");
            });
            opens(screen);
        }
    }

    /** The record that was open a moment ago. */
    private static void closed(Screen screen, String picture) {
        screen.goes(URI.create(board + "/records/sample-1"));
        assertThat(screen.reads(CLOSED)).contains("could not be decided just now", "Try again");
        assertThat(screen.shows(NOTE)).isFalse();
        assertThat(opa.reasonsOf(screen.reads(By.id("decision")))).startsWith("failed.");
        screen.picture("record-opa-" + picture);
    }

    /** Tries again, as the page says, while an answer comes too late. */
    private static void letsIn(Screen screen, DemoPerson nurse) {
        AtTheDoor door = new AtTheDoor(screen);
        screen.until("the password is enough for a code", d -> {
            screen.goes(board);
            door.givesPassword(nurse.username(), nurse.password());
            return screen.shows(AtTheDoor.CODE) ? true : null;
        });
        door.givesCode(Ward.freshCode(nurse));
        screen.arrives(board);
    }

    private static void opens(Screen screen) {
        screen.until("the record opens again", d -> {
            screen.goes(URI.create(board + "/records/sample-1"));
            return screen.shows(NOTE) ? true : null;
        });
    }

    /** Somebody the policy would let in comes no further than a page that says why, what to do and which number to give. */
    private static void refused(String picture, String code) {
        DemoPerson nurse = NURSES.remove();
        try (Screen screen = Screen.fresh()) {
            screen.goes(board);
            new AtTheDoor(screen).givesPassword(nurse.username(), nurse.password());
            assertThat(screen.reads(FAILED))
                    .contains("cannot be decided at the moment", "Nobody is let in", "Try again in a few minutes");
            assertThat(opa.reasonsOf(screen.reads(DECISION))).startsWith(code);
            assertThat(screen.text()).contains("call the service desk");
            screen.picture("denied-opa-" + picture);
            assertThat(Axe.breaches(screen, "axe-denied-opa-" + picture)).isEmpty();
            screen.goes(URI.create(board + "/records/sample-1"));
            assertThat(screen.shows(NOTE)).isFalse();
            assertThat(screen.address().toString()).doesNotStartWith(board.toString());
        }
    }
}
