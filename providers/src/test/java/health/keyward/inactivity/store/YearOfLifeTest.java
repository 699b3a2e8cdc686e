package health.keyward.inactivity.store;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.inactivity.core.Exemption;
import health.keyward.inactivity.core.Policies;
import health.keyward.kernel.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Accounts of each kind side by side under the usual policies, day after day for more than a year (IN-1 to IN-4, IN-8, IN-9, IN-12). */
class YearOfLifeTest {
    private static final Instant LONG_AGO = Hospital.START.minus(Duration.ofDays(400));
    private static final int DAYS = 490;
    private static final List<String> STAYED_AWAY =
            List.of("60 WARNED", "75 WARNED_AGAIN", "76 GRACE_BEGAN", "90 DISABLED", "120 ARCHIVED", "485 DELETED");

    private Hospital hospital;

    @BeforeEach
    void opens() throws Exception {
        hospital = new Hospital();
    }

    @AfterEach
    void closes() throws Exception {
        hospital.close();
    }

    @Test
    void each_kind_of_account_has_its_own_days() throws Exception {
        UserId away = seen("away");
        UserId renamed = seen("maiden-name");
        UserId sprayed = seen("sprayed");
        UserId refreshing = seen("refreshing");
        UserId working = seen("working");
        UserId glass = seen("glass");
        hospital.role(glass, "break-glass-eligible");
        UserId fresh = hospital.person("fresh", Hospital.START);
        UserId older = hospital.person("older", LONG_AGO);
        UserId linked = seen("linked");
        hospital.run("UPDATE user_entity SET federation_link = 'ldap' WHERE id = ?", linked.value());
        UserId exempt = seen("exempt");
        granted(exempt, Exemption.Kind.EXEMPTION, 0, 100);
        UserId onLeave = seen("on-leave");
        granted(onLeave, Exemption.Kind.LEAVE, 30, 60);
        UserId sealed = seen("sealed");
        hospital.role(sealed, "emergency-admin");
        UserId robot = seen("service-account-robot");
        hospital.run("UPDATE user_entity SET service_account_client_link = 'robot' WHERE id = ?", robot.value());
        hospital.activate(Policies.usual(Hospital.START));

        for (int day = 1; day <= DAYS; day++) {
            hospital.seen(sprayed, "last_failure_at");
            hospital.seen(refreshing, "non_interactive_at");
            if (day % 20 == 0) {
                hospital.signsIn(working);
            }
            if (day == 50) {
                hospital.run("UPDATE user_entity SET username = 'married-name' WHERE id = ?", renamed.value());
            }
            hospital.days(1);
        }

        SoftAssertions all = new SoftAssertions();
        all.assertThat(life(away)).as("stays away").isEqualTo(STAYED_AWAY);
        all.assertThat(life(renamed)).as("another name is no sign of life").isEqualTo(STAYED_AWAY);
        all.assertThat(life(sprayed)).as("nor are failures").isEqualTo(STAYED_AWAY);
        all.assertThat(life(refreshing)).as("nor is an app that refreshes").isEqualTo(STAYED_AWAY);
        all.assertThat(life(older)).as("counts from the baseline").isEqualTo(STAYED_AWAY);
        all.assertThat(life(working)).as("signs in").isEmpty();
        all.assertThat(life(glass))
                .as("may break the glass; a protected role is taken by people")
                .containsExactly("30 WARNED", "40 WARNED_AGAIN", "41 GRACE_BEGAN", "45 DISABLED");
        all.assertThat(life(fresh))
                .as("was never used")
                .containsExactly(
                        "14 WARNED", "21 WARNED_AGAIN", "22 GRACE_BEGAN", "30 DISABLED", "60 ARCHIVED", "425 DELETED");
        all.assertThat(life(linked)).as("is deleted by its directory").isEqualTo(STAYED_AWAY.subList(0, 5));
        all.assertThat(life(exempt))
                .as("from the day the exemption is over")
                .startsWith("100 WARNED", "115 WARNED_AGAIN", "116 GRACE_BEGAN", "130 DISABLED");
        all.assertThat(life(onLeave))
                .as("thirty days of leave do not count")
                .startsWith("90 WARNED", "105 WARNED_AGAIN", "106 GRACE_BEGAN", "120 DISABLED");
        all.assertThat(life(sealed)).as("emergency").isEmpty();
        all.assertThat(life(robot)).as("has a policy of its own").isEmpty();
        all.assertAll();
        assertThat(hospital.count("SELECT count(*) FROM kw_dormancy_run WHERE state = 'HALTED'"))
                .isZero();
    }

    private UserId seen(String name) throws Exception {
        UserId id = hospital.person(name, LONG_AGO);
        hospital.signsIn(id);
        return id;
    }

    private void granted(UserId who, Exemption.Kind kind, int from, int until) throws Exception {
        new Exemptions()
                .add(
                        hospital.tx,
                        hospital.realm,
                        new Exemption(
                                UUID.randomUUID(),
                                kind,
                                who,
                                "for a test",
                                new UserId("owner"),
                                Hospital.START.plus(Duration.ofDays(from)),
                                Hospital.START.plus(Duration.ofDays(until)),
                                false,
                                new UserId("one"),
                                new UserId("two"),
                                hospital.now,
                                null));
        hospital.tx.commit();
    }

    /** What was done to the account, with the day. */
    private List<String> life(UserId person) {
        return hospital.acts.stream()
                .filter(act -> person.value().equals(act.userId()))
                .map(act -> Duration.between(Hospital.START, act.at()).toDays() + " " + act.type())
                .toList();
    }
}
