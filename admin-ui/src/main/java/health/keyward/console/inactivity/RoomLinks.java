package health.keyward.console.inactivity;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.router.HighlightConditions;
import com.vaadin.flow.router.RouterLink;
import health.keyward.console.base.Words;

/** The pages about inactive accounts, one beside the other. */
final class RoomLinks extends Nav {
    /** @param here the page it stands on */
    RoomLinks(Class<? extends Component> here) {
        setId("inactivity-pages");
        addClassName("kw-lists");
        setAriaLabel(Words.say("nav.inactive"));
        page(here, InactiveView.class, "accounts");
        page(here, InactivityPoliciesView.class, "policies");
        page(here, RunsView.class, "runs");
        page(here, ExemptionsView.class, "exemptions");
        page(here, LeaversView.class, "leavers");
        page(here, ReturnsView.class, "returns");
    }

    private void page(Class<? extends Component> here, Class<? extends Component> page, String word) {
        var link = new RouterLink(Words.say("dormant.page." + word), page);
        link.setHighlightCondition(HighlightConditions.never());
        link.setId("inactivity-" + word);
        if (here == page) {
            link.getElement().setAttribute("aria-current", "page");
        }
        add(link);
    }
}
