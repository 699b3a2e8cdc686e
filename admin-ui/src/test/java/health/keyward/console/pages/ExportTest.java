package health.keyward.console.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.popover.Popover;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.VaadinResponse;
import com.vaadin.flow.server.VaadinSession;
import com.vaadin.flow.server.streams.DownloadEvent;
import health.keyward.console.api.Answer;
import health.keyward.console.base.ExportFormat;
import health.keyward.console.base.ExportMenu;
import health.keyward.console.stub.StubHouse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ExportTest extends PageTest {
    private final ByteArrayOutputStream file = new ByteArrayOutputStream();

    /** What the browser would get. */
    private DownloadEvent download(Anchor link) {
        return new DownloadEvent(
                VaadinRequest.getCurrent(),
                VaadinResponse.getCurrent(),
                VaadinSession.getCurrent(),
                link.getElement()) {
            @Override
            public OutputStream getOutputStream() {
                return file;
            }

            @Override
            public void setFileName(String name) {
                assertThat(name).isEqualTo("login-history.csv");
            }

            @Override
            public void setContentType(String type) {
                assertThat(type).startsWith("text/csv");
            }
        };
    }

    /** A popover opens in the browser; here it is told to. */
    private void open() {
        find(ExportMenu.class)
                .single()
                .getChildren()
                .filter(Popover.class::isInstance)
                .map(Popover.class::cast)
                .findFirst()
                .orElseThrow()
                .open();
    }

    @Test
    void the_menu_says_how_much_it_will_be_and_the_question_goes_with_it() throws IOException {
        visit("activity/sign-ins?outcome=failed");
        open();
        assertThat(text(Paragraph.class, "export-count")).contains("rows fit these filters");
        var menu = find(ExportMenu.class).single();
        var link = find(Anchor.class).withId("export-csv").single();
        menu.write(
                download(link),
                ExportFormat.CSV,
                menu.opening(ExportFormat.CSV),
                link.getUI().orElseThrow());
        answers();
        assertThat(file.toString(StandardCharsets.UTF_8).lines())
                .hasSize(HOUSE.scenes().exportRows() + 1);
        assertThat(calls("history/sign-ins/export").getFirst().values("outcome"))
                .containsExactly("FAILED");
        assertThat(text(Span.class, "export-progress")).isEqualTo("5,000 rows, done");
    }

    @Test
    void cancelling_stops_the_stream_and_the_file_says_so() throws IOException {
        visit("activity/sign-ins");
        open();
        var menu = find(ExportMenu.class).single();
        var link = find(Anchor.class).withId("export-csv").single();
        var endless = new InputStream() {
            private int given;

            @Override
            public int read() {
                return 'x';
            }

            @Override
            public int read(byte[] into, int from, int length) {
                if (++given == 3) {
                    roundTrip();
                    test(find(Button.class).withId("export-cancel").single()).click();
                }
                assertThat(given).as("reads after the cancel").isLessThan(10);
                into[from] = '\n';
                return 1;
            }
        };
        menu.write(
                download(link),
                ExportFormat.CSV,
                () -> new Answer.Ok<>(endless),
                link.getUI().orElseThrow());
        answers();
        assertThat(file.toString(StandardCharsets.UTF_8)).contains("# stopped after");
        assertThat(text(Span.class, "export-progress")).contains("Cancelled");
    }

    @Test
    void a_refused_export_says_why() throws IOException {
        visit("activity/sign-ins");
        open();
        var menu = find(ExportMenu.class).single();
        var link = find(Anchor.class).withId("export-csv").single();
        HOUSE.mood(StubHouse.Mood.FORBIDDEN);
        menu.write(
                download(link),
                ExportFormat.CSV,
                menu.opening(ExportFormat.CSV),
                link.getUI().orElseThrow());
        answers();
        assertThat(file.size()).isZero();
        assertThat(text(Span.class, "export-progress")).contains("may not see this");
    }

    @Test
    void what_takes_longer_is_ordered_with_its_filters_and_the_menu_says_where_it_is_found() {
        visit("activity/sign-ins?outcome=failed");
        open();
        test(find(Button.class).withId("export-order-fhir").single()).click();
        answers();
        assertThat(text(Paragraph.class, "export-ordered")).contains("FHIR is ordered");
        var order = calls("history/sign-ins/exports").getFirst();
        assertThat(order.method()).isEqualTo("POST");
        assertThat(order.values("format")).containsExactly("fhir");
        assertThat(order.values("outcome")).containsExactly("FAILED");
        assertThat(find(Anchor.class).withId("export-mine").single().getHref()).isEqualTo("activity/exports");
    }

    @Test
    void a_refused_order_says_why() {
        visit("activity/changes");
        open();
        HOUSE.mood(StubHouse.Mood.FORBIDDEN);
        test(find(Button.class).withId("export-order-csv").single()).click();
        answers();
        assertThat(text(Paragraph.class, "export-ordered")).contains("may not see this");
    }
}
