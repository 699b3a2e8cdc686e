package health.keyward.breakglass.core;

import static health.keyward.breakglass.core.EmergencyExamples.ANA;
import static health.keyward.breakglass.core.EmergencyExamples.BEN;
import static health.keyward.breakglass.core.EmergencyExamples.NOON;
import static health.keyward.breakglass.core.EmergencyExamples.consent;
import static health.keyward.breakglass.core.EmergencyExamples.open;
import static health.keyward.breakglass.core.EmergencyExamples.sealed;
import static health.keyward.breakglass.core.EmergencyExamples.used;
import static health.keyward.breakglass.core.EmergencyExamples.waiting;
import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.breakglass.core.EmergencyGate.Visit;
import health.keyward.breakglass.core.EmergencyGate.Way;
import health.keyward.breakglass.core.EmergencyGate.Why;
import health.keyward.breakglass.core.EmergencyGate.Word;
import health.keyward.breakglass.core.EmergencyOpening.Hindrance;
import health.keyward.breakglass.core.EmergencyOpening.State;
import health.keyward.stepup.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Two custodians open an account, and the account comes in (EA-3 to EA-6). */
class EmergencyOpeningTest {
    private static final String HERE = "10.1.2.3";
    private static final Instant OPENED = NOON.plusSeconds(120);

    @Test
    void a_second_custodian_in_another_session_opens_it() {
        assertThat(waiting().hinders(sealed(), consent(BEN, "session-b", OPENED)))
                .isEmpty();
    }

    @Test
    void one_custodian_alone_never_opens_it() {
        assertThat(waiting().hinders(sealed(), consent(ANA, "session-b", OPENED)))
                .contains(Hindrance.SAME_PERSON);
        assertThat(waiting().hinders(sealed(), consent(BEN, "session-a", OPENED)))
                .contains(Hindrance.SAME_SESSION);
        assertThat(word(waiting(), visit("session-x"), OPENED)).isEqualTo(new Word.Refused(Why.NOT_OPENED));
    }

    @Test
    void who_keeps_another_account_opens_nothing() {
        Custodian stranger = new Custodian("dora-id", "dora");
        assertThat(waiting().hinders(sealed(), consent(stranger, "session-d", OPENED)))
                .contains(Hindrance.NO_CUSTODIAN);
        EmergencyAccount other = sealed("sealed-2", EmergencyFactor.PASSKEY, "10.1.0.0/16");
        assertThat(waiting().hinders(other, consent(BEN, "session-b", OPENED))).contains(Hindrance.NO_CUSTODIAN);
    }

    @Test
    void the_second_custodian_comes_within_ten_minutes() {
        assertThat(waiting().hinders(sealed(), consent(BEN, "session-b", NOON.plus(Duration.ofMinutes(10)))))
                .contains(Hindrance.NOT_WAITING);
        assertThat(waiting().state(NOON.plus(Duration.ofMinutes(10)).minusNanos(1)))
                .isEqualTo(State.WAITING);
    }

    @Test
    void an_opening_lasts_ten_minutes_from_the_second_word() {
        assertThat(open(OPENED).state(OPENED.plus(Duration.ofMinutes(10)).minusNanos(1)))
                .isEqualTo(State.OPEN);
        assertThat(word(open(OPENED), visit("session-x"), OPENED.plus(Duration.ofMinutes(10))))
                .isEqualTo(new Word.Refused(Why.NOT_OPENED));
    }

    @Test
    void an_open_account_is_asked_for_its_own_authenticator() {
        Word word = word(open(OPENED), visit("session-x"), OPENED.plusSeconds(1));
        assertThat(word)
                .isInstanceOfSatisfying(
                        Word.Come.class, come -> assertThat(come.need().level()).isEqualTo(Level.PHISHING_RESISTANT));
    }

    @Test
    void an_opening_lets_one_session_in_and_for_an_hour() {
        EmergencyOpening used = used("session-x", OPENED);
        assertThat(word(
                        used,
                        visit("session-x"),
                        OPENED.plus(Duration.ofMinutes(60)).minusNanos(1)))
                .isInstanceOf(Word.Come.class);
        assertThat(word(used, visit("session-y"), OPENED.plusSeconds(1))).isEqualTo(new Word.Refused(Why.NOT_OPENED));
        assertThat(word(used, visit("session-x"), OPENED.plus(Duration.ofMinutes(60))))
                .isEqualTo(new Word.Refused(Why.NOT_OPENED));
    }

    @Test
    void from_another_network_nobody_comes_in_even_when_it_is_open() {
        assertThat(word(open(OPENED), new Visit(Way.BROWSER, "10.2.0.1", "session-x", 0), OPENED))
                .isEqualTo(new Word.Refused(Why.OTHER_NETWORK));
        assertThat(word(open(OPENED), new Visit(Way.BROWSER, null, "session-x", 0), OPENED))
                .isEqualTo(new Word.Refused(Why.OTHER_NETWORK));
    }

    @Test
    void a_password_sent_by_an_app_is_no_way_in() {
        assertThat(word(open(OPENED), new Visit(Way.PASSWORD, HERE, "session-x", 0), OPENED))
                .isEqualTo(new Word.Refused(Why.NO_BROWSER));
    }

    @Test
    void tokens_go_to_the_session_that_was_let_in_from_wherever_its_app_calls() {
        assertThat(word(used("session-x", OPENED), new Visit(Way.TOKEN, "192.0.2.1", "session-x", 0), OPENED))
                .isInstanceOf(Word.Come.class);
        assertThat(word(open(OPENED), new Visit(Way.TOKEN, HERE, "session-x", 0), OPENED))
                .isEqualTo(new Word.Refused(Why.NOT_OPENED));
    }

    @Test
    void an_address_that_was_refused_ten_times_is_not_looked_at() {
        assertThat(word(open(OPENED), new Visit(Way.BROWSER, HERE, "session-x", 10), OPENED))
                .isEqualTo(new Word.Refused(Why.TOO_MANY));
        assertThat(word(open(OPENED), new Visit(Way.BROWSER, HERE, "session-x", 9), OPENED))
                .isInstanceOf(Word.Come.class);
    }

    @Test
    void what_failed_before_two_custodians_opened_it_does_not_count() {
        Instant now = OPENED.plusSeconds(60);
        assertThat(EmergencyGate.countedSince(Optional.of(open(OPENED)), now)).isEqualTo(OPENED);
        assertThat(EmergencyGate.countedSince(Optional.of(waiting()), now)).isEqualTo(now.minusSeconds(600));
        assertThat(EmergencyGate.countedSince(Optional.of(open(OPENED)), OPENED.plusSeconds(3600)))
                .isEqualTo(OPENED.plusSeconds(3000));
    }

    @Test
    void an_account_nobody_ever_opened_stays_shut() {
        assertThat(EmergencyGate.word(sealed(), Optional.empty(), visit("session-x"), NOON))
                .isEqualTo(new Word.Refused(Why.NOT_OPENED));
    }

    private static Word word(EmergencyOpening opening, Visit visit, Instant now) {
        return EmergencyGate.word(sealed(), Optional.of(opening), visit, now);
    }

    private static Visit visit(@Nullable String session) {
        return new Visit(Way.BROWSER, HERE, session, 0);
    }
}
