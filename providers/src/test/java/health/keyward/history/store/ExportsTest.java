package health.keyward.history.store;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.history.core.Cursor;
import health.keyward.history.core.ExportOrder;
import health.keyward.history.core.ExportState;
import health.keyward.kernel.Actor;
import health.keyward.kernel.UserId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Orders for exports and their files in the database, where every node can reach them (LH-11). */
class ExportsTest {
    private static final UserId ADMIN = new UserId("admin");
    private final Exports exports = new Exports();
    private Ward ward;

    @BeforeEach
    void opens() throws Exception {
        ward = new Ward();
        exports.days(ward.tx, Ward.NOON);
    }

    @AfterEach
    void closes() throws Exception {
        ward.close();
    }

    @Test
    void an_order_is_seen_by_its_owner_alone() throws Exception {
        ExportOrder order = order();
        assertThat(exports.ask(ward.tx, order)).isTrue();
        assertThat(exports.of(ward.tx, ward.realm, ADMIN, order.id())).hasValueSatisfying(state -> {
            assertThat(state.order()).isEqualTo(order);
            assertThat(state.phase()).isEqualTo(ExportState.Phase.WAITING);
        });
        assertThat(exports.of(ward.tx, ward.realm, new UserId("somebody"), order.id()))
                .isEmpty();
        assertThat(exports.of(ward.tx, ward.realm, new UserId("somebody"))).isEmpty();
        assertThat(exports.cancel(ward.tx, ward.realm, new UserId("somebody"), order.id(), Ward.NOON))
                .isFalse();
    }

    @Test
    void one_person_has_three_unfinished_orders_and_no_more() throws Exception {
        for (int i = 0; i < Exports.MOST_OPEN; i++) {
            assertThat(exports.ask(ward.tx, order())).isTrue();
        }
        assertThat(exports.ask(ward.tx, order())).isFalse();
    }

    @Test
    void a_file_is_found_by_any_of_its_bytes_and_a_node_goes_on_where_another_stopped() throws Exception {
        ExportOrder order = order();
        exports.ask(ward.tx, order);
        ExportState taken = exports.takeUp(ward.tx, Ward.NOON).orElseThrow();
        ExportState one = reached(taken, 3, 5, new Cursor(Ward.NOON, 40));
        assertThat(exports.add(ward.tx, taken, one, bytes("first"))).isTrue();
        assertThat(exports.add(ward.tx, taken, one, bytes("again"))).isFalse();
        ExportState resumed = exports.takeUp(ward.tx, Ward.NOON).orElseThrow();
        assertThat(resumed).isEqualTo(one);
        assertThat(exports.add(ward.tx, resumed, reached(resumed, 6, 11, new Cursor(Ward.NOON, 30)), bytes("second")))
                .isTrue();
        assertThat(exports.finish(ward.tx, order.id(), ExportState.Phase.DONE, "ab".repeat(32), Ward.NOON))
                .isTrue();
        assertThat(exports.takeUp(ward.tx, Ward.NOON)).isEmpty();
        List<String> found = new ArrayList<>();
        for (long offset = 0; offset < 11; offset++) {
            Exports.Piece piece = exports.pieceAt(ward.tx, order, offset).orElseThrow();
            found.add(new String(piece.body(), StandardCharsets.UTF_8)
                    .substring((int) (offset - piece.starts()))
                    .substring(0, 1));
        }
        assertThat(String.join("", found)).isEqualTo("firstsecond");
        assertThat(exports.pieceAt(ward.tx, order, 11)).isEmpty();
    }

    @Test
    void what_was_cancelled_takes_no_more_pieces() throws Exception {
        ExportOrder order = order();
        exports.ask(ward.tx, order);
        ExportState taken = exports.takeUp(ward.tx, Ward.NOON).orElseThrow();
        assertThat(exports.cancel(ward.tx, ward.realm, ADMIN, order.id(), Ward.NOON))
                .isTrue();
        assertThat(exports.add(ward.tx, taken, reached(taken, 1, 1, new Cursor(Ward.NOON, 1)), bytes("x")))
                .isFalse();
        assertThat(exports.finish(ward.tx, order.id(), ExportState.Phase.DONE, "", Ward.NOON))
                .isFalse();
    }

    @Test
    void an_order_that_fails_again_and_again_is_given_up() throws Exception {
        ExportOrder order = order();
        exports.ask(ward.tx, order);
        for (int i = 0; i < 5; i++) {
            assertThat(exports.takeUp(ward.tx, Ward.NOON)).isPresent();
        }
        assertThat(exports.takeUp(ward.tx, Ward.NOON)).isEmpty();
        assertThat(exports.of(ward.tx, ward.realm, ADMIN, order.id())
                        .orElseThrow()
                        .phase())
                .isEqualTo(ExportState.Phase.FAILED);
    }

    @Test
    void files_go_with_their_day() throws Exception {
        ExportOrder order = order();
        exports.ask(ward.tx, order);
        ExportState taken = exports.takeUp(ward.tx, Ward.NOON).orElseThrow();
        exports.add(ward.tx, taken, reached(taken, 1, 1, new Cursor(Ward.NOON, 1)), bytes("x"));
        exports.days(ward.tx, Ward.NOON.plus(Duration.ofDays(1)));
        assertThat(exports.pieceAt(ward.tx, order, 0)).isPresent();
        exports.days(ward.tx, Instant.parse("2026-11-22T00:00:01Z"));
        assertThat(exports.pieceAt(ward.tx, order, 0)).isEmpty();
    }

    private ExportOrder order() {
        return new ExportOrder(
                UUID.randomUUID(),
                ward.realm,
                new Actor(ward.realm.value(), ADMIN.value(), "root", "console", "session", "10.0.0.1"),
                ExportOrder.What.CHANGES,
                ExportOrder.Format.JSON,
                "format=json",
                Ward.NOON,
                7);
    }

    private static ExportState reached(ExportState was, long rows, long bytes, Cursor place) {
        return new ExportState(
                was.order(), ExportState.Phase.RUNNING, rows, bytes, place, place.seq(), 50L, null, null);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
