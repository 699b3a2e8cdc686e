package health.keyward.console.abac;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import health.keyward.console.base.Facts;
import health.keyward.console.base.Times;
import health.keyward.console.base.Words;
import health.keyward.contract.abac.PolicyState;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What decides, what watches, and how the bundle of the installation stands. */
final class PolicyInUse extends Div {
    private final Times times;

    PolicyInUse(Times times, PolicyState state, Component... acts) {
        this.times = times;
        setId("policy-in-use");
        addClassName("kw-zone");
        add(new H2(Words.say("policies.inuse")));
        var house = state.house();
        if (state.active().failure() != null) {
            add(PolicyWords.failure(state.active().failure()));
        }
        if (!house.trouble().isEmpty()) {
            var trouble = new Paragraph(Words.say("policies.trouble", house.trouble()));
            trouble.setId("policy-house-trouble");
            trouble.addClassName("kw-trouble");
            add(trouble);
        }
        add(facts("policies.decides", state.active()));
        if (state.shadow() != null) {
            add(facts("policies.watches", state.shadow()));
        }
        add(new Facts(Words.say("policies.house.title"))
                .fact("policies.source", Words.of(house.source()))
                .id("policies.revision", house.revision())
                .fact("policies.signed", Words.say(house.signed() ? "policies.signed.yes" : "policies.signed.no"))
                .fact("policies.confirmed", ago(house.confirmedAt()))
                .fact("policies.tried", ago(house.triedAt()))
                .fact(
                        "policies.stale",
                        house.staleSeconds() == null
                                ? null
                                : Words.say(
                                        "policies.minutes",
                                        Duration.ofSeconds(house.staleSeconds()).toMinutes())));
        var tools = new Div(acts);
        tools.addClassName("kw-tools");
        add(tools);
    }

    private Facts facts(String title, PolicyState.InUse use) {
        return new Facts(Words.say(title))
                .fact("policies.bundle", PolicyWords.version(use.version()))
                .id("policies.revision", use.revision())
                .fact("policies.engine", use.engine() == null ? null : Words.say("policies.engine." + use.engine()))
                .fact("policies.since", use.since() == null ? Words.say("policies.always") : times.exact(use.since()))
                .fact("map.by", use.by());
    }

    private @Nullable String ago(@Nullable Instant at) {
        return at == null ? null : times.exact(at);
    }
}
