package health.keyward.inactivity.store;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.inactivity.Dormancy.Step;
import health.keyward.inactivity.core.Policies;
import health.keyward.inactivity.store.Directory.Filter;
import health.keyward.inactivity.store.Directory.Person;
import health.keyward.inactivity.store.Directory.Place;
import health.keyward.kernel.UserId;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Accounts are found by where they stand, on a real database. */
class DirectoryTest {
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
    void who_is_on_the_way_out_is_told_from_who_is_not() throws Exception {
        UserId ada = hospital.person("ada", Hospital.START.minus(Duration.ofDays(400)));
        UserId bea = hospital.person("bea", Hospital.START.minus(Duration.ofDays(400)));
        hospital.signsIn(ada);
        hospital.signsIn(bea);
        hospital.activate(Policies.usual(Hospital.START));
        hospital.days(30);
        hospital.signsIn(bea);
        hospital.days(30);
        assertThat(hospital.step(ada)).isEqualTo("WARNED");
        assertThat(listed(true, null)).containsExactly(ada);
        assertThat(listed(false, null)).containsExactly(bea);
        assertThat(listed(null, null)).containsExactly(ada, bea);
        assertThat(listed(true, Step.GRACE)).isEmpty();
    }

    private List<UserId> listed(Boolean chain, Step step) throws Exception {
        return new Directory()
                        .list(
                                hospital.tx,
                                hospital.realm,
                                new Filter(step, chain, null, null, null, null),
                                Place.START,
                                hospital.now,
                                10)
                        .stream()
                        .map(Person::id)
                        .toList();
    }
}
