package health.keyward.console.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.button.Button;
import health.keyward.console.api.Caller;
import health.keyward.console.base.Admission;
import health.keyward.console.history.LoginHistoryView;
import health.keyward.console.signin.Refusal;
import health.keyward.console.stub.StubHouse;
import org.junit.jupiter.api.Test;
import org.springframework.security.test.context.support.WithMockUser;

class RefusalTest extends PageTest {
    @Test
    @WithMockUser(username = "ajones", roles = "nurse")
    void a_nurse_is_refused_in_words_and_the_api_gets_to_record_it() {
        visit(LoginHistoryView.PATH);
        assertThat(getCurrentView()).isInstanceOf(Refusal.class);
        assertThat(getCurrentView().getElement().getTextRecursively())
                .contains("ajones")
                .contains("was recorded");
        assertThat(calls("me")).hasSize(1).allSatisfy(c -> assertThat(c.token()).isEqualTo("Bearer token-of-ajones"));
        assertThat(calls("history/sign-ins")).isEmpty();
        assertThat(find(Button.class).withId("other-person").all()).hasSize(1);
    }

    @Test
    void a_role_in_the_token_is_not_enough_when_the_api_says_no() {
        Caller.current().session().removeAttribute(Admission.class.getName());
        HOUSE.mood(StubHouse.Mood.FORBIDDEN);
        visit(LoginHistoryView.PATH);
        assertThat(getCurrentView()).isInstanceOf(Refusal.class);
        assertThat(calls("history/sign-ins")).isEmpty();
    }
}
