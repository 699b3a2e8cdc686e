package health.keyward.history.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import health.keyward.contract.history.Newer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Lines of an export")
class LinesTest {
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final Lines.Progress progress = new Lines.Progress();

    @Test
    void carry_every_row_in_every_format() throws Exception {
        lines(Lines.Format.CSV).write(output, rows("a", "=b"), progress);
        assertThat(written()).isEqualTo("\"name\"\r\n\"a\"\r\n\"'=b\"\r\n");
        assertThat(progress.whole).isTrue();
        assertThat(progress.rows).isEqualTo(2);
        output.reset();
        lines(Lines.Format.JSON).write(output, rows("a", "bb"), new Lines.Progress());
        assertThat(written()).isEqualTo("[\n{\"count\":1,\"more\":false},\n{\"count\":2,\"more\":false}\n]\n");
        output.reset();
        Lines.<String>fhir(text -> "{\"" + text + "\":1}").write(output, rows("a", "bb"), new Lines.Progress());
        assertThat(written()).isEqualTo("{\"a\":1}\n{\"bb\":1}\n");
    }

    @Test
    void say_in_the_last_one_that_the_export_was_cut() throws Exception {
        lines(Lines.Format.CSV).write(output, broken("a"), progress);
        assertThat(written()).endsWith("\"a\"\r\n\"" + Lines.CUT + "\"\r\n");
        assertThat(progress.whole).isFalse();
        output.reset();
        lines(Lines.Format.JSON).write(output, broken("a"), new Lines.Progress());
        assertThat(written()).endsWith(",\n{\"cut\":\"" + Lines.CUT + "\"}\n]\n");
        output.reset();
        Lines.<String>fhir(text -> "{}").write(output, broken("a"), new Lines.Progress());
        assertThat(written())
                .isEqualTo("{}\n"
                        + "{\"resourceType\":\"OperationOutcome\",\"issue\":[{\"severity\":\"error\",\"code\":\"incomplete\",\"diagnostics\":\""
                        + Lines.CUT + "\"}]}\n");
    }

    @Test
    void stop_when_nobody_reads_any_more() {
        OutputStream gone = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("gone");
            }
        };
        assertThatThrownBy(() -> lines(Lines.Format.CSV).write(gone, rows("x".repeat(200_000), "b"), progress))
                .isInstanceOf(IOException.class);
        assertThat(progress.whole).isFalse();
        assertThat(progress.rows).isLessThan(2);
    }

    private static Lines<String> lines(Lines.Format format) {
        return new Lines<>(format, List.of("name"), List::of, text -> new Newer(text.length(), false));
    }

    private static Lines.Rows<String> rows(String... values) {
        return taker -> {
            try {
                for (String value : values) {
                    taker.take(value);
                }
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        };
    }

    private static Lines.Rows<String> broken(String first) {
        return taker -> {
            rows(first).each(taker);
            throw new IllegalStateException("the database went away");
        };
    }

    private String written() {
        return output.toString(StandardCharsets.UTF_8);
    }
}
