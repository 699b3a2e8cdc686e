package health.keyward.console.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.router.RouterLink;
import health.keyward.console.breakglass.EmergencyView;
import health.keyward.console.stub.GrantScene;
import health.keyward.console.stub.StubHouse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.test.context.support.WithMockUser;

/** Who has emergency access now, how often it happens, and taking it away (BG-10, BG-18). */
class EmergencyTest extends PageTest {
    private static final String NUMBERS = EmergencyView.PATH + "?show=numbers";
    private static final String GRANTS = EmergencyView.PATH + "?show=grants";

    @Test
    void what_runs_now_is_shown_with_what_is_left_of_it() {
        visit(EmergencyView.PATH);
        assertThat(text(Paragraph.class, "sentence")).contains("2 grants of emergency access run now");
        assertThat(text(Div.class, "running-grants"))
                .contains("james.whitfield")
                .contains("41 min left")
                .contains("siobhan.oneill")
                .contains("10 min left")
                .contains("colleague instead of second factor")
                .contains("patient-7")
                .doesNotContain("p.okafor");
        assertThat(calls("breakglass/grants"))
                .hasSize(1)
                .allSatisfy(call -> assertThat(call.values("state")).containsExactly("RUNNING"));
    }

    @Test
    @WithMockUser(username = "hkowalczyk", roles = "privacy-officer")
    void an_officer_ends_one_for_a_reason_and_it_is_gone_from_what_runs() {
        visit(EmergencyView.PATH);
        test(button("end-" + GrantScene.RUNNING)).click();
        answers();
        test(button("end-grant-do")).click();
        answers();
        assertThat(HOUSE.grants().reason()).as("a reason is needed").isNull();
        test(find(TextArea.class).withId("end-grant-reason").single()).setValue("not on shift");
        test(button("end-grant-do")).click();
        answers();
        assertThat(HOUSE.grants().reason()).isEqualTo("not on shift");
        assertThat(find(Dialog.class).all()).isEmpty();
        assertThat(text(Div.class, "running-grants")).doesNotContain("james.whitfield");
    }

    @Test
    void what_was_typed_outlives_a_stronger_sign_in() {
        visit(EmergencyView.PATH);
        test(button("end-" + GrantScene.RUNNING)).click();
        answers();
        test(find(TextArea.class).withId("end-grant-reason").single()).setValue("not on shift");
        HOUSE.mood(StubHouse.Mood.STEP_UP);
        test(button("end-grant-do")).click();
        HOUSE.mood(StubHouse.Mood.NORMAL);
        find(Dialog.class).single().close();
        UI.getCurrent().navigate("activity/changes");
        visit(EmergencyView.PATH);
        assertThat(HOUSE.grants().reason()).as("nothing happens by itself").isNull();
        test(button("end-grant-do")).click();
        answers();
        assertThat(HOUSE.grants().reason()).isEqualTo("not on shift");
    }

    @Test
    void the_map_and_the_rates_lead_to_the_grants_behind_them() {
        visit(NUMBERS + "&time=7d");
        assertThat(text(Paragraph.class, "sentence"))
                .contains("17")
                .contains("12,400")
                .contains("1.4");
        assertThat(text(Div.class, "grant-map"))
                .contains("Emergency")
                .contains("No unit known")
                .contains("EMERGENCY_TREATMENT")
                .contains("11");
        assertThat(text(Div.class, "rate-units"))
                .contains("12 grants, 6 per 1,000 sessions")
                .contains("5 grants");
        assertThat(text(Div.class, "grant-again")).contains("james.whitfield").contains("4 grants, 3 patients");
        assertThat(text(Div.class, "grant-reviews")).contains("There are no reviews in this time");
        assertThat(find(RouterLink.class).all())
                .extracting(RouterLink::getHref)
                .anyMatch(href ->
                        href.contains("show=grants") && href.contains("time=7d") && href.contains("reason=OTHER"))
                .anyMatch(href -> href.contains("time=7d") && href.contains("person=james.whitfield"));
        assertThat(calls("breakglass/metrics"))
                .singleElement()
                .satisfies(call -> assertThat(call.values("from")).containsExactly("2026-11-14T20:00:00Z"));
    }

    @Test
    void filters_stand_in_the_address_and_reach_the_api() {
        visit(GRANTS + "&state=over&person=ada&reason=OTHER&app=pharmacy&time=24h");
        assertThat(calls("breakglass/grants")).singleElement().satisfies(call -> {
            assertThat(call.values("state")).containsExactly("OVER");
            assertThat(call.values("person")).containsExactly("ada");
            assertThat(call.values("reason")).containsExactly("OTHER");
            assertThat(call.values("app")).containsExactly("pharmacy");
            assertThat(call.values("from")).containsExactly("2026-11-20T20:00:00Z");
        });
        test(button("chip-reset")).click();
        answers();
        assertThat(test(find(Grid.class).withId("grants").single()).size()).isEqualTo(3);
    }

    @Test
    void the_link_of_a_mail_opens_its_grant() {
        visit(EmergencyView.PATH + "?open=" + GrantScene.OVER);
        assertThat(text(Div.class, "drawer"))
                .contains("p.okafor")
                .contains("extended")
                .contains("EMERGENCY_TREATMENT (version 2)")
                .contains(GrantScene.OVER);
        assertThat(find(Button.class).withId("drawer-end-grant").all())
                .as("it is over")
                .isEmpty();
        visit(EmergencyView.PATH + "?open=" + GrantScene.RUNNING);
        assertThat(find(Button.class).withId("drawer-end-grant").all()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {EmergencyView.PATH, NUMBERS, GRANTS})
    void nothing_there_gone_wrong_and_not_allowed_look_different(String page) {
        HOUSE.mood(StubHouse.Mood.EMPTY);
        visit(page);
        assertThat(state()).isEqualTo("empty");
        HOUSE.mood(StubHouse.Mood.FAILING);
        UI.getCurrent().navigate("activity/changes");
        visit(page);
        assertThat(state()).isEqualTo("failed");
    }

    @Test
    @WithMockUser(username = "rhall", roles = "reviewer")
    void a_reviewer_gets_nothing_of_it() {
        visit(EmergencyView.PATH);
        assertThat(getCurrentView()).isNotInstanceOf(EmergencyView.class);
        assertThat(calls("breakglass/grants")).isEmpty();
    }

    private Button button(String id) {
        return find(Button.class).withId(id).single();
    }
}
