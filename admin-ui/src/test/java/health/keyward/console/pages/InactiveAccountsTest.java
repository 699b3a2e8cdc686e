package health.keyward.console.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.RouterLink;
import health.keyward.console.base.Drawer;
import health.keyward.console.inactivity.InactiveView;
import health.keyward.console.stub.InactivityScene;
import health.keyward.console.stub.StubHouse;
import health.keyward.contract.inactivity.InactivityAccount;
import health.keyward.contract.inactivity.InactivityStep;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is where on the way out of use, and what the next days bring (IN-4, IN-6, IN-8). */
class InactiveAccountsTest extends PageTest {
    @Test
    void one_sentence_and_a_figure_for_each_step_say_how_many_stand_where() {
        HOUSE.inactivity().calm();
        visit(InactiveView.PATH);
        assertThat(text(Paragraph.class, "sentence"))
                .contains("Of 212 accounts 11 are warned and 5 disabled or archived")
                .contains("the next 30 days would disable 6")
                .contains("Last run 9 min ago");
        assertThat(text(RouterLink.class, "count-warned")).isEqualTo("6Warned");
        assertThat(text(RouterLink.class, "count-grace")).isEqualTo("2In grace");
        assertThat(text(RouterLink.class, "count-archived")).isEqualTo("1Archived");
        assertThat(text(Div.class, "engine")).as("nothing keeps the engine").isEmpty();
    }

    @Test
    void a_figure_leads_to_its_accounts_and_filters_live_in_the_address() {
        visit(InactiveView.PATH);
        assertThat(find(RouterLink.class).withId("count-warned").single().getHref())
                .isEqualTo("access/inactive?step=warned");
        visit(InactiveView.PATH + "?step=warned&search=a&cause=idle&unit=Card&exempt=no");
        assertThat(HOUSE.calls().stream()
                        .filter(call -> call.path().equals("inactivity/accounts"))
                        .reduce((one, other) -> other))
                .hasValueSatisfying(call -> {
                    assertThat(call.values("step")).containsExactly("WARNED");
                    assertThat(call.values("search")).containsExactly("a");
                    assertThat(call.values("cause")).containsExactly("IDLE");
                    assertThat(call.values("unit")).containsExactly("Card");
                    assertThat(call.values("exempt")).containsExactly("NO");
                    assertThat(call.values("limit")).containsExactly("50");
                });
        assertThat(test(listed()).getRow(0).username()).isEqualTo("akim");
        assertThat(calls("inactivity/accounts/summary")).as("asked once").hasSize(1);
    }

    @Test
    void without_a_filter_those_on_the_way_out_are_listed_and_everybody_on_demand() {
        visit(InactiveView.PATH);
        assertThat(test(listed()).size()).isEqualTo(4);
        assertThat(calls("inactivity/accounts").getFirst().values("chain")).containsExactly("YES");
        assertThat(text(Div.class, "chips")).contains("Stands: In the chain");
        visit(InactiveView.PATH + "?step=all");
        assertThat(test(listed()).size()).isEqualTo(6);
        assertThat(calls("inactivity/accounts").getLast().values("chain")).isEmpty();
        assertThat(text(Div.class, "chips")).contains("Stands: Everybody");
        visit(InactiveView.PATH + "?search=glopez");
        assertThat(test(listed()).getRow(0).step()).isEqualTo(InactivityStep.ACTIVE);
    }

    @Test
    void the_forecast_shows_thirty_days_or_ninety_and_says_its_figures_in_words_too() {
        visit(InactiveView.PATH);
        assertThat(text(Div.class, "forecast-sums")).contains("Disabled 6", "Archived 3", "Deleted 0");
        assertThat(text(Details.class, "forecast-table")).contains("Nov 22").doesNotContain("Jan 20");
        visit(InactiveView.PATH + "?ahead=90");
        assertThat(find(RouterLink.class)
                        .withId("ahead-90")
                        .single()
                        .getElement()
                        .getAttribute("aria-current"))
                .isEqualTo("true");
        assertThat(text(Div.class, "forecast-sums")).contains("Disabled 20", "Archived 9", "Deleted 1");
        assertThat(text(Details.class, "forecast-table")).contains("Jan 20");
        assertThat(text(Paragraph.class, "sentence")).contains("the next 90 days would disable 20");
    }

    @Test
    void an_account_opens_at_the_side_with_its_chain_and_why_it_is_held() {
        visit(InactiveView.PATH + "?open=0c1d2e3f-0005-4000-8000-000000000005");
        assertThat(drawer())
                .contains("Ella Fischer", "efischer", "Warned", "Never used", "people")
                .contains("Second warning · due now", "Warning not delivered");
        visit(InactiveView.PATH + "?open=0c1d2e3f-0003-4000-8000-000000000003");
        assertThat(drawer()).contains("Exempt until", "Mar 1, 2027", "Held back", "First warning: Exempt");
        visit(InactiveView.PATH + "?open=" + InactivityScene.ARCHIVED);
        assertThat(drawer())
                .contains("Archived", "Delete · Nov 18, 2027", "Its directory must do it", "from a directory")
                .contains("Taken away when archived", "nurse", "/Wards/Cardiology")
                .contains("Archive roles=1 groups=1");
        assertThat(find(Anchor.class).withId("dormant-person").single().getHref())
                .isEqualTo("people/" + InactivityScene.ARCHIVED);
    }

    @Test
    void somebody_who_is_not_there_any_more_is_said_to_be_missing() {
        visit(InactiveView.PATH + "?open=0c1d2e3f-9999-4000-8000-000000000009");
        assertThat(drawer()).contains("Not found");
    }

    @Test
    void whatever_keeps_the_engine_from_its_work_is_said_with_what_to_do() {
        HOUSE.inactivity().troubled();
        visit(InactiveView.PATH);
        assertThat(text(Div.class, "engine-overdue")).contains("No run has ended since 2 days ago");
        assertThat(text(Div.class, "engine-workflows")).contains("Offboard after 90 days", "Switch them off");
        assertThat(text(Div.class, "engine-undelivered")).contains("3 accounts wait", "mail settings");
        assertThat(text(Div.class, "engine-halted"))
                .contains("stopped 5 min ago before it did anything")
                .contains(
                        "It would disable, archive or delete 24 of 212 accounts; more than 20 need a second administrator");
        assertThat(find(Anchor.class).withId("engine-decide").single().getHref())
                .isEqualTo("access/inactive/runs/" + InactivityScene.HALTED);
    }

    @Test
    void without_a_policy_the_page_says_that_nobody_is_warned() {
        HOUSE.mood(StubHouse.Mood.EMPTY);
        visit(InactiveView.PATH);
        assertThat(text(Div.class, "engine-none")).contains("No policy is active");
        assertThat(state()).isEqualTo("empty");
    }

    @ParameterizedTest
    @CsvSource({"FAILING, failed", "FORBIDDEN, forbidden", "STEP_UP, step-up"})
    void each_way_not_to_get_an_answer_has_its_own_page(StubHouse.Mood mood, String state) {
        visit("activity/changes");
        HOUSE.mood(mood);
        visit(InactiveView.PATH);
        assertThat(state()).isEqualTo(state);
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "es"})
    void every_word_is_there_in_both_languages(String language) {
        UI.getCurrent().setLocale(Locale.of(language));
        HOUSE.inactivity().troubled();
        visit(InactiveView.PATH + "?open=" + InactivityScene.ARCHIVED);
        assertThat(find(Main.class).single().getElement().getTextRecursively()).doesNotContain("!{", "!(", "dormant.");
    }

    @SuppressWarnings("unchecked")
    private Grid<InactivityAccount> listed() {
        return find(Grid.class).withId("dormant").single();
    }

    private String drawer() {
        return find(Drawer.class).single().getElement().getTextRecursively();
    }
}
