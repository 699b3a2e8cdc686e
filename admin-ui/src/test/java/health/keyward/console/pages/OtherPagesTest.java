package health.keyward.console.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import health.keyward.console.base.Drawer;
import health.keyward.console.base.PersonField;
import health.keyward.console.stub.InactivityScene;
import health.keyward.console.stub.Scenes;
import health.keyward.console.stub.StubHouse;
import org.junit.jupiter.api.Test;

class OtherPagesTest extends PageTest {
    private static final String PERSON = "people/" + Scenes.idOf("cdiaz");

    @Test
    void the_overview_says_what_needs_attention_and_leads_there() {
        visit("");
        var attention = find(Div.class).withId("needs-attention").single();
        assertThat(attention.getElement().getTextRecursively()).contains("21 failures from 203.0.113.44");
        assertThat(attention.getElement().getOuterHTML())
                .contains("activity/sign-ins?outcome=FAILED&amp;address=203.0.113.44");
        assertThat(text(Div.class, "top-apps")).contains("ward-board").contains("pharmacy");
    }

    @Test
    void a_quiet_house_has_a_friendly_overview() {
        HOUSE.mood(StubHouse.Mood.EMPTY);
        visit("?time=7d");
        assertThat(text(Div.class, "needs-attention")).contains("Nothing needs attention");
    }

    @Test
    void the_banner_stands_while_demo_rows_are_there() {
        visit("");
        assertThat(find(Div.class).withId("demo-banner").all()).hasSize(1);
    }

    @Test
    void failures_are_grouped_four_ways_and_each_leads_to_its_list() {
        visit("activity/failures?time=7d");
        for (var by : new String[] {"person", "address", "cause", "app"}) {
            assertThat(find(Div.class).withId("top-" + by).single().getElement().getOuterHTML())
                    .as(by)
                    .contains("activity/sign-ins?")
                    .contains("time=7d")
                    .contains("outcome=failed");
        }
        assertThat(calls("history/failures/top")).hasSize(4);
    }

    @Test
    void a_change_shows_before_and_after() {
        visit("activity/changes?operation=update&open=" + "%032x".formatted(0xc0de00L));
        assertThat(find(Drawer.class).single().getElement().getTextRecursively())
                .contains("lastName")
                .contains("Diaz")
                .contains("Díaz");
        assertThat(calls("history/changes").getFirst().values("operation")).containsExactly("UPDATE");
    }

    @Test
    void a_person_page_shows_who_it_is_and_what_is_open() {
        visit(PERSON);
        assertThat(text(Div.class, "status")).contains("Locked for now").contains("Passkey · YubiKey 5");
        assertThat(text(Div.class, "sessions")).contains("Chrome on Windows").contains("ward-board, pharmacy");
    }

    @Test
    void a_decision_about_a_person_stands_in_the_timeline_and_leads_to_its_explanation() {
        visit(PERSON + "?kind=decision");
        assertThat(calls("history/people/" + Scenes.idOf("cdiaz") + "/timeline")
                        .getLast()
                        .values("kind"))
                .containsExactly("DECISION");
        Grid<?> timeline = find(Grid.class).withId("timeline").single();
        assertThat(test(timeline).size()).isOne();
        assertThat(said(timeline, "what", "what")).isEqualTo("Refused");
        assertThat(said(timeline, "what", "why")).isEqualTo("app.role_not_listed");
        assertThat(said(timeline, "what", "href")).isEqualTo("policy/decisions?time=90d&open=" + "0f".repeat(16));
        assertThat(said(timeline, "around", "text")).isEqualTo("ward-board · app open");
    }

    private String said(Grid<?> timeline, String column, String property) {
        return test(timeline).getLitRendererPropertyValue(0, column, property, String.class);
    }

    @Test
    void a_person_page_shows_where_the_account_stands_on_its_way_out_of_use_and_what_comes_next() {
        visit(PERSON);
        assertThat(text(Div.class, "chain"))
                .contains("Warned", "Not used", "Policypeople")
                .contains("Second warning · Dec 2")
                .contains("Last sign-in", "Sep 18, 2026")
                .contains("What was done", "First warning");
        assertThat(find(Anchor.class).withId("chain-exemptions").single().getHref())
                .isEqualTo("access/inactive/exemptions?person=" + InactivityScene.WARNED);
        test(find(Button.class).withId("chain-exempt").single()).click();
        assertThat(find(PersonField.class)
                        .withId("exemption-person")
                        .single()
                        .getValue()
                        .userId())
                .isEqualTo(InactivityScene.WARNED);
        find(Dialog.class).single().close();
    }

    @Test
    void a_person_nobody_knows_is_said_so() {
        visit("people/nobody-here");
        assertThat(state()).isEqualTo("failed");
    }

    @Test
    void a_session_is_not_ended_without_a_reason() {
        visit(PERSON);
        test(find(Button.class).withClassName("kw-end").all().getFirst()).click();
        test(find(Button.class).withId("end-do").single()).click();
        assertThat(find(TextArea.class).withId("end-reason").single().isInvalid())
                .isTrue();
        assertThat(HOUSE.calls()).noneMatch(c -> c.method().equals("DELETE"));
    }

    @Test
    void ending_a_session_finishes_with_a_receipt() {
        visit(PERSON);
        test(find(Button.class).withClassName("kw-end").all().getFirst()).click();
        test(find(TextArea.class).withId("end-reason").single()).setValue("Badge lost");
        test(find(Button.class).withId("end-do").single()).click();
        answers();
        assertThat(text(UnorderedList.class, "receipt")).contains("Session ended in Keycloak");
        var deleted =
                HOUSE.calls().stream().filter(c -> c.method().equals("DELETE")).toList();
        assertThat(deleted).hasSize(1);
        assertThat(deleted.getFirst().values("reason")).containsExactly("Badge lost");
    }

    @Test
    void what_was_typed_survives_a_stronger_sign_in_and_nothing_happens_by_itself() {
        visit(PERSON);
        test(find(Button.class).withClassName("kw-end").all().getFirst()).click();
        test(find(TextArea.class).withId("end-reason").single()).setValue("Badge lost");
        HOUSE.mood(StubHouse.Mood.STEP_UP);
        test(find(Button.class).withId("end-do").single()).click();
        HOUSE.mood(StubHouse.Mood.NORMAL);
        find(Dialog.class).single().close();
        UI.getCurrent().navigate("activity/changes");
        visit(PERSON);
        assertThat(find(TextArea.class).withId("end-reason").single().getValue())
                .isEqualTo("Badge lost");
        assertThat(HOUSE.calls().stream().filter(c -> c.method().equals("DELETE")))
                .hasSize(1);
    }

    @Test
    void search_leads_an_address_an_event_and_a_name_to_their_pages() {
        visit("");
        assertThat(found("10.4.0.0/16")).contains("activity/sign-ins?address=10.4.0.0%2F16");
        assertThat(found("00000000000000000000000000abc123")).contains("open=00000000000000000000000000abc123");
        assertThat(found("carmen")).contains("people/" + Scenes.idOf("cdiaz"));
        assertThat(found("<b>x</b>")).contains("person=%3Cb%3Ex%3C%2Fb%3E").doesNotContain("<b>x</b>");
    }

    private String found(String text) {
        test(find(TextField.class).withId("search").single()).setValue(text);
        answers();
        return find(Div.class).withId("search-results").single().getElement().getOuterHTML();
    }
}
