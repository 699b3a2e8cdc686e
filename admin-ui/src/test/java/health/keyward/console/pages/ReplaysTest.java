package health.keyward.console.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.progressbar.ProgressBar;
import com.vaadin.flow.component.textfield.IntegerField;
import health.keyward.console.abac.ReplaysView;
import health.keyward.console.stub.PolicyScene;
import health.keyward.console.stub.StubHouse;
import health.keyward.contract.abac.PolicyReplayOrder;
import org.junit.jupiter.api.Test;

/** Replays are ordered, followed, called off and looked at on their page (AB-7). */
class ReplaysTest extends PageTest {
    @Test
    void the_list_says_how_far_each_has_come() {
        visit(ReplaysView.PATH);
        assertThat(text(Paragraph.class, "sentence")).isEqualTo("2 replays, 1 under way");
        assertThat(text(Div.class, "replays-list"))
                .contains("400 of 1,200")
                .contains("done")
                .contains("rev-2");
        assertThat(find(ProgressBar.class).single().getValue()).isEqualTo(400);
    }

    @Test
    void one_says_what_turned_let_in_and_refused_apart_with_examples() {
        visit(ReplaysView.PATH);
        test(find(Button.class).withId("replay-look-" + PolicyScene.TURNED).single())
                .click();
        answers();
        assertThat(text(Paragraph.class, "replay-said"))
                .isEqualTo("12 of 1,190 decisions would be made otherwise: 9 let in would be refused,"
                        + " 3 refused would be let in.");
        assertThat(text(Div.class, "replay-allow_to_deny"))
                .contains("Let in then, refused now: 9")
                .contains("network.refused")
                .contains("Refused instead of Permitted")
                .contains("all others");
        assertThat(text(Div.class, "replay-deny_to_allow")).contains("app.role_not_listed");
        assertThat(text(Div.class, "replay"))
                .contains("7 cannot be decided again")
                .contains("3 were refused because");
        assertThat(find(Anchor.class).all())
                .anyMatch(link -> link.getHref().equals("policy/decisions?open=" + "ab".repeat(16)));
    }

    @Test
    void one_is_ordered_for_the_bundle_the_address_names() {
        visit(ReplaysView.PATH + "?bundle=2");
        test(find(IntegerField.class).withId("replay-days").single()).setValue(30);
        test(find(Button.class).withId("replay-go").single()).click();
        answers();
        assertThat(HOUSE.policies().proposed()).containsExactly(new PolicyReplayOrder(2L, 30));
        assertThat(find(Div.class).withId("replay").single().isVisible()).isTrue();
    }

    @Test
    void one_under_way_is_called_off_and_says_that_it_is_not_whole() {
        visit(ReplaysView.PATH + "?open=" + PolicyScene.UNDER_WAY);
        assertThat(text(Div.class, "replay")).contains("So far; 400 of 1,200");
        test(find(Button.class).withId("replay-cancel-" + PolicyScene.UNDER_WAY).single())
                .click();
        answers();
        assertThat(HOUSE.policies().proposed()).containsExactly("cancel " + PolicyScene.UNDER_WAY);
        assertThat(text(Div.class, "replay")).contains("nothing can be published on it");
    }

    @Test
    void none_yet_and_not_to_be_reached_are_told_apart() {
        HOUSE.mood(StubHouse.Mood.EMPTY);
        visit(ReplaysView.PATH);
        assertThat(state()).isEqualTo("empty");
        HOUSE.mood(StubHouse.Mood.FAILING);
        visit(ReplaysView.PATH + "?bundle=1");
        assertThat(state()).isEqualTo("failed");
    }
}
