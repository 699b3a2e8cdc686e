package health.keyward.history.store;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.audit.Recorded;
import health.keyward.history.Familiarity.Question;
import health.keyward.history.Familiarity.Seen;
import health.keyward.kernel.UserId;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How usual a sign-in would be for a person, by their own rows. */
class FootingTest {
    private static final Instant NOW = Ward.NOON;

    private Ward ward;
    private String anna;

    @BeforeEach
    void opens() throws Exception {
        ward = new Ward();
        anna = ward.hire("anna", "Anna", "Berg");
    }

    @AfterEach
    void closes() throws Exception {
        ward.close();
    }

    @Test
    void who_never_signed_in_is_nowhere_at_home() throws Exception {
        assertThat(seen("10.1.2.0/24")).isEqualTo(new Seen(0, false, false));
    }

    @Test
    void wrong_passwords_count_from_everywhere_but_only_theirs_and_only_lately() throws Exception {
        String ben = ward.hire("ben", "Ben", "Okri");
        ward.project(
                wrong(anna, 10, "198.51.100.7"),
                wrong(anna, 20, "10.1.2.3"),
                wrong(anna, 61, "10.1.2.3"),
                wrong(ben, 5, "10.1.2.3"));
        assertThat(seen("10.1.2.0/24")).isEqualTo(new Seen(2, false, false));
    }

    @Test
    void more_failures_than_enough_are_not_counted() throws Exception {
        for (int minute = 1; minute < 9; minute++) {
            ward.project(wrong(anna, minute, "10.1.2.3"));
        }
        assertThat(seen("10.1.2.0/24").failures()).isEqualTo(5);
    }

    @Test
    void a_cancelled_sign_in_and_a_refused_level_are_no_wrong_password() throws Exception {
        ward.project(
                ward.failure("access_denied")
                        .user(anna, "anna")
                        .at(NOW.minusSeconds(60))
                        .done(),
                ward.failure("expired_code")
                        .user(anna, "anna")
                        .at(NOW.minusSeconds(50))
                        .done());
        assertThat(seen("10.1.2.0/24").failures()).isZero();
    }

    @Test
    void a_network_is_familiar_for_a_while_after_a_sign_in_that_proved_who_it_was() throws Exception {
        ward.project(
                ward.login(anna, "anna")
                        .at(NOW.minus(Duration.ofDays(3)))
                        .from("10.1.2.3")
                        .session("s1")
                        .done(),
                ward.login(anna, "anna")
                        .at(NOW.minus(Duration.ofDays(91)))
                        .from("192.0.2.9")
                        .session("s2")
                        .done(),
                ward.login(anna, "anna")
                        .at(NOW.minus(Duration.ofDays(2)))
                        .from("203.0.113.5")
                        .session("s1")
                        .sso()
                        .done());
        assertThat(seen("10.1.2.0/24")).isEqualTo(new Seen(0, true, true));
        assertThat(seen("10.1.3.0/24")).isEqualTo(new Seen(0, true, false));
        assertThat(seen("192.0.2.0/24")).isEqualTo(new Seen(0, true, false));
        assertThat(seen("203.0.113.0/24")).isEqualTo(new Seen(0, true, false));
    }

    private Recorded wrong(String person, int minutesAgo, String from) {
        return ward.failure("invalid_user_credentials")
                .user(person, "somebody")
                .at(NOW.minus(Duration.ofMinutes(minutesAgo)))
                .from(from)
                .done();
    }

    private Seen seen(String network) throws SQLException {
        return new Footing()
                .of(
                        ward.tx,
                        new Question(
                                ward.realm,
                                new UserId(anna),
                                network,
                                NOW.minus(Duration.ofHours(1)),
                                NOW.minus(Duration.ofDays(90)),
                                5));
    }
}
