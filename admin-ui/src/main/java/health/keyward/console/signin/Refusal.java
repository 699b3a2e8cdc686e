package health.keyward.console.signin;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.AccessDeniedException;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.server.HttpStatusCode;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import com.vaadin.flow.spring.security.AuthenticationContext;
import health.keyward.console.api.Caller;
import health.keyward.console.base.Admission;
import health.keyward.console.base.Home;
import health.keyward.console.base.Words;

/**
 * For whoever is signed in and has no page here, or not this one. Asks the API all the same, with that person's token: its refusal is what gets recorded.
 */
@AnonymousAllowed
public final class Refusal extends Main implements HasErrorParameter<AccessDeniedException> {
    private final transient Admission admission;
    private final transient AuthenticationContext signedIn;
    private final transient Home home;

    Refusal(Admission admission, AuthenticationContext signedIn, Home home) {
        this.admission = admission;
        this.signedIn = signedIn;
        this.home = home;
        addClassName("kw-outside");
        setId("refusal");
    }

    @Override
    public int setErrorParameter(BeforeEnterEvent event, ErrorParameter<AccessDeniedException> parameter) {
        removeAll();
        if (signedIn.isAuthenticated()) {
            admission.refused(Caller.current());
        }
        var out = new Button(Words.say("refusal.other"), e -> signedIn.logout());
        out.setId("other-person");
        var own = home.page();
        if (own.isPresent()) {
            var back = new Anchor(own.get(), Words.say("refusal.own"));
            back.setId("own-page");
            back.addClassName("kw-link");
            add(SignedOut.outside(
                    new H1(Words.say("refusal.page.title")),
                    new Paragraph(Words.say(
                            "refusal.page.text", signedIn.getPrincipalName().orElse(""))),
                    new Paragraph(Words.say("refusal.recorded")),
                    new Paragraph(back),
                    out));
            return HttpStatusCode.FORBIDDEN.getCode();
        }
        add(SignedOut.outside(
                new H1(Words.say("refusal.title")),
                new Paragraph(
                        Words.say("refusal.text", signedIn.getPrincipalName().orElse(""))),
                new Paragraph(Words.say("refusal.recorded")),
                out));
        return HttpStatusCode.FORBIDDEN.getCode();
    }
}
