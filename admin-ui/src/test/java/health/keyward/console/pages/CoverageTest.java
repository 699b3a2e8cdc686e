package health.keyward.console.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.VaadinResponse;
import com.vaadin.flow.server.VaadinSession;
import com.vaadin.flow.server.streams.DownloadEvent;
import health.keyward.console.base.Drawer;
import health.keyward.console.base.PersonField;
import health.keyward.console.coverage.CoverageView;
import health.keyward.console.coverage.PeopleFile;
import health.keyward.console.stub.CoverageScene;
import health.keyward.console.stub.StubHouse;
import health.keyward.contract.history.PersonHits;
import health.keyward.contract.stepup.CoveragePage;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CoverageTest extends PageTest {
    private static final String PEOPLE = CoverageView.PATH + "?show=people";
    private static final String EXCEPTIONS = CoverageView.PATH + "?show=exceptions";

    @Test
    void one_sentence_says_how_many_hold_what_cannot_be_phished_and_how_many_are_excepted() {
        visit(CoverageView.PATH);
        assertThat(text(Paragraph.class, "sentence"))
                .contains("83 %", "212", "touch patient data")
                .contains("9 are excepted, the last until Dec 31");
    }

    @Test
    void each_role_says_its_share_and_what_it_touches_and_the_trend_is_there_as_a_table_too() {
        visit(CoverageView.PATH);
        assertThat(text(Div.class, "coverage-by-role"))
                .contains("nurse", "91 % · 110 of 120 · 2 with none")
                .contains("ward-clerk", "says nothing, counts as patient data")
                .contains("limited data");
        assertThat(text(Div.class, "coverage-trend")).contains("56 % on Oct 22, 2026, 83 % now", "Nov 21, 2026");
    }

    @Test
    void who_is_not_covered_is_listed_and_filters_live_in_the_address() {
        visit(PEOPLE + "&factor=none&role=nurse");
        assertThat(test(listed()).getRow(0).username()).isEqualTo("akim");
        assertThat(calls("stepup/coverage/people")).singleElement().satisfies(call -> {
            assertThat(call.values("factor")).containsExactly("NONE");
            assertThat(call.values("role")).containsExactly("nurse");
        });
    }

    @Test
    void those_who_are_listed_can_be_had_as_a_file_and_nothing_else_can() throws Exception {
        visit(PEOPLE + "&factor=none");
        settle();
        var link = find(Anchor.class).withId("coverage-export").single();
        var file = new ByteArrayOutputStream();
        find(PeopleFile.class)
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
                                assertThat(name).isEqualTo("keyward-factor-coverage.csv");
                            }

                            @Override
                            public void setContentType(String type) {
                                assertThat(type).startsWith("text/csv");
                            }
                        });
        assertThat(file.toString(StandardCharsets.UTF_8)).contains("akim");
        assertThat(calls("stepup/coverage/people/export"))
                .singleElement()
                .satisfies(call -> assertThat(call.values("factor")).containsExactly("NONE"));
        visit(EXCEPTIONS);
        settle();
        assertThat(find(Anchor.class).withId("coverage-export").all()).isEmpty();
    }

    @Test
    void a_person_opens_at_the_side_with_what_is_known() {
        visit(PEOPLE + "&open=" + CoverageScene.UNCOVERED);
        assertThat(find(Drawer.class).single().getElement().getTextRecursively())
                .contains("Ari Kim", "akim", "Cardiology", "nurse, ward-clerk", "another identity provider")
                .doesNotContain("!{");
    }

    @Test
    void a_person_is_excepted_from_the_side_with_owner_end_and_reason() {
        visit(PEOPLE + "&open=" + CoverageScene.UNCOVERED);
        test(button("except-person-button")).click();
        test(button("except-do")).click();
        assertThat(find(PersonField.class).withId("except-owner").single().isInvalid())
                .isTrue();
        assertThat(find(TextArea.class).withId("except-reason").single().isInvalid())
                .isTrue();
        assertThat(posts()).isEmpty();
        fill();
        test(button("except-do")).click();
        settle();
        assertThat(text(Paragraph.class, "except-receipt")).contains("akim: excepted until");
        assertThat(posts()).containsExactly("stepup/coverage/exceptions");
    }

    @Test
    void what_was_typed_survives_a_fresh_sign_in_and_nothing_happens_by_itself() {
        visit(PEOPLE + "&open=" + CoverageScene.UNCOVERED);
        test(button("except-person-button")).click();
        fill();
        HOUSE.mood(StubHouse.Mood.STEP_UP);
        test(button("except-do")).click();
        HOUSE.mood(StubHouse.Mood.NORMAL);
        find(Dialog.class).single().close();
        visit("activity/changes");
        visit(PEOPLE);
        settle();
        assertThat(find(PersonField.class)
                        .withId("except-person")
                        .single()
                        .getValue()
                        .username())
                .isEqualTo("akim");
        assertThat(find(PersonField.class)
                        .withId("except-owner")
                        .single()
                        .getValue()
                        .username())
                .isEqualTo("pkowalski");
        assertThat(find(DatePicker.class).withId("except-until").single().getValue())
                .isEqualTo(LocalDate.parse("2027-01-15"));
        assertThat(find(TextArea.class).withId("except-reason").single().getValue())
                .isEqualTo("The key has been ordered");
        assertThat(posts()).hasSize(1);
    }

    @Test
    void an_exception_is_of_a_role_only_when_one_was_chosen() {
        visit(EXCEPTIONS);
        test(button("except-add")).click();
        @SuppressWarnings("unchecked")
        ComboBox<String> role = find(ComboBox.class).withId("except-role").all().isEmpty()
                ? null
                : find(ComboBox.class).withId("except-role").single();
        assertThat(role).as("hidden until a role is meant").isNull();
        test(find(com.vaadin.flow.component.radiobutton.RadioButtonGroup.class)
                        .withId("except-whom")
                        .single())
                .selectItem("Everybody with a role");
        find(PersonField.class).withId("except-owner").single().setValue(hit("pkowalski"));
        find(TextArea.class).withId("except-reason").single().setValue("The key has been ordered");
        test(button("except-do")).click();
        assertThat(find(ComboBox.class).withId("except-role").single().isInvalid())
                .isTrue();
        assertThat(posts()).isEmpty();
    }

    @Test
    void an_exception_is_ended_for_a_reason_and_an_expired_one_cannot_be() {
        visit(EXCEPTIONS);
        assertThat(text(Div.class, "coverage-exceptions"))
                .contains("akim", "Stands", "pkowalski", "Everybody with the role registrar", "Expired");
        List<Button> ends = find(Button.class).all().stream()
                .filter(b -> b.getElement().hasAttribute("data-exception"))
                .toList();
        assertThat(ends).hasSize(1);
        test(ends.getFirst()).click();
        test(button("end-exception-do")).click();
        assertThat(posts()).isEmpty();
        test(find(TextArea.class).withId("end-exception-reason").single()).setValue("The key has arrived");
        test(button("end-exception-do")).click();
        settle();
        assertThat(posts()).containsExactly("stepup/coverage/exceptions/" + CoverageScene.STANDING + "/end");
        assertThat(text(Div.class, "coverage-exceptions")).contains("Ended early", "The key has arrived");
    }

    @ParameterizedTest
    @CsvSource({
        "EMPTY, roles, empty", "EMPTY, people, empty", "EMPTY, exceptions, empty",
        "FAILING, roles, failed", "FORBIDDEN, people, forbidden", "STEP_UP, exceptions, step-up"
    })
    void each_way_not_to_get_an_answer_has_its_own_page(StubHouse.Mood mood, String show, String state) {
        visit("activity/changes");
        HOUSE.mood(mood);
        visit(CoverageView.PATH + "?show=" + show);
        assertThat(state()).isEqualTo(state);
    }

    private void fill() {
        find(PersonField.class).withId("except-owner").single().setValue(hit("pkowalski"));
        find(DatePicker.class).withId("except-until").single().setValue(LocalDate.parse("2027-01-15"));
        find(TextArea.class).withId("except-reason").single().setValue("The key has been ordered");
    }

    private static PersonHits.Hit hit(String username) {
        return new PersonHits.Hit("0c1d2e3f-0009-4000-8000-000000000009", username, null, null, true);
    }

    @SuppressWarnings("unchecked")
    private Grid<CoveragePage.Person> listed() {
        return find(Grid.class).withId("coverage-people").single();
    }

    private List<String> posts() {
        return HOUSE.calls().stream()
                .filter(call -> call.method().equals("POST"))
                .map(StubHouse.Call::path)
                .toList();
    }

    private void settle() {
        for (int i = 0; i < 3; i++) {
            answers();
            assertThat(find(Main.class).all()).hasSize(1);
        }
    }

    private Button button(String id) {
        return find(Button.class).withId(id).single();
    }
}
