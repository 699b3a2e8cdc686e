package health.keyward.audit.store;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.RealDatabase;
import health.keyward.audit.Recorded;
import health.keyward.audit.core.Numbered;
import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What a server was started with, compared with the start before it; on a real PostgreSQL. */
class OpenRoomsTest {
    private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");

    private final Transactions database = new TestTransactions(RealDatabase.fresh());

    @Test
    void the_first_start_says_nothing_of_open_rooms_and_names_a_closed_one() {
        assertThat(starts(Map.of("notice", true, "history", true))).isEmpty();
        assertThat(starts(Map.of("notice", true, "history", true, "alerts", false)))
                .containsExactly("ROOM room=alerts state=closed");
    }

    @Test
    void closing_and_opening_are_said_once_each() {
        starts(Map.of("notice", true));
        assertThat(starts(Map.of("notice", false))).containsExactly("ROOM room=notice state=closed");
        assertThat(starts(Map.of("notice", false))).isEmpty();
        assertThat(starts(Map.of("notice", true))).containsExactly("ROOM room=notice state=open");
        assertThat(starts(Map.of("notice", true))).isEmpty();
    }

    @Test
    void two_servers_that_start_at_once_say_it_once() throws Exception {
        CompletableFuture<List<String>> other = CompletableFuture.supplyAsync(() -> starts(Map.of("notice", false)));
        List<String> said = new ArrayList<>(starts(Map.of("notice", false)));
        said.addAll(other.get(60, TimeUnit.SECONDS));
        assertThat(said).containsExactly("ROOM room=notice state=closed");
    }

    private List<String> starts(Map<String, Boolean> rooms) {
        return database.run((Connection tx) -> {
            List<String> said = new ArrayList<>();
            Marker marker = (connection, mark) -> {
                said.add(TestMarks.words((Recorded.Mark) mark));
                return new Numbered("server", said.size(), mark);
            };
            OpenRooms.follow(tx, rooms, marker, NOON);
            return said;
        });
    }
}
