package health.keyward.console.abac;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.NativeTableBody;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import health.keyward.console.api.Answer;
import health.keyward.console.api.Caller;
import health.keyward.console.api.Policies;
import health.keyward.console.base.Background;
import health.keyward.console.base.Sentence;
import health.keyward.console.base.Shell;
import health.keyward.console.base.States;
import health.keyward.console.base.Times;
import health.keyward.console.base.Words;
import health.keyward.contract.abac.PolicyAct;
import health.keyward.contract.abac.PolicyDetail;
import health.keyward.contract.abac.PolicyMode;
import health.keyward.contract.abac.PolicyReplay;
import health.keyward.contract.abac.PolicyReplays;
import health.keyward.contract.abac.PolicyState;
import health.keyward.contract.abac.PolicySteps;
import jakarta.annotation.security.RolesAllowed;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What people are decided by: the bundle in use, how far it is enforced, other bundles, and every change (AB-8). */
@Route(value = PoliciesView.PATH, layout = Shell.class)
@RolesAllowed("system-admin")
public final class PoliciesView extends Main implements BeforeEnterObserver, HasDynamicTitle {
    public static final String PATH = "policy/policies";
    private static final String BUNDLE = "bundle";

    private final transient Policies policies;
    private final transient Background background;
    private final Times times;
    private final Sentence sentence = new Sentence();
    private final Div content = new Div();
    private final Div history = new Div();
    private final PolicyVersionsZone versions;
    private @Nullable PolicyState state;
    private @Nullable Dialog dialog;
    private @Nullable Dialog proposal;
    private @Nullable String wanted;

    PoliciesView(Policies policies, Background background, Clock clock) {
        this.policies = policies;
        this.background = background;
        times = Times.of(UI.getCurrent(), clock);
        versions = new PolicyVersionsZone(
                policies,
                background,
                times,
                number -> UI.getCurrent()
                        .navigate(PoliciesView.class, QueryParameters.of(BUNDLE, Long.toString(number))));
        setId("policies");
        addClassNames("kw-page", "kw-scroll");
        history.setId("policy-steps");
        history.addClassName("kw-zone");
        content.addClassName("kw-parts");
        var head = new Div(new H1(Words.say("policies.title")));
        head.addClassName("kw-head");
        put(States.loading());
        add(head, sentence, content);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        wanted = event.getLocation()
                .getQueryParameters()
                .getSingleParameter(BUNDLE)
                .filter(number -> number.matches("[0-9]{1,9}"))
                .orElse(null);
        closeDialog();
        ask();
    }

    private void ask() {
        var caller = Caller.current();
        background.ask(this, () -> policies.state(caller), this::show);
        background.ask(this, () -> policies.versions(caller), versions::show);
        background.ask(this, () -> policies.steps(caller), this::changes);
    }

    private void show(Answer<PolicyState> answer) {
        if (answer instanceof Answer.Ok<PolicyState>(var now)) {
            state = now;
            render(now);
            openWanted();
        } else {
            state = null;
            sentence.say("", "");
            put(States.of(answer, this::ask));
        }
    }

    private void changes(Answer<PolicySteps> answer) {
        if (answer instanceof Answer.Ok<PolicySteps>(var steps)) {
            changes(steps);
        } else {
            history.removeAll();
            history.add(new H2(Words.say("policies.steps")), new Paragraph(States.line(answer)));
        }
    }

    private void render(PolicyState now) {
        sentence.say(said(now), "");
        put(new PolicyInUse(times, now, acts(now)), new PolicyEnforcement(now, this::enforce), versions, history);
    }

    private static String said(PolicyState now) {
        if (now.active().failure() != null) {
            return Words.say("policies.sentence.none");
        }
        long differ = now.apps().stream().filter(PolicyState.App::own).count();
        return Words.say(
                now.mode() == PolicyMode.ENFORCE ? "policies.sentence.enforced" : "policies.sentence.recorded",
                PolicyWords.version(now.active().version()),
                differ);
    }

    private Component[] acts(PolicyState now) {
        List<Component> acts = new ArrayList<>();
        Long before = now.before();
        if (before != null) {
            var back = new Button(
                    Words.say("policies.rollback"),
                    e -> propose(
                            "rollback",
                            Words.say("policies.rollback.what", PolicyWords.version(before)),
                            PolicyAct.ROLLBACK,
                            before));
            back.setId("policy-rollback");
            acts.add(back);
        }
        if (now.shadow() != null) {
            var end = new Button(
                    Words.say("policies.shadow.end"),
                    e -> propose("shadow:none", Words.say("policies.shadow.end.what"), PolicyAct.SHADOW, null));
            end.setId("policy-shadow-end");
            acts.add(end);
        }
        return acts.toArray(new Component[0]);
    }

    private void changes(PolicySteps steps) {
        history.removeAll();
        history.add(new H2(Words.say("policies.steps")));
        if (steps.rows().isEmpty()) {
            history.add(new Paragraph(Words.say("policies.steps.none")));
            return;
        }
        var body = new NativeTableBody();
        for (var step : steps.rows()) {
            var at = new Span(times.ago(step.at()));
            at.setTitle(times.exact(step.at()));
            body.add(PolicyWords.row(
                    new Span(Long.toString(step.number())),
                    new Span(Words.of(step.act())),
                    new Span(PolicyWords.version(step.active())),
                    new Span(PolicyWords.version(step.shadow())),
                    new Span(Words.of(step.mode()) + (step.apps() == 0 ? "" : " + " + step.apps())),
                    at,
                    new Span(Words.say("map.by.two", step.by())),
                    new Span(step.reason())));
        }
        history.add(PolicyWords.table(
                body,
                "policies.step",
                "policies.act",
                "policies.decides",
                "policies.watches",
                "policies.mode",
                "map.at",
                "map.by",
                "map.why"));
    }

    private void openWanted() {
        var number = wanted;
        var now = state;
        if (number == null || now == null || dialog != null) {
            return;
        }
        long version = Long.parseLong(number);
        switch (policies.version(Caller.current(), version)) {
            case Answer.Ok<PolicyDetail>(var detail) -> {
                var shown = new PolicyDialog(
                        policies,
                        background,
                        times,
                        version,
                        now.active().version(),
                        detail,
                        acts(now, version, detail));
                shown.addOpenedChangeListener(e -> {
                    if (!e.isOpened() && wanted != null) {
                        UI.getCurrent().navigate(PoliciesView.class);
                    }
                });
                open(shown);
            }
            case Answer<PolicyDetail> other -> Notification.show(States.line(other));
        }
    }

    private Component[] acts(PolicyState now, long version, PolicyDetail detail) {
        List<Component> acts = new ArrayList<>();
        var watching = now.shadow();
        if (version != now.active().version()
                && (watching == null || watching.version() != version)
                && detail.failed().isEmpty()) {
            var watch = new Button(
                    Words.say("policies.shadow"),
                    e -> propose(
                            "shadow:" + version,
                            Words.say("policies.shadow.what", PolicyWords.version(version)),
                            PolicyAct.SHADOW,
                            version));
            watch.setId("policy-watch");
            acts.add(watch);
        }
        if (version != now.active().version()
                && (version == 0 || detail.obstacles().isEmpty())) {
            var publish = new Button(Words.say("policies.publish"), e -> publish(version, detail));
            publish.setId("policy-publish");
            publish.addThemeVariants(ButtonVariant.PRIMARY);
            acts.add(publish);
        }
        return acts.toArray(new Component[0]);
    }

    private void propose(String form, String what, PolicyAct act, @Nullable Long version) {
        long after = state == null ? 0 : state.step();
        offer(new PolicyProposalDialog(
                "policy:" + form, what, why -> policies.propose(Caller.current(), act, version, after, why, null)));
    }

    /** Who publishes says that they know what would be decided otherwise (AB-7). */
    private void publish(long version, PolicyDetail detail) {
        switch (policies.replays(Caller.current())) {
            case Answer.Ok<PolicyReplays>(var replays) -> {
                long after = state == null ? 0 : state.step();
                var newest = newest(replays, version, detail);
                var acknowledged = newest != null && newest.turns() > 0 ? newest.id() : null;
                offer(new PolicyProposalDialog(
                                "policy:publish:" + version,
                                Words.say("policies.publish.what", PolicyWords.version(version)),
                                why -> policies.propose(
                                        Caller.current(), PolicyAct.PUBLISH, version, after, why, acknowledged))
                        .knowing(replayed(version, newest), acknowledged != null));
            }
            case Answer<PolicyReplays> other -> Notification.show(States.line(other));
        }
    }

    /** By content where it is known: the bundle of the installation may be another by now, which whoever reads the proposal finds out. */
    private static @Nullable PolicyReplay newest(PolicyReplays replays, long version, PolicyDetail detail) {
        var known = detail.version();
        return replays.rows().stream()
                .filter(one -> one.state() == PolicyReplay.State.DONE)
                .filter(one -> known == null
                        ? one.version() == version && one.revision().equals(detail.revision())
                        : one.sha256().equals(known.sha256()))
                .max(Comparator.comparing(
                        PolicyReplay::ended, Comparator.nullsFirst(Comparator.<Instant>naturalOrder())))
                .orElse(null);
    }

    private static Component replayed(long version, @Nullable PolicyReplay newest) {
        var said = new Paragraph(
                newest == null
                        ? Words.say("replay.norun")
                        : Words.say(
                                "replay.run",
                                DecisionWords.number(newest.turns()),
                                DecisionWords.number(newest.compared())));
        var link = new Anchor(
                ReplaysView.PATH
                        + (newest == null
                                ? "?" + ReplaysView.BUNDLE + "=" + version
                                : "?" + ReplaysView.OPEN + "=" + newest.id()),
                Words.say(newest == null ? "replay.torun" : "replay.tosee"));
        link.addClassName("kw-link");
        link.getElement().setAttribute("target", "_blank");
        return new Div(said, link);
    }

    private void enforce(@Nullable String app, @Nullable PolicyMode mode) {
        long after = state == null ? 0 : state.step();
        var where = app == null ? Words.say("policies.realm") : app;
        var what = mode == null
                ? Words.say("policies.to.realm.what", where)
                : Words.say("policies.to." + mode.name() + ".what", where);
        offer(new PolicyProposalDialog(
                "policy:enforce:" + where, what, why -> policies.enforce(Caller.current(), app, mode, after, why)));
    }

    private void offer(Dialog next) {
        proposal = next;
        next.open();
    }

    private void open(Dialog next) {
        dialog = next;
        next.open();
    }

    private void put(Component... what) {
        content.removeAll();
        content.add(what);
    }

    private void closeDialog() {
        if (dialog != null) {
            var shown = dialog;
            dialog = null;
            shown.close();
        }
    }

    @Override
    protected void onDetach(DetachEvent event) {
        wanted = null;
        closeDialog();
        if (proposal != null) {
            proposal.close();
        }
    }

    @Override
    public String getPageTitle() {
        return Words.say("policies.title") + " · Keyward";
    }
}
