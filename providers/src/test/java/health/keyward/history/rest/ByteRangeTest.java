package health.keyward.history.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangeTest {
    @ParameterizedTest
    @CsvSource({"bytes=0-0,0,0", "bytes=10-,10,99", "bytes=90-500,90,99", "bytes=-5,95,99", "bytes=-500,0,99"})
    void one_range_is_what_it_says_within_the_file(String header, long first, long last) {
        assertThat(ByteRange.of(header, 100)).contains(new ByteRange(first, last, false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=100-", "bytes=7-3", "bytes=-0"})
    void what_is_not_there_is_refused(String header) {
        assertThat(ByteRange.of(header, 100)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "rows=1-2", "bytes=1-2,5-6", "bytes=-", "bytes=a-b", "bytes=99999999999999999999-"})
    void what_is_not_understood_means_the_whole_file(String header) {
        assertThat(ByteRange.of(header, 100)).contains(new ByteRange(0, 99, true));
    }

    @Test
    void nothing_asked_means_the_whole_file() {
        assertThat(ByteRange.of(null, 100)).isEqualTo(Optional.of(new ByteRange(0, 99, true)));
    }
}
