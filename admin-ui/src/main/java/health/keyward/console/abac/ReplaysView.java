package health.keyward.console.abac;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.NativeTableBody;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.progressbar.ProgressBar;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.shared.Registration;
import health.keyward.console.api.Answer;
import health.keyward.console.api.Caller;
import health.keyward.console.api.Policies;
import health.keyward.console.base.Asked;
import health.keyward.console.base.Background;
import health.keyward.console.base.Sentence;
import health.keyward.console.base.Shell;
import health.keyward.console.base.States;
import health.keyward.console.base.Times;
import health.keyward.console.base.Words;
import health.keyward.contract.abac.PolicyReplay;
import health.keyward.contract.abac.PolicyReplays;
import health.keyward.contract.abac.PolicyVersion;
import health.keyward.contract.abac.PolicyVersions;
import jakarta.annotation.security.RolesAllowed;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a bundle would have decided otherwise (AB-7). Replays go on without this page and are found again here. */
@Route(value = ReplaysView.PATH, layout = Shell.class)
@RolesAllowed("system-admin")
public final class ReplaysView extends Main implements BeforeEnterObserver, HasDynamicTitle {
    public static final String PATH = "policy/replays";
    static final String BUNDLE = "bundle";
    static final String OPEN = "open";
    private static final int FOLLOW_MILLIS = 2_000;
    private static final int USUAL_DAYS = 7;
    private static final int MOST_DAYS = 366;
    private static final String HOUSE = "0";

    private final transient Policies policies;
    private final transient Background background;
    private final Times times;
    private final Sentence sentence = new Sentence();
    private final Select<String> bundle = new Select<>();
    private final IntegerField days = new IntegerField(Words.say("replays.days"));
    private final Paragraph trouble = new Paragraph();
    private final Div list = new Div();
    private final Div detail = new Div();
    private @Nullable Registration polls;
    private @Nullable String open;
    private boolean running;
    private boolean asked;

    ReplaysView(Policies policies, Background background, Clock clock) {
        this.policies = policies;
        this.background = background;
        times = Times.of(UI.getCurrent(), clock);
        setId("replays");
        addClassNames("kw-page", "kw-scroll");
        var head = new Div(new H1(Words.say("replays.title")));
        head.addClassName("kw-head");
        list.setId("replays-list");
        list.addClassName("kw-zone");
        detail.setId("replay");
        detail.setVisible(false);
        list.add(States.loading());
        add(head, sentence, order(), list, detail);
        var caller = Caller.current();
        background.ask(this, () -> policies.versions(caller), this::bundles);
    }

    private Div order() {
        bundle.setId("replay-bundle");
        bundle.setLabel(Words.say("whatif.bundle"));
        bundle.setItemLabelGenerator(number -> PolicyWords.version(Long.valueOf(number)));
        bundle.setItems(HOUSE);
        bundle.setValue(HOUSE);
        days.setId("replay-days");
        days.setMin(1);
        days.setMax(MOST_DAYS);
        days.setStepButtonsVisible(true);
        days.setValue(USUAL_DAYS);
        var go = new Button(Words.say("replays.go"), e -> go());
        go.setId("replay-go");
        go.addThemeVariants(ButtonVariant.PRIMARY);
        trouble.setId("replay-trouble");
        trouble.addClassName("kw-trouble");
        trouble.getElement().setAttribute("role", "alert");
        trouble.setVisible(false);
        var lead = new Paragraph(Words.say("replays.lead"));
        lead.addClassName("kw-said");
        var fields = new Div(bundle, days);
        fields.addClassName("kw-grid-fields");
        var box = new Div(lead, fields, trouble, go);
        box.addClassNames("kw-zone", "kw-ask");
        return box;
    }

    private void bundles(Answer<PolicyVersions> found) {
        if (found instanceof Answer.Ok<PolicyVersions>(var versions)) {
            var chosen = bundle.getValue();
            var items = new ArrayList<String>();
            versions.rows().stream()
                    .map(PolicyVersion::number)
                    .map(String::valueOf)
                    .forEach(items::add);
            items.add(HOUSE);
            if (!items.contains(chosen)) {
                items.add(chosen);
            }
            bundle.setItems(items);
            bundle.setValue(chosen);
        }
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        var query = new Asked(event.getLocation().getQueryParameters());
        var wanted = query.one(BUNDLE);
        if (wanted != null && wanted.matches("[0-9]{1,9}") && !wanted.equals(bundle.getValue())) {
            bundle.setItems(wanted, HOUSE);
            bundle.setValue(wanted);
        }
        var next = query.one(OPEN);
        if (next == null) {
            open = null;
            detail.setVisible(false);
        } else if (!next.equals(open)) {
            open = next;
            detail.removeAll();
            detail.add(States.loading());
            detail.setVisible(true);
        }
        ask();
    }

    private void ask() {
        if (asked) {
            return;
        }
        asked = true;
        var caller = Caller.current();
        var id = open;
        background.ask(this, () -> policies.replays(caller), answer -> {
            asked = false;
            show(answer);
        });
        if (id != null) {
            background.ask(this, () -> policies.replay(caller, id), answer -> {
                if (id.equals(open)) {
                    one(answer);
                }
            });
        }
    }

    private void show(Answer<PolicyReplays> answer) {
        list.removeAll();
        if (!(answer instanceof Answer.Ok<PolicyReplays>(var replays))) {
            sentence.say("", "");
            list.add(States.of(answer, this::ask));
            return;
        }
        long under = replays.rows().stream().filter(ReplayWords::open).count();
        running = under > 0;
        getUI().ifPresent(ui -> ui.setPollInterval(running ? FOLLOW_MILLIS : Shell.NOTICE_END_MILLIS));
        sentence.say(
                replays.rows().isEmpty()
                        ? ""
                        : Words.say("replays.sentence", replays.rows().size(), under),
                "");
        if (replays.rows().isEmpty()) {
            list.add(States.empty("replays.empty.title", "replays.empty.text"));
            return;
        }
        list.add(new H2(Words.say("replays.list")), table(replays.rows()));
    }

    private Component table(List<PolicyReplay> replays) {
        var body = new NativeTableBody();
        for (var one : replays) {
            var at = new Span(times.ago(one.at()));
            at.setTitle(times.exact(one.at()));
            var revision = new Span(one.revision());
            revision.addClassName("kw-mono");
            var look = new Button(
                    Words.say("policies.file.look"),
                    e -> UI.getCurrent().navigate(ReplaysView.class, QueryParameters.of(OPEN, one.id())));
            look.setId("replay-look-" + one.id());
            look.setAriaLabel(Words.say("replays.look.of", PolicyWords.version(one.version()), times.exact(one.at())));
            look.addThemeVariants(ButtonVariant.SMALL);
            body.add(PolicyWords.row(
                    new Span(PolicyWords.version(one.version())),
                    revision,
                    new Span(times.brief(one.from()) + " – " + times.brief(one.to())),
                    at,
                    new Span(one.by()),
                    state(one),
                    new Span(ReplayWords.open(one) ? "–" : DecisionWords.number(one.turns())),
                    look));
        }
        return PolicyWords.table(
                body,
                "policies.bundle",
                "policies.revision",
                "replays.time",
                "replays.at",
                "map.by",
                "replays.state",
                "replays.turns",
                "policies.file.look");
    }

    private Component state(PolicyReplay one) {
        if (!ReplayWords.open(one)) {
            return ReplayWords.sign(one);
        }
        var bar = new ProgressBar(0, Math.max(1, one.total()), Math.min(one.done(), Math.max(1, one.total())));
        bar.getElement().setAttribute("aria-label", Words.say("replays.progress"));
        var words = new Span(ReplayWords.progress(one));
        words.addClassNames("kw-quiet", "kw-num");
        var stop = new Button(Words.say("replays.cancel"), e -> cancel(one.id()));
        stop.setId("replay-cancel-" + one.id());
        stop.addThemeVariants(ButtonVariant.SMALL);
        var box = new Div(bar, words, stop);
        box.addClassName("kw-under-way");
        return box;
    }

    private void one(Answer<PolicyReplay> answer) {
        detail.removeAll();
        if (answer instanceof Answer.Ok<PolicyReplay>(var replay)) {
            detail.add(new ReplayFacts(replay, times));
        } else {
            detail.add(States.of(answer, this::ask));
        }
    }

    private void go() {
        var back = days.getValue();
        days.setInvalid(back == null || back < 1 || back > MOST_DAYS);
        days.setErrorMessage(Words.say("replays.days.bad", MOST_DAYS));
        if (days.isInvalid() || back == null) {
            return;
        }
        trouble.setVisible(false);
        switch (policies.orderReplay(Caller.current(), Long.parseLong(bundle.getValue()), back)) {
            case Answer.Ok<PolicyReplay>(var replay) ->
                UI.getCurrent().navigate(ReplaysView.class, QueryParameters.of(OPEN, replay.id()));
            case Answer<PolicyReplay> other -> trouble(States.line(other));
        }
    }

    private void cancel(String id) {
        if (policies.cancelReplay(Caller.current(), id) instanceof Answer.Ok<PolicyReplay>) {
            trouble.setVisible(false);
        } else {
            trouble(Words.say("replays.notcanceled"));
        }
        ask();
    }

    private void trouble(String words) {
        trouble.setText(words);
        trouble.setVisible(true);
    }

    @Override
    protected void onAttach(AttachEvent event) {
        polls = event.getUI().addPollListener(e -> {
            if (running) {
                ask();
            }
        });
    }

    @Override
    protected void onDetach(DetachEvent event) {
        event.getUI().setPollInterval(Shell.NOTICE_END_MILLIS);
        if (polls != null) {
            polls.remove();
        }
    }

    @Override
    public String getPageTitle() {
        return Words.say("replays.title") + " · Keyward";
    }
}
