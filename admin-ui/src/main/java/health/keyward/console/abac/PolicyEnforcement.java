package health.keyward.console.abac;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeTableBody;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import health.keyward.console.base.Words;
import health.keyward.contract.abac.PolicyMode;
import health.keyward.contract.abac.PolicyState;
import org.jspecify.annotations.Nullable;

/** Whether people are held to the answers, in the realm and app by app. */
final class PolicyEnforcement extends Div {
    private final transient Switch propose;

    /** Proposes another mode. */
    @FunctionalInterface
    interface Switch {
        /**
         * @param app null for the realm
         * @param mode null, for an app: as the realm
         */
        void to(@Nullable String app, @Nullable PolicyMode mode);
    }

    PolicyEnforcement(PolicyState state, Switch propose) {
        this.propose = propose;
        setId("policy-enforcement");
        addClassName("kw-zone");
        var said = new Paragraph(Words.say("policies.enforcement.text"));
        said.addClassName("kw-said");
        var body = new NativeTableBody();
        var whole = new Span(Words.say("policies.realm"));
        whole.addClassName("kw-strong");
        body.add(PolicyWords.row(
                whole,
                PolicyWords.mode(state.mode()),
                button("realm", null, other(state.mode()), Words.say("policies.realm"))));
        for (var app : state.apps()) {
            var named = app.name() == null ? app.id() : app.name();
            var acts = new Div(button(app.id(), app.id(), other(app.mode()), named));
            acts.addClassName("kw-tools");
            if (app.own()) {
                acts.add(button(app.id() + "-realm", app.id(), null, named));
            }
            var mode = new Div(PolicyWords.mode(app.mode()));
            if (!app.own()) {
                var as = new Span(" " + Words.say("policies.asrealm"));
                as.addClassName("kw-said");
                mode.add(as);
            }
            body.add(PolicyWords.row(new Span(named), mode, acts));
        }
        add(
                new H2(Words.say("policies.enforcement")),
                said,
                PolicyWords.table(body, "policies.app", "policies.mode", "policies.change"));
    }

    private static PolicyMode other(PolicyMode mode) {
        return mode == PolicyMode.ENFORCE ? PolicyMode.RECORD : PolicyMode.ENFORCE;
    }

    private Component button(String id, @Nullable String app, @Nullable PolicyMode mode, String named) {
        var word = mode == null ? "policies.to.realm" : "policies.to." + mode.name();
        var button = new Button(Words.say(word), e -> propose.to(app, mode));
        button.setId("enforce-" + id);
        button.setAriaLabel(Words.say(word) + ": " + named);
        button.addThemeVariants(ButtonVariant.SMALL);
        return button;
    }
}
