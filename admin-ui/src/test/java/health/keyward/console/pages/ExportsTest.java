package health.keyward.console.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.PollEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.progressbar.ProgressBar;
import health.keyward.console.exports.ExportsView;
import health.keyward.console.history.LoginHistoryView;
import health.keyward.console.stub.ExportScene;
import health.keyward.console.stub.StubHouse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExportsTest extends PageTest {
    private static final String FIRST = "00000000000000000000000000000001";

    @Test
    void each_export_says_of_what_it_is_and_how_far() {
        visit(ExportsView.PATH);
        assertThat(text(Paragraph.class, "sentence")).isEqualTo("3 exports of yours, none under way.");
        assertThat(card(ExportScene.DONE).getElement().getTextRecursively())
                .contains("Login history · CSV", "Done", "Outcome: FAILED · Person: mei.lin", "31,337 rows", "7.8 MB");
        assertThat(find(Main.class).single().getElement().getTextRecursively())
                .contains("Changes · FHIR", "Done, not whole", "No filters", "gave up")
                .doesNotContain("!{", "exports.");
        assertThat(cards()).as("what was given up is not shown").hasSize(3);
    }

    @Test
    void an_export_goes_on_while_the_page_is_left_and_is_found_again() {
        visit(LoginHistoryView.PATH);
        order();
        visit(ExportsView.PATH);
        assertThat(card(FIRST).getElement().getAttribute("data-phase")).isEqualTo("WAITING");
        assertThat(find(ProgressBar.class, card(FIRST)).single().isVisible()).isTrue();
        assertThat(links(FIRST)).isEmpty();
        assertThat(UI.getCurrent().getPollInterval()).isEqualTo(2_000);
        visit("activity/failures");
        visit(ExportsView.PATH);
        assertThat(card(FIRST).getElement().getTextRecursively()).contains("12,000 rows", "so far");
        poll();
        assertThat(card(FIRST).getElement().getAttribute("data-phase")).isEqualTo("DONE");
        assertThat(links(FIRST)).hasSize(2);
        assertThat(text(Paragraph.class, "sentence")).contains("none under way");
    }

    @Test
    void a_card_stays_the_same_while_others_move_so_that_its_download_goes_on() {
        visit(LoginHistoryView.PATH);
        order();
        visit(ExportsView.PATH);
        var before = links(ExportScene.DONE);
        poll();
        assertThat(card(FIRST).getElement().getAttribute("data-phase")).isEqualTo("RUNNING");
        assertThat(links(ExportScene.DONE)).isEqualTo(before).hasSize(2);
    }

    @Test
    void an_export_is_given_up_and_leaves_the_list() {
        visit(ExportsView.PATH);
        test(find(Button.class, card(ExportScene.DONE)).single()).click();
        answers();
        assertThat(calls("history/exports/" + ExportScene.DONE))
                .singleElement()
                .satisfies(call -> assertThat(call.method()).isEqualTo("DELETE"));
        assertThat(cards()).hasSize(2);
    }

    @Test
    void a_file_that_is_no_longer_kept_cannot_be_fetched() {
        HOUSE.exports().age(Duration.ofDays(2));
        visit(ExportsView.PATH);
        assertThat(card(ExportScene.DONE).getElement().getTextRecursively()).contains("no longer kept");
        assertThat(links(ExportScene.DONE)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"EMPTY, empty", "FAILING, failed", "FORBIDDEN, forbidden", "STEP_UP, step-up"})
    void every_ending_has_its_own_state(StubHouse.Mood mood, String state) {
        HOUSE.mood(mood);
        visit(ExportsView.PATH);
        assertThat(state()).isEqualTo(state);
    }

    @Test
    void the_page_speaks_spanish() {
        UI.getCurrent().setLocale(Locale.of("es"));
        visit(ExportsView.PATH);
        assertThat(find(Main.class).single().getElement().getTextRecursively())
                .contains("Historial de accesos", "3 exportaciones suyas, ninguna en curso")
                .doesNotContain("!{");
    }

    private void order() {
        var menu = find(health.keyward.console.base.ExportMenu.class).single();
        menu.getChildren()
                .filter(com.vaadin.flow.component.popover.Popover.class::isInstance)
                .map(com.vaadin.flow.component.popover.Popover.class::cast)
                .forEach(com.vaadin.flow.component.popover.Popover::open);
        test(find(Button.class).withId("export-order-csv").single()).click();
        answers();
    }

    private void poll() {
        ComponentUtil.fireEvent(UI.getCurrent(), new PollEvent(UI.getCurrent(), true));
        answers();
    }

    private List<Div> cards() {
        return find(Div.class).all().stream()
                .filter(div -> div.getElement().hasAttribute("data-export"))
                .toList();
    }

    private Div card(String id) {
        return cards().stream()
                .filter(div -> id.equals(div.getElement().getAttribute("data-export")))
                .findFirst()
                .orElseThrow();
    }

    private List<Anchor> links(String id) {
        return find(Anchor.class, card(id)).all();
    }
}
