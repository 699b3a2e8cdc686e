package health.keyward.console.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.VaadinResponse;
import com.vaadin.flow.server.VaadinSession;
import com.vaadin.flow.server.streams.DownloadEvent;
import health.keyward.console.abac.DecisionsFile;
import health.keyward.console.abac.DecisionsView;
import health.keyward.console.stub.StubHouse;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Decisions are listed, and what is listed can be had as a file (AB-9). */
class DecisionsTest extends PageTest {
    private static final String REFUSED = DecisionsView.PATH + "?effect=deny&app=ward-board";

    @Test
    void what_is_listed_can_be_had_as_a_file_and_nothing_else() throws Exception {
        visit(REFUSED);
        assertThat(text(Paragraph.class, "sentence")).contains("1 refused");
        var link = find(Anchor.class).withId("decisions-export").single();
        var file = new ByteArrayOutputStream();
        find(DecisionsFile.class)
                .single()
                .write(
                        new DownloadEvent(
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
                                assertThat(name).isEqualTo("keyward-decisions.csv");
                            }

                            @Override
                            public void setContentType(String type) {
                                assertThat(type).startsWith("text/csv");
                            }
                        });
        assertThat(file.toString(StandardCharsets.UTF_8)).contains("0f0f");
        assertThat(calls("abac/decisions/export")).singleElement().satisfies(call -> {
            assertThat(call.values("effect")).containsExactly("DENY");
            assertThat(call.values("app")).containsExactly("ward-board");
        });
    }

    @Test
    void where_nothing_is_listed_there_is_no_file() {
        HOUSE.mood(StubHouse.Mood.EMPTY);
        visit(REFUSED);
        assertThat(state()).isEqualTo("empty");
        assertThat(find(Anchor.class).withId("decisions-export").all()).isEmpty();
    }
}
