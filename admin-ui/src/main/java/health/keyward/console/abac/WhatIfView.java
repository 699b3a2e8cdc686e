package health.keyward.console.abac;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import health.keyward.console.api.Answer;
import health.keyward.console.api.Caller;
import health.keyward.console.api.Policies;
import health.keyward.console.base.Background;
import health.keyward.console.base.Facts;
import health.keyward.console.base.Shell;
import health.keyward.console.base.States;
import health.keyward.console.base.Times;
import health.keyward.console.base.Words;
import health.keyward.contract.abac.DecisionDetail;
import health.keyward.contract.abac.PolicyVersion;
import health.keyward.contract.abac.PolicyVersions;
import health.keyward.contract.abac.WhatIfAnswer;
import jakarta.annotation.security.RolesAllowed;
import java.time.Clock;

/** What a policy would say of any person, app, record, time, device, network and purpose (AB-7). Nothing is decided here. */
@Route(value = WhatIfView.PATH, layout = Shell.class)
@RolesAllowed("system-admin")
public final class WhatIfView extends Main implements BeforeEnterObserver, HasDynamicTitle {
    public static final String PATH = "policy/what-if";

    private final transient Policies policies;
    private final transient Background background;
    private final Times times;
    private final WhatIfForm form;
    private final Div answer = new Div();
    private int asking;

    WhatIfView(Policies policies, Background background, Clock clock) {
        this.policies = policies;
        this.background = background;
        times = Times.of(UI.getCurrent(), clock);
        form = new WhatIfForm(times.zone());
        setId("what-if");
        addClassNames("kw-page", "kw-scroll");
        answer.setId("what-if-answer");
        answer.addClassName("kw-zone");
        answer.getElement().setAttribute("aria-live", "polite");
        var head = new Div(new H1(Words.say("whatif.title")));
        head.addClassName("kw-head");
        var lead = new Paragraph(Words.say("whatif.lead"));
        lead.addClassName("kw-said");
        var go = new Button(Words.say("whatif.ask"), e -> go());
        go.setId("what-if-ask");
        go.addThemeVariants(ButtonVariant.PRIMARY);
        var asked = new Div(lead, form, go);
        asked.addClassNames("kw-zone", "kw-ask");
        add(head, asked, answer);
        var caller = Caller.current();
        background.ask(this, () -> policies.versions(caller), this::bundles);
    }

    private void bundles(Answer<PolicyVersions> found) {
        if (found instanceof Answer.Ok<PolicyVersions>(var versions)) {
            form.bundles(versions.rows().stream().map(PolicyVersion::number).toList());
        }
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        var query = event.getLocation().getQueryParameters();
        if (!query.getParameters().equals(form.toQuery().getParameters())) {
            form.fill(query);
            if (!query.getParameters().isEmpty() && form.complete()) {
                ask();
            }
        }
    }

    private void go() {
        if (form.complete()) {
            ask();
            UI.getCurrent().navigate(WhatIfView.class, form.toQuery());
        }
    }

    private void ask() {
        int mine = ++asking;
        var caller = Caller.current();
        var question = form.question();
        put(States.loading());
        background.ask(this, () -> policies.whatIf(caller, question), found -> {
            if (mine == asking) {
                show(found);
            }
        });
    }

    private void show(Answer<WhatIfAnswer> found) {
        if (!(found instanceof Answer.Ok<WhatIfAnswer>(var said))) {
            put(States.of(found, this::ask));
            return;
        }
        var verdict = new Paragraph(
                Words.say("whatif.verdict." + said.effect(), said.person(), said.app(), times.exact(said.at())));
        verdict.setId("what-if-verdict");
        verdict.addClassNames("kw-said", "kw-strong");
        put(
                new H2(DecisionWords.effect(said.effect())),
                verdict,
                beside(said),
                DecisionFacts.why(said.reasons()),
                DecisionFacts.turn(said.turn(), said.effect()),
                DecisionFacts.known("whatif.known", said.attributes()),
                DecisionFacts.rules(said.rules()),
                new Facts(Words.say("whatif.asked"))
                        .fact("decision.revision", said.revision())
                        .fact(
                                "policies.bundle",
                                said.version() == null
                                        ? Words.say("whatif.bundle.any")
                                        : PolicyWords.version(said.version()))
                        .fact(
                                "decision.engine",
                                Words.say("decision.engine.took", said.engine(), DecisionWords.number(said.micros()))));
    }

    private static Component beside(WhatIfAnswer said) {
        var box = new Div();
        if (said.inForce() != null) {
            var same = said.inForce().equals(said.effect());
            box.add(DecisionFacts.quiet(Words.say(
                    same ? "whatif.inforce.same" : "whatif.inforce.other", DecisionWords.effect(said.inForce()))));
        }
        if (!said.enforced()) {
            box.add(DecisionFacts.quiet(Words.say("whatif.notheld")));
        }
        if (said.shown() != DecisionDetail.Shown.ALL) {
            box.add(DecisionFacts.quiet(
                    Words.say("decision.shown." + said.shown().name())));
        }
        return box;
    }

    private void put(Component... what) {
        answer.removeAll();
        answer.add(what);
    }

    @Override
    public String getPageTitle() {
        return Words.say("whatif.title") + " · Keyward";
    }
}
