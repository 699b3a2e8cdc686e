package health.keyward.console.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.sidenav.SideNavItem;
import health.keyward.console.breakglass.EmergencyView;
import health.keyward.console.history.LoginHistoryView;
import health.keyward.console.signin.Refusal;
import org.junit.jupiter.api.Test;
import org.springframework.security.test.context.support.WithMockUser;

/** The API admits three roles to the console; each sees its own pages only. */
@WithMockUser(username = "hkowalczyk", roles = "privacy-officer")
class NarrowAccessTest extends PageTest {
    @Test
    void a_deep_link_to_a_page_of_system_administrators_is_refused_and_the_api_gets_to_record_it() {
        visit(LoginHistoryView.PATH);
        assertThat(getCurrentView()).isInstanceOf(Refusal.class);
        assertThat(getCurrentView().getElement().getTextRecursively()).contains("hkowalczyk", "was recorded");
        assertThat(calls("audit/health"))
                .isNotEmpty()
                .allSatisfy(c -> assertThat(c.token()).isEqualTo("Bearer token-of-hkowalczyk"));
        assertThat(calls("history/sign-ins")).isEmpty();
    }

    @Test
    void a_privacy_officer_starts_with_emergency_access_and_sees_no_other_page() {
        visit("");
        assertThat(getCurrentView()).isInstanceOf(EmergencyView.class);
        assertThat(find(SideNavItem.class).all())
                .extracting(SideNavItem::getPath)
                .containsExactly(EmergencyView.PATH, "access/emergency/cases");
        assertThat(calls("breakglass/grants")).isNotEmpty();
        assertThat(calls("history/overview")).isEmpty();
    }

    @Test
    @WithMockUser(username = "nobody", roles = "nurse")
    void somebody_without_a_page_is_refused() {
        visit("");
        assertThat(getCurrentView()).isInstanceOf(Refusal.class);
        assertThat(UI.getCurrent().getInternals().getActiveViewLocation().getPath())
                .isEmpty();
    }
}
