package health.keyward.example.saml;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LiveSessionsTest {
    private final LiveSessions live = new LiveSessions();
    private final String atTheWard = live.open(person("nina", "s-1"));
    private final String atTheDesk = live.open(person("nina", "s-2"));
    private final String somebodyElse = live.open(person("otto", "s-3"));

    @Test
    void a_logout_ends_the_session_it_names_and_no_other() {
        assertThat(live.end("nina", List.of("s-1"))).isEqualTo(1);
        assertThat(live.find(atTheWard)).isEmpty();
        assertThat(live.find(atTheDesk)).isPresent();
        assertThat(live.find(somebodyElse)).isPresent();
    }

    @Test
    void a_logout_without_an_index_ends_every_session_of_the_person() {
        assertThat(live.end("nina", List.of())).isEqualTo(2);
        assertThat(live.find(somebodyElse)).isPresent();
    }

    @Test
    void an_index_of_another_person_ends_nothing() {
        assertThat(live.end("otto", List.of("s-1"))).isZero();
        assertThat(live.find(atTheWard)).isPresent();
    }

    private static SignedIn person(String nameId, String index) {
        return new SignedIn(nameId, "f", Optional.of(index), "mfa", Instant.EPOCH, Map.of());
    }
}
