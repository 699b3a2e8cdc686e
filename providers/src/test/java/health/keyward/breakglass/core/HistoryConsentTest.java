package health.keyward.breakglass.core;

import static health.keyward.breakglass.core.EmergencyExamples.ANA;
import static health.keyward.breakglass.core.EmergencyExamples.BEN;
import static health.keyward.breakglass.core.EmergencyExamples.CLEO;
import static health.keyward.breakglass.core.EmergencyExamples.NOON;
import static health.keyward.breakglass.core.EmergencyExamples.consent;
import static health.keyward.breakglass.core.EmergencyExamples.open;
import static health.keyward.breakglass.core.EmergencyExamples.sealed;
import static health.keyward.breakglass.core.EmergencyExamples.used;
import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.breakglass.core.HistoryConsent.Hindrance;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Another custodian lets a session read the history of sign-ins (EA-6). */
class HistoryConsentTest {
    private static final Instant LATER = NOON.plusSeconds(60);
    private final EmergencyOpening used = used("session-x", NOON);

    @Test
    void another_custodian_than_who_began_allows_it_in_a_session_of_their_own() {
        assertThat(HistoryConsent.hinders(sealed(), used, consent(BEN, "session-d", LATER)))
                .isEmpty();
        assertThat(HistoryConsent.hinders(sealed(), used, consent(CLEO, "session-d", LATER)))
                .isEmpty();
    }

    @Test
    void who_began_who_is_no_custodian_and_the_session_itself_allow_nothing() {
        assertThat(HistoryConsent.hinders(sealed(), used, consent(ANA, "session-d", LATER)))
                .contains(Hindrance.SAME_PERSON);
        assertThat(HistoryConsent.hinders(
                        sealed(), used, consent(new Custodian("dora-id", "dora"), "session-d", LATER)))
                .contains(Hindrance.NO_CUSTODIAN);
        assertThat(HistoryConsent.hinders(sealed(), used, consent(BEN, "session-x", LATER)))
                .contains(Hindrance.SAME_SESSION);
        assertThat(HistoryConsent.hinders(sealed(), used, consent(BEN, "session-a", LATER)))
                .contains(Hindrance.SAME_SESSION);
    }

    @Test
    void before_the_account_is_in_and_after_it_is_out_there_is_nothing_to_allow() {
        assertThat(HistoryConsent.hinders(sealed(), open(NOON), consent(CLEO, "session-d", LATER)))
                .contains(Hindrance.NOT_IN_USE);
        assertThat(HistoryConsent.hinders(
                        sealed(), used, consent(CLEO, "session-d", NOON.plus(EmergencyOpening.STAYS))))
                .contains(Hindrance.NOT_IN_USE);
    }

    @Test
    void it_lasts_a_quarter_of_an_hour_for_that_session_of_that_opening_and_no_other() {
        HistoryConsent given = new HistoryConsent(used.id(), consent(BEN, "session-d", LATER));
        assertThat(given.lets(used, "session-x", LATER)).isTrue();
        assertThat(given.lets(used, "session-y", LATER)).isFalse();
        Instant end = LATER.plus(Duration.ofMinutes(15));
        assertThat(given.lets(used, "session-x", end.minusSeconds(1))).isTrue();
        assertThat(given.lets(used, "session-x", end)).isFalse();
        assertThat(new HistoryConsent(UUID.randomUUID(), given.by()).lets(used, "session-x", LATER))
                .isFalse();
    }
}
