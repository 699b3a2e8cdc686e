package health.keyward.console.signin;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Image;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import health.keyward.console.base.Words;
import java.util.Set;

/** Where a sign-out ends, and where a sign-in that went wrong says so. */
@Route(value = "signed-out", autoLayout = false)
@AnonymousAllowed
public final class SignedOut extends Main implements BeforeEnterObserver, HasDynamicTitle {
    private static final Set<String> REASONS = Set.of("person", "level");

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        var why = event.getLocation()
                .getQueryParameters()
                .getSingleParameter("why")
                .filter(REASONS::contains)
                .orElse("done");
        var again = new Anchor("/", Words.say("signedout.again"));
        again.setId("sign-in-again");
        again.setRouterIgnore(true);
        again.addClassName("kw-link");
        removeAll();
        addClassName("kw-outside");
        add(outside(
                new H1(Words.say("signedout." + why + ".title")),
                new Paragraph(Words.say("signedout." + why + ".text")),
                again));
    }

    static Div outside(com.vaadin.flow.component.Component... parts) {
        var brand = new Div(new Image("favicon.svg", ""), new Span("Keyward"));
        brand.addClassName("kw-brand");
        var box = new Div(brand);
        box.add(parts);
        return box;
    }

    @Override
    public String getPageTitle() {
        return "Keyward";
    }
}
