package health.keyward.inactivity.store;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.audit.Recorded;
import health.keyward.inactivity.core.Account;
import health.keyward.inactivity.core.Accounts;
import health.keyward.inactivity.core.AppAccess;
import health.keyward.inactivity.core.ComingBack;
import health.keyward.inactivity.core.Exemption;
import health.keyward.inactivity.core.Held;
import health.keyward.inactivity.core.Leaver;
import health.keyward.inactivity.core.PartnerClock;
import health.keyward.inactivity.core.Policies;
import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import health.keyward.notice.Notice;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** People who leave, on a real database, minute by minute (IN-15). */
class LeaverRoundTest {
    private static final Instant LONG_AGO = Hospital.START.minus(Duration.ofDays(400));

    private final Leavers leavers = new Leavers();
    private final List<AppAccess> had = new ArrayList<>();
    private final List<String> partners = new ArrayList<>();

    private Hospital hospital;
    private LeaverRound round;

    @BeforeEach
    void opens() throws Exception {
        hospital = new Hospital();
        round = new LeaverRound(hospital.clock());
    }

    @AfterEach
    void closes() throws Exception {
        hospital.close();
    }

    @Test
    void nobody_is_shut_out_before_the_last_moment_and_everybody_at_it() throws Exception {
        UserId ada = hospital.person("ada", LONG_AGO);
        UUID id = reported(ada, hospital.now.plus(Duration.ofMinutes(30)));
        minutes(29);
        assertThat(hospital.enabled(ada)).isTrue();
        minutes(1);
        assertThat(hospital.enabled(ada)).as("no policy, no run, no breaker").isFalse();
        assertThat(hospital.step(ada)).isEqualTo("DISABLED");
        assertThat(leaver(id).state()).isEqualTo(Leaver.State.OUT);
        assertThat(leaver(id).lateAt(hospital.now)).isFalse();
        assertThat(hospital.actsOn(ada)).containsExactly("LEAVER_OUT");
    }

    @Test
    void a_second_report_only_brings_the_moment_forward() throws Exception {
        UserId ada = hospital.person("ada", LONG_AGO);
        UUID id = reported(ada, hospital.now.plus(Duration.ofHours(5)));
        assertThat(leavers.add(hospital.tx, report(ada, hospital.now))).isFalse();
        leavers.sooner(hospital.tx, id, hospital.now.plus(Duration.ofHours(9)));
        assertThat(leaver(id).lastMoment()).isEqualTo(hospital.now.plus(Duration.ofHours(5)));
        leavers.sooner(hospital.tx, id, hospital.now.plus(Duration.ofMinutes(1)));
        minutes(1);
        assertThat(hospital.enabled(ada)).isFalse();
    }

    @Test
    void the_last_administrator_and_emergency_accounts_stay_and_after_an_hour_that_alarms_once() throws Exception {
        UserId ada = hospital.person("ada", LONG_AGO);
        hospital.admins.add(ada);
        UserId sealed = hospital.person("sealed", LONG_AGO);
        hospital.registered.add(sealed);
        UUID id = reported(ada, hospital.now);
        UUID other = reported(sealed, hospital.now);
        minutes(60);
        assertThat(hospital.enabled(ada)).isTrue();
        assertThat(hospital.enabled(sealed)).isTrue();
        assertThat(leaver(id).held()).isEqualTo(Held.LAST_ADMIN);
        assertThat(leaver(other).held()).isEqualTo(Held.EMERGENCY);
        assertThat(hospital.actsOn(ada))
                .as("said once, not each minute; late since this minute")
                .containsExactly("LEAVER_OUT", "LEAVER_OVERDUE");
        minutes(120);
        assertThat(alarms()).isEqualTo(2);
        hospital.admins.add(hospital.person("ben", LONG_AGO));
        minutes(1);
        assertThat(hospital.enabled(ada)).as("somebody else can get to work").isFalse();
        assertThat(leaver(id).held()).isNull();
        assertThat(leaver(id).lateAt(hospital.now)).isTrue();
    }

    @Test
    void an_app_whose_access_outlives_the_hour_alarms_when_the_hour_is_over() throws Exception {
        UserId ada = hospital.person("ada", LONG_AGO);
        had.add(app("portal", hospital.now.plus(Duration.ofMinutes(5))));
        had.add(app("archive", hospital.now.plus(Duration.ofHours(10))));
        UUID id = reported(ada, hospital.now);
        minutes(59);
        assertThat(leavers.apps(hospital.tx, id)).extracting(AppAccess::client).containsExactly("archive", "portal");
        assertThat(alarms()).isZero();
        minutes(1);
        assertThat(alarms()).isEqualTo(1);
        assertThat(hospital.acts.getLast().type()).isEqualTo("LEAVER_OVERDUE");
        assertThat(hospital.acts.getLast().facts()).containsEntry("late", "archive");
        assertThat(leavers.list(
                        hospital.tx,
                        hospital.realm,
                        null,
                        true,
                        null,
                        hospital.now.plus(Duration.ofHours(8)),
                        null,
                        10))
                .extracting(Leaver::id)
                .containsExactly(id);
        assertThat(leavers.list(
                        hospital.tx,
                        hospital.realm,
                        null,
                        true,
                        null,
                        hospital.now.plus(Duration.ofHours(9)),
                        null,
                        10))
                .as("its clock has run out")
                .isEmpty();
    }

    @Test
    void what_cannot_be_done_is_tried_each_minute_and_recorded_once() throws Exception {
        UserId ada = hospital.person("ada", LONG_AGO);
        hospital.refusing.put(ada, "enabled=true directory=ReadOnlyException");
        UUID id = reported(ada, hospital.now);
        minutes(10);
        assertThat(leaver(id).detail()).isEqualTo("enabled=true directory=ReadOnlyException");
        assertThat(hospital.actsOn(ada)).containsExactly("LEAVER_OUT");
        assertThat(hospital.acts.getLast().error()).isEqualTo("not_done");
        hospital.refusing.clear();
        minutes(1);
        assertThat(hospital.enabled(ada)).isFalse();
    }

    @Test
    void a_leave_that_ends_lets_nobody_back_in_who_has_left() throws Exception {
        UserId ada = hospital.person("ada", LONG_AGO);
        hospital.activate(Policies.usual(hospital.now));
        new Exemptions()
                .add(
                        hospital.tx,
                        hospital.realm,
                        new Exemption(
                                UUID.randomUUID(),
                                Exemption.Kind.LEAVE,
                                ada,
                                "parental leave",
                                new UserId("owner"),
                                hospital.now,
                                hospital.now.plus(Duration.ofDays(5)),
                                true,
                                new UserId("one"),
                                new UserId("two"),
                                hospital.now,
                                null));
        hospital.runs();
        assertThat(hospital.actsOn(ada)).containsExactly("LEAVE_BEGAN");
        reported(ada, hospital.now);
        minutes(1);
        hospital.days(10);
        assertThat(hospital.enabled(ada)).isFalse();
        assertThat(hospital.actsOn(ada)).containsExactly("LEAVE_BEGAN", "LEAVER_OUT");
    }

    @Test
    void who_left_comes_back_only_after_the_report_was_taken_back_and_then_with_staff() throws Exception {
        UserId ada = hospital.person("ada", LONG_AGO);
        UUID id = reported(ada, hospital.now);
        minutes(1);
        assertThat(way(ada)).isEqualTo(new ComingBack.No(ComingBack.Why.LEFT));
        Leaver.Cancelled cancelled = new Leaver.Cancelled(hospital.now, "boss", "hired again");
        assertThat(leavers.cancel(hospital.tx, id, cancelled)).isTrue();
        assertThat(leavers.cancel(hospital.tx, id, cancelled)).isFalse();
        assertThat(way(ada)).isInstanceOf(ComingBack.WithStaff.class);
        assertThat(leavers.add(hospital.tx, report(ada, hospital.now)))
                .as("leaves again")
                .isTrue();
    }

    @Test
    void a_report_that_was_taken_back_in_time_shuts_nobody_out() throws Exception {
        UserId ada = hospital.person("ada", LONG_AGO);
        UUID id = reported(ada, hospital.now.plus(Duration.ofMinutes(5)));
        leavers.cancel(hospital.tx, id, new Leaver.Cancelled(hospital.now, "boss", "a mistake"));
        minutes(90);
        assertThat(hospital.enabled(ada)).isTrue();
        assertThat(alarms()).isZero();
    }

    @Test
    void leavers_of_a_realm_that_is_gone_hold_nobody_up() throws Exception {
        RealmId gone = new RealmId(UUID.randomUUID().toString());
        Leaver lost = report(new UserId("lost"), hospital.now);
        leavers.add(
                hospital.tx,
                new Leaver(
                        lost.id(),
                        gone,
                        lost.person(),
                        lost.source(),
                        lost.reportedBy(),
                        lost.reportedAt(),
                        lost.lastMoment(),
                        lost.reason(),
                        lost.server(),
                        lost.state(),
                        null,
                        null,
                        null,
                        null,
                        null));
        UserId ada = hospital.person("ada", LONG_AGO);
        reported(ada, hospital.now);
        minutes(70);
        assertThat(hospital.enabled(ada)).isFalse();
        assertThat(alarms()).isZero();
    }

    @Test
    void each_partner_is_told_and_its_clock_stops_with_the_delivery() throws Exception {
        UserId ada = hospital.person("ada", LONG_AGO);
        partners.add("lab-portal");
        partners.add("transcripts");
        UUID id = reported(ada, hospital.now);
        minutes(1);
        assertThat(clocks(id))
                .extracting(PartnerClock::dueAt)
                .containsOnly(leaver(id).reportedAt().plus(Duration.ofHours(24)));
        assertThat(clocks(id)).extracting(PartnerClock::toldAt).containsOnlyNulls();
        assertThat(hospital.count(
                        "SELECT count(*) FROM kw_notice WHERE topic = 'inactivity-partner-leaver' AND audience IN"
                                + " ('client:lab-portal', 'client:transcripts')"))
                .isEqualTo(2);
        hospital.run(
                "UPDATE kw_notice SET state = 'DELIVERED', delivered_at = ? WHERE audience = 'client:lab-portal'",
                hospital.now);
        Instant delivered = hospital.now;
        minutes(24 * 60 - 2);
        assertThat(clocks(id)).extracting(PartnerClock::toldAt).containsExactly(delivered, null);
        assertThat(partnerAlarms()).as("the other has a minute left").isZero();
        minutes(5);
        assertThat(clocks(id)).extracting(clock -> clock.lateAt(hospital.now)).containsExactly(false, true);
        assertThat(partnerAlarms()).as("once").isEqualTo(1);
        assertThat(hospital.actsOn(ada)).containsExactly("LEAVER_OUT", "LEAVER_PARTNER_TOLD", "LEAVER_PARTNER_OVERDUE");
        hospital.deliver();
        minutes(1);
        assertThat(clocks(id).getLast().toldAt()).isNotNull();
        assertThat(clocks(id).getLast().lateAt(hospital.now))
                .as("told at last, and late for ever")
                .isTrue();
        assertThat(hospital.acts.getLast().facts()).containsEntry("client", "transcripts");
    }

    @Test
    void what_waits_to_be_told_to_a_partner_holds_the_id_and_nothing_else_of_the_person() throws Exception {
        UserId ada = hospital.person("ada", LONG_AGO);
        partners.add("lab-portal");
        reported(ada, hospital.now);
        minutes(1);
        assertThat(hospital.told.getLast().facts())
                .containsOnlyKeys("client", "account", "since")
                .containsEntry("client", "lab-portal")
                .containsEntry("account", ada.value());
    }

    @Test
    void more_leavers_than_anybody_expects_alarm_once_a_day_and_are_out_all_the_same() throws Exception {
        List<UserId> few = people(20);
        for (UserId one : few) {
            reported(one, hospital.now);
        }
        minutes(1);
        assertThat(tooMany()).as("twenty are not too many").isZero();
        UserId more = hospital.person("more", LONG_AGO);
        reported(more, hospital.now);
        minutes(2);
        assertThat(tooMany()).isEqualTo(1);
        assertThat(hospital.enabled(more)).as("nothing is halted").isFalse();
        assertThat(hospital.acts.getLast().type()).isEqualTo("LEAVERS_MANY");
        assertThat(hospital.acts.getLast().facts()).containsEntry("leavers", "21");
        minutes(60);
        assertThat(tooMany()).isEqualTo(1);
    }

    @Test
    void of_many_people_five_in_a_hundred_may_leave_on_a_day_and_what_was_taken_back_counts_for_nothing()
            throws Exception {
        List<UserId> all = people(500);
        UUID last = new UUID(0, 0);
        for (UserId one : all.subList(0, 26)) {
            last = reported(one, hospital.now.plus(Duration.ofDays(30)));
        }
        leavers.cancel(hospital.tx, last, new Leaver.Cancelled(hospital.now, "boss", "a mistake"));
        minutes(1);
        assertThat(tooMany()).as("25 of 500").isZero();
        reported(all.getLast(), hospital.now.plus(Duration.ofDays(30)));
        minutes(1);
        assertThat(tooMany()).as("told while all of it can be taken back").isEqualTo(1);
    }

    private List<UserId> people(int number) throws SQLException {
        List<UserId> made = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            made.add(hospital.person("person-" + i, LONG_AGO));
        }
        return made;
    }

    private long tooMany() throws SQLException {
        return hospital.count("SELECT count(*) FROM kw_notice WHERE topic = 'inactivity-leavers-many'");
    }

    private long partnerAlarms() throws SQLException {
        return hospital.count("SELECT count(*) FROM kw_notice WHERE topic = 'inactivity-partner-overdue'");
    }

    private List<PartnerClock> clocks(UUID id) throws SQLException {
        return leavers.partners(hospital.tx, id);
    }

    private ComingBack way(UserId person) throws SQLException {
        Account account = new Finder()
                .list(
                        hospital.tx,
                        Finder.Question.of(hospital.realm, Policies.usual(hospital.now), hospital.now, List.of(person)))
                .getFirst();
        boolean left = leavers.standing(hospital.tx, hospital.realm, person).isPresent();
        return ComingBack.of(
                account, new Returns().disabledAt(hospital.tx, hospital.realm, person), left, hospital.now);
    }

    private UUID reported(UserId person, Instant lastMoment) throws SQLException {
        Leaver leaver = report(person, lastMoment);
        assertThat(leavers.add(hospital.tx, leaver)).isTrue();
        hospital.tx.commit();
        return leaver.id();
    }

    private Leaver report(UserId person, Instant lastMoment) {
        return new Leaver(
                UUID.randomUUID(),
                hospital.realm,
                person,
                Leaver.Source.STAFF,
                "boss",
                hospital.now,
                lastMoment,
                "for a test",
                "http://localhost/",
                Leaver.State.WAITING,
                null,
                null,
                null,
                null,
                null);
    }

    private Leaver leaver(UUID id) throws SQLException {
        return leavers.find(hospital.tx, hospital.realm, id).orElseThrow();
    }

    private static AppAccess app(String client, Instant endsAt) {
        return new AppAccess(client, AppAccess.Kind.SESSION, AppAccess.Told.NOT_ASKED, endsAt);
    }

    private long alarms() throws SQLException {
        return hospital.count("SELECT count(*) FROM kw_notice WHERE topic = 'inactivity-leaver-overdue'");
    }

    /** What the two jobs do, minute after minute. */
    private void minutes(int minutes) throws SQLException {
        LeaverRound.House house = house();
        for (int minute = 0; minute < minutes; minute++) {
            hospital.now = hospital.now.plus(Duration.ofMinutes(1));
            while (round.round(hospital.tx, house)) {
                hospital.tx.commit();
            }
            round.watch(hospital.tx, hospital);
            hospital.tx.commit();
        }
    }

    private LeaverRound.House house() {
        return new LeaverRound.House() {
            @Override
            public LeaverRound.Out shutOut(Leaver leaver, Account account) {
                Accounts.Effect effect = java.util.Objects.requireNonNull(hospital.accounts(leaver.realm())
                        .disable(List.of(account))
                        .get(account.id()));
                return new LeaverRound.Out(effect, had, partners);
            }

            @Override
            public Accounts accounts(RealmId realm) {
                return hospital.accounts(realm);
            }

            @Override
            public String acted(Recorded.Act act) {
                return hospital.acted(act);
            }

            @Override
            public void tell(Notice notice) {
                hospital.tell(notice);
            }
        };
    }
}
