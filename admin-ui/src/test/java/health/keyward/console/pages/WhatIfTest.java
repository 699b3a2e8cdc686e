package health.keyward.console.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;
import health.keyward.console.abac.WhatIfView;
import health.keyward.console.stub.StubHouse;
import health.keyward.contract.abac.WhatIfQuestion;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a policy would say is asked and answered on one page (AB-7). */
class WhatIfTest extends PageTest {
    private static final String NIGHT = WhatIfView.PATH
            + "?person=ada&app=ward-board&bundle=2&at=2026-11-21T02:00:00Z&network=guarded&address=10.1.2.3"
            + "&device=managed&class=tablet&level=phr&age=5&purpose=TREAT";

    @Test
    void an_address_is_the_whole_question() {
        visit(NIGHT);
        assertThat(HOUSE.policies().whatIfs())
                .containsExactly(new WhatIfQuestion(
                        "ada",
                        "ward-board",
                        null,
                        Instant.parse("2026-11-21T02:00:00Z"),
                        new WhatIfQuestion.Network("10.1.2.3", true),
                        new WhatIfQuestion.Device(true, "tablet", null),
                        new WhatIfQuestion.Assurance("phr", 300L, true),
                        "TREAT",
                        2L));
    }

    @Test
    void the_answer_says_why_what_was_known_what_turns_it_and_what_is_said_now() {
        visit(NIGHT);
        assertThat(text(Paragraph.class, "what-if-verdict")).startsWith("ada is refused “ward-board”");
        assertThat(text(Div.class, "what-if-answer"))
                .contains("app.role_not_listed")
                .contains("[\"clerk\"] → [\"clerk\",\"nurse\"]")
                .contains("roles, 1 min old")
                .contains("app.rego:12")
                .contains("says otherwise: Permitted")
                .contains("only recorded");
    }

    @Test
    void nothing_is_asked_without_a_person_and_an_app() {
        visit(WhatIfView.PATH);
        test(find(Button.class).withId("what-if-ask").single()).click();
        assertThat(field("person").isInvalid()).isTrue();
        assertThat(field("app").isInvalid()).isTrue();
        assertThat(HOUSE.policies().whatIfs()).isEmpty();
    }

    @Test
    void a_record_is_asked_about_and_nothing_of_a_patient_stands_in_the_address() {
        visit(WhatIfView.PATH + "?person=ada&app=ward-board&type=record&action=read&unit=ward-3&confidentiality=R");
        assertThat(HOUSE.policies().whatIfs()).isEmpty();
        test(field("id")).setValue("rec-9");
        test(field("patient")).setValue("pat-7");
        test(field("team")).setValue("u-9, u-8");
        test(find(Button.class).withId("what-if-ask").single()).click();
        answers();
        assertThat(HOUSE.policies().whatIfs())
                .extracting(WhatIfQuestion::resource)
                .containsExactly(new WhatIfQuestion.Resource(
                        "record", "rec-9", "read", "pat-7", "ward-3", List.of("u-9", "u-8"), "R", null));
        assertThat(UI.getCurrent().getActiveViewLocation().getPathWithQueryParameters())
                .contains("unit=ward-3")
                .doesNotContain("pat-7")
                .doesNotContain("rec-9");
    }

    @Test
    void a_house_that_cannot_be_reached_is_told_apart_and_asked_again() {
        HOUSE.mood(StubHouse.Mood.FAILING);
        visit(NIGHT);
        assertThat(state()).isEqualTo("failed");
    }

    private TextField field(String name) {
        return find(TextField.class).withId("whatif-" + name).single();
    }
}
