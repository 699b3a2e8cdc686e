package health.keyward.history.rest;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.history.core.Cursor;
import health.keyward.history.core.ExportOrder;
import health.keyward.history.core.ExportState;
import health.keyward.kernel.Actor;
import health.keyward.kernel.RealmId;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Files of background exports, made in as many rounds as it takes (LH-11). */
class ExportFileTest {
    private static final Instant AT = Instant.parse("2026-11-20T12:00:00Z");
    private static final ExportOrder ORDER = new ExportOrder(
            new UUID(1, 2),
            new RealmId("realm"),
            Actor.NOBODY,
            ExportOrder.What.SIGN_INS,
            ExportOrder.Format.CSV,
            "format=csv",
            AT,
            1_000);
    private static final ExportState START =
            new ExportState(ORDER, ExportState.Phase.RUNNING, 0, 0, null, null, null, null, null);

    /** Newest first, as the database hands them out. */
    private record Row(String name, long seq) {
        Cursor place() {
            return new Cursor(AT.plusSeconds(seq / 3), seq);
        }
    }

    private record Named(String name) {}

    private final List<Row> rows = IntStream.rangeClosed(1, 200)
            .mapToObj(i -> new Row("row \"" + (201 - i) + "\", späť", 201 - i))
            .toList();
    private final ByteArrayOutputStream file = new ByteArrayOutputStream();
    private ExportState reached = START;
    private boolean wanted = true;
    private int rounds;

    @ParameterizedTest
    @EnumSource(Lines.Format.class)
    void is_the_same_file_however_often_it_was_interrupted(Lines.Format format) throws Exception {
        ByteArrayOutputStream atOnce = new ByteArrayOutputStream();
        lines(format).write(atOnce, taker -> rows.forEach(row -> take(taker, row)), new Lines.Progress());
        ExportFile.End end;
        do {
            end = round(format, 1_000, 300, true);
        } while (end instanceof ExportFile.End.Paused);
        assertThat(rounds).isGreaterThan(10);
        assertThat(file.toByteArray()).isEqualTo(atOnce.toByteArray());
        assertThat(end).isInstanceOfSatisfying(ExportFile.End.Whole.class, whole -> {
            assertThat(whole.state().rows()).isEqualTo(200);
            assertThat(whole.state().bytes()).isEqualTo(file.size());
            assertThat(whole.state().lowest()).isEqualTo(1);
            assertThat(whole.state().highest()).isEqualTo(200);
        });
    }

    @Test
    void says_in_its_last_line_when_more_matched_than_it_may_hold() throws Exception {
        assertThat(round(Lines.Format.CSV, 20, 1 << 20, false)).isInstanceOf(ExportFile.End.Cut.class);
        assertThat(file.toString(StandardCharsets.UTF_8).lines())
                .hasSize(22)
                .last()
                .asString()
                .contains(Lines.CUT);
    }

    @Test
    void with_no_row_at_all_is_still_a_file() throws Exception {
        ExportFile.End end = new ExportFile<>(
                        lines(Lines.Format.JSON), Row::place, START, this::store, limit(9, 9, false))
                .fill(taker -> {});
        assertThat(end).isInstanceOf(ExportFile.End.Whole.class);
        assertThat(file.toString(StandardCharsets.UTF_8)).isEqualTo("[\n]\n");
    }

    @Test
    void ends_as_soon_as_nobody_wants_it() throws Exception {
        wanted = false;
        assertThat(round(Lines.Format.CSV, 1_000, 300, false)).isInstanceOf(ExportFile.End.Cancelled.class);
        assertThat(file.size()).isZero();
    }

    private ExportFile.End round(Lines.Format format, long most, int piece, boolean over) throws Exception {
        rounds++;
        Cursor place = reached.place();
        return new ExportFile<>(lines(format), Row::place, reached, this::store, limit(most, piece, over))
                .fill(taker -> {
                    for (Row row : rows) {
                        if (place == null || row.seq() < place.seq()) {
                            taker.take(row);
                        }
                    }
                });
    }

    private static ExportFile.Limit limit(long rows, int piece, boolean over) {
        return new ExportFile.Limit(rows, piece, () -> over);
    }

    private boolean store(ExportState was, ExportState now, byte[] body) {
        assertThat(was.bytes()).isEqualTo(file.size());
        if (wanted) {
            file.writeBytes(body);
            reached = now;
        }
        return wanted;
    }

    private static Lines<Row> lines(Lines.Format format) {
        return new Lines<>(format, List.of("name"), row -> List.of(row.name()), row -> new Named(row.name()));
    }

    private static void take(health.keyward.history.store.Attempts.Taker<Row> taker, Row row) {
        try {
            taker.take(row);
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
