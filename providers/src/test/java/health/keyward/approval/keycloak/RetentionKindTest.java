package health.keyward.approval.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.approval.Approvable.Execution;
import health.keyward.approval.Approvable.Reading;
import health.keyward.approval.Approved;
import health.keyward.approval.Change;
import health.keyward.approval.Signed;
import health.keyward.approval.core.Payload;
import health.keyward.audit.Retention;
import health.keyward.audit.Retention.Act;
import health.keyward.audit.Retention.Foresight;
import health.keyward.audit.Retention.Outcome;
import health.keyward.audit.Retention.Why;
import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What two persons read before they let evidence go, and that exactly this is asked of the room that keeps it (AL-9, AL-10). */
class RetentionKindTest {
    private static final RealmId HOSPITAL = new RealmId("hospital");
    private static final String ADA = "6d1f5e0c-ada";

    private final Door door = new Door();

    /** Remembers what it is asked, and answers as it was told. */
    private static final class Door implements Retention {
        private final List<Act> done = new ArrayList<>();
        private @Nullable Why against;
        private Map<String, String> facts = Map.of();

        @Override
        public Foresight foresee(Act act) {
            return against == null ? new Foresight.Clear(facts) : new Foresight.Against(against);
        }

        @Override
        public Outcome carryOut(Act act) {
            done.add(act);
            return against == null ? new Outcome.Done(1) : new Outcome.Refused(against);
        }
    }

    @Test
    void an_erasure_says_what_is_lost_concerns_the_person_and_names_nobody() {
        door.facts = Map.of("years", "6");
        Change change = clear("shred-person", Map.of("person", ADA, "legalOrder", "order 7"));
        assertThat(change.subject()).isEqualTo(new UserId(ADA));
        assertThat(change.title()).isEqualTo("Erase one person from the evidence, for ever");
        assertThat(change.lines())
                .containsExactly(
                        new Change.Line("data key of the person", "kept", null),
                        new Change.Line("what names the person in the log", "readable", "sealed for ever"),
                        new Change.Line("legal order", null, "order 7"));
        assertThat(does(change)).isEqualTo(new Act.Shred(HOSPITAL, new UserId(ADA), "order 7"));
        assertThat(clear("shred-person", Map.of("person", ADA)).lines())
                .contains(new Change.Line("records younger than 6 years", "none", "none"));
    }

    @Test
    void a_hold_is_on_one_person_or_on_everybody_and_that_has_to_be_said() {
        Change one = clear("legal-hold", Map.of("person", ADA, "reason", "case 3"));
        assertThat(one.lines()).containsExactly(new Change.Line("legal hold on one person", null, "case 3"));
        assertThat(does(one)).isEqualTo(new Act.Hold(HOSPITAL, new UserId(ADA), "case 3"));
        Change all = clear("legal-hold", Map.of("wholeRealm", "true", "reason", "case 3"));
        assertThat(all.subject()).isNull();
        assertThat(does(all)).isEqualTo(new Act.Hold(HOSPITAL, null, "case 3"));
        door.facts = Map.of("reason", "case 3");
        Change release = clear("legal-hold-release", Map.of("wholeRealm", "true"));
        assertThat(release.lines()).containsExactly(new Change.Line("legal hold on the whole realm", "case 3", null));
        assertThat(does(release)).isEqualTo(new Act.Release(HOSPITAL, null));
    }

    @Test
    void a_disposal_shows_months_range_and_count() {
        door.facts = Map.of(
                "from",
                "1",
                "to",
                "451",
                "entries",
                "450",
                "firstMonth",
                "2015-03",
                "lastMonth",
                "2016-05",
                "years",
                "6");
        Change change = clear("dispose", Map.of("before", "2016-06"));
        assertThat(change.lines())
                .containsExactly(
                        new Change.Line("months", "2015-03 to 2016-05", null),
                        new Change.Line("entries", "1 to 450", null),
                        new Change.Line("number of entries", "450", null));
        assertThat(does(change)).isEqualTo(new Act.Dispose(HOSPITAL, YearMonth.of(2016, 6)));
    }

    @Test
    void new_keys_and_a_new_epoch_say_from_where_to_where() {
        door.facts = Map.of("fromEpoch", "1", "epoch", "1", "signed", "184205");
        Change keys = clear("rewrap-keys", Map.of("toEpoch", "2"));
        assertThat(keys.lines()).containsExactly(new Change.Line("key-encryption key", "kek-1", "kek-2"));
        assertThat(does(keys)).isEqualTo(new Act.Rewrap(HOSPITAL, 2));
        Change epoch = clear("new-epoch", Map.of("reason", "restored the dump of Friday"));
        assertThat(epoch.lines())
                .contains(
                        new Change.Line("epoch 1", "goes on, not signed", "closed"),
                        new Change.Line("signed entries of it", "184205", "184205"));
        assertThat(does(epoch)).isEqualTo(new Act.NewEpoch(HOSPITAL, "restored the dump of Friday"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "shred-person; legalOrder=order 7",
                "shred-person; person=a,legalOrder=x",
                "shred-person; person=a,because=b",
                "legal-hold; reason=case 3",
                "legal-hold; person=a,wholeRealm=true,reason=case 3",
                "legal-hold; wholeRealm=yes,reason=case 3",
                "legal-hold; person=a",
                "legal-hold-release; wholeRealm=false",
                "dispose; before=2016",
                "dispose; until=2016-06",
                "rewrap-keys; toEpoch=0",
                "rewrap-keys; toEpoch=two",
                "new-epoch; reason=because"
            })
    void what_is_no_such_act_is_unclear(String kind, String asked) {
        Map<String, String> map = new java.util.TreeMap<>();
        for (String one : asked.split(",")) {
            map.put(one.substring(0, one.indexOf('=')), one.substring(one.indexOf('=') + 1));
        }
        assertThat(kind(kind).read(HOSPITAL, map)).isInstanceOf(Reading.Unclear.class);
        assertThat(door.done).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Why.class)
    void every_reason_against_it_is_a_sentence_when_proposed_and_when_confirmed(Why why) {
        Change agreed = clear("shred-person", Map.of("person", ADA));
        door.against = why;
        assertThat(kind("shred-person").read(HOSPITAL, Map.of("person", ADA)))
                .isInstanceOfSatisfying(
                        Reading.Unclear.class, no -> assertThat(no.why()).matches("[A-Z].*\\."));
        assertThat(kind("shred-person").execute(approved(agreed)))
                .isInstanceOfSatisfying(
                        Execution.NotDone.class, no -> assertThat(no.why()).matches("[A-Z].*\\."));
    }

    private Change clear(String kind, Map<String, String> asked) {
        Reading reading = kind(kind).read(HOSPITAL, asked);
        assertThat(reading).isInstanceOf(Reading.Clear.class);
        Change change = ((Reading.Clear) reading).change();
        assertThat(Payload.read(Payload.text(change))).isEqualTo(change);
        return change;
    }

    private Act does(Change change) {
        assertThat(kind(change.kind()).execute(approved(change))).isEqualTo(new Execution.Done());
        assertThat(kind(change.kind()).agreed(change)).isEqualTo(door.done.getLast());
        return door.done.getLast();
    }

    private RetentionKind kind(String name) {
        return RetentionKind.all(door).stream()
                .filter(kind -> kind.kind().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Approved approved(Change change) {
        Signed one = new Signed("victor", "victor", "s1", Instant.EPOCH);
        return new Approved(UUID.randomUUID(), change, one, new Signed("anneke", "anneke", "s2", Instant.EPOCH));
    }
}
