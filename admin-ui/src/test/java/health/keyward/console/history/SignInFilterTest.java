package health.keyward.console.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.router.QueryParameters;
import health.keyward.console.base.TimeRange;
import health.keyward.contract.history.Cause;
import health.keyward.contract.history.EventKind;
import health.keyward.contract.history.Method;
import health.keyward.contract.history.Outcome;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignInFilterTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-21T12:00:00Z"), ZoneOffset.UTC);

    @Test
    void an_empty_address_bar_asks_for_the_last_day() {
        assertThat(SignInFilter.everything().question(CLOCK).toString()).isEqualTo("?from=2026-11-20T12%3A00%3A00Z");
        assertThat(SignInFilter.everything().toQuery().getQueryString()).isEmpty();
    }

    @Test
    void every_filter_survives_the_way_through_the_address_bar() {
        var filter = new SignInFilter(
                new TimeRange.Between(Instant.parse("2026-11-01T00:00:00Z"), Instant.parse("2026-11-02T00:00:00Z")),
                "o'brien & \"co\" <x>",
                List.of("ward-board", "a b+c"),
                Set.of(Outcome.FAILED, Outcome.DENIED),
                Set.of(Cause.LOCKED),
                Set.of(EventKind.TOKEN),
                Set.of(Method.PASSKEY, Method.SSO),
                "2001:db8::/32",
                "session-1",
                "correlation-1",
                "Firefox on Linux");
        var bar = filter.toQuery().getQueryString();
        assertThat(SignInFilter.of(QueryParameters.fromString(bar))).isEqualTo(filter);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "999.1.1.1",
                "10.0.0.0/33",
                "10.0.0.1; drop table",
                "localhost",
                "::1/129",
                ":::",
                "http://10.0.0.1",
                "10.0.0.0/8/8"
            })
    void what_is_no_address_is_dropped(String text) {
        assertThat(SignInFilter.of(QueryParameters.of("address", text)).address())
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.1", "10.0.0.0/8", "::1", "2001:db8::/32", "::ffff:10.0.0.1"})
    void addresses_and_blocks_are_kept(String text) {
        assertThat(SignInFilter.of(QueryParameters.of("address", text)).address())
                .isEqualTo(text);
    }

    @Test
    void lengths_and_counts_are_capped_and_control_characters_dropped() {
        var many = java.util.stream.IntStream.range(0, 500)
                .mapToObj(i -> "app" + i)
                .toList();
        var filter = SignInFilter.of(new QueryParameters(
                Map.of("app", many, "person", List.of("x".repeat(5_000)), "session", List.of("a\nb"))));
        assertThat(filter.apps()).hasSize(20);
        assertThat(filter.person()).isNull();
        assertThat(filter.session()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "from=tomorrow",
                "from=2026-11-02T00:00:00Z&to=2026-11-01T00:00:00Z",
                "from=-999999999-01-01T00:00:00Z",
                "time=99y",
                "from=2026-11-02T00:00:00Z&to=2026-11-02T00:00:00Z"
            })
    void times_that_make_no_sense_become_the_last_day(String bar) {
        assertThat(SignInFilter.of(QueryParameters.fromString(bar)).time()).isEqualTo(TimeRange.Last.DAY);
    }

    @Test
    void an_open_end_stays_open_so_that_new_rows_belong() {
        var filter = SignInFilter.of(QueryParameters.fromString("from=2026-11-02T00:00:00Z"));
        assertThat(filter.question(CLOCK).toString()).isEqualTo("?from=2026-11-02T00%3A00%3A00Z");
    }

    @Test
    void unknown_words_are_dropped_and_known_ones_kept() {
        var filter = SignInFilter.of(QueryParameters.fromString("outcome=failed&outcome=exploded&method=PASSKEY"));
        assertThat(filter.outcomes()).containsExactly(Outcome.FAILED);
        assertThat(filter.methods()).containsExactly(Method.PASSKEY);
    }
}
