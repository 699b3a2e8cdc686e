package health.keyward.console.inactivity;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import health.keyward.console.api.Answer;
import health.keyward.console.api.Caller;
import health.keyward.console.api.Inactivity;
import health.keyward.console.base.Background;
import health.keyward.console.base.Icons;
import health.keyward.console.base.Sentence;
import health.keyward.console.base.Shell;
import health.keyward.console.base.States;
import health.keyward.console.base.Times;
import health.keyward.console.base.VaadinWords;
import health.keyward.console.base.Words;
import health.keyward.contract.inactivity.InactivityPolicies;
import jakarta.annotation.security.RolesAllowed;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What accounts are held to: the policies in force, a draft of others, tried dry before they are activated (IN-3, IN-4, IN-6). */
@Route(value = InactivityPoliciesView.PATH, layout = Shell.class)
@RolesAllowed("system-admin")
public final class InactivityPoliciesView extends Main implements BeforeEnterObserver, HasDynamicTitle {
    public static final String PATH = "access/inactive/policies";

    private final transient Inactivity inactivity;
    private final transient Background background;
    private final transient Clock clock;
    private final Times times;
    private final Sentence sentence = new Sentence();
    private final Div content = new Div();
    private final Div pending = new Div();
    private final Span pendingWords = new Span();
    private final Div conflicts = new Div();
    private final DatePicker baseline = new DatePicker(Words.say("dormant.baseline"));
    private final PolicyList list = new PolicyList(this::edit, this::remove);
    private final Button add = new Button(Words.say("dormant.policy.add"), Icons.of("plus"), e -> edit(-1));
    private final Button preview = new Button(Words.say("dormant.preview"), e -> preview(""));
    private @Nullable InactivityPolicies inForce;
    private @Nullable Dialog dialog;

    InactivityPoliciesView(Inactivity inactivity, Background background, Clock clock) {
        this.inactivity = inactivity;
        this.background = background;
        this.clock = clock;
        times = Times.of(UI.getCurrent(), clock);
        setId("inactivity-policies-page");
        addClassNames("kw-page", "kw-scroll");
        add.setId("policy-add");
        preview.setId("policies-preview");
        preview.addThemeVariants(ButtonVariant.PRIMARY);
        var tools = new Div(add, preview);
        tools.addClassName("kw-tools");
        var head = new Div(new H1(Words.say("dormant.policies.title")), tools);
        head.addClassName("kw-head");
        configurePending();
        configureBaseline();
        conflicts.setId("policy-conflicts");
        content.addClassName("kw-parts");
        put(States.loading());
        add(head, sentence, new RoomLinks(InactivityPoliciesView.class), content);
    }

    private void configurePending() {
        var away = new Button(Words.say("map.discard"), e -> {
            PolicyDraft.forget();
            render();
        });
        away.setId("policies-discard");
        away.addThemeVariants(ButtonVariant.SMALL);
        pending.setId("policies-pending");
        pending.addClassName("kw-banner");
        pending.getElement().setAttribute("role", "status");
        pending.add(Icons.of("info"), pendingWords, away);
    }

    private void configureBaseline() {
        baseline.setId("policies-baseline");
        baseline.setLocale(Words.locale());
        baseline.setI18n(VaadinWords.datePicker());
        baseline.setMax(LocalDate.ofInstant(clock.instant(), times.zone()));
        baseline.setHelperText(Words.say("dormant.baseline.hint"));
        baseline.addValueChangeListener(e -> {
            if (e.isFromClient() && e.getValue() != null && !baseline.isInvalid()) {
                keep(draft().from(e.getValue().atStartOfDay(times.zone()).toInstant()));
            }
        });
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        ask();
    }

    private void ask() {
        var caller = Caller.current();
        background.ask(this, () -> inactivity.policies(caller), this::show);
    }

    private void show(Answer<InactivityPolicies> answer) {
        if (!(answer instanceof Answer.Ok<InactivityPolicies>(var now))) {
            sentence.say("", "");
            preview.setEnabled(false);
            put(States.of(answer, this::ask));
            return;
        }
        inForce = now;
        render();
        ActivateDialog.unfinished().ifPresent(this::preview);
    }

    private void render() {
        var now = inForce;
        if (now == null) {
            return;
        }
        var draft = draft();
        boolean none = now.version() == 0;
        boolean changed = !Set.copyOf(draft.policies()).equals(Set.copyOf(now.policies()))
                || !none && !draft.baseline().equals(now.baseline());
        boolean overtaken = changed && draft.after() != now.version();
        sentence.say(sentence(now), "");
        pendingWords.setText(Words.say(overtaken ? "map.overtaken" : "dormant.policies.pending"));
        preview.setEnabled((changed || none) && !overtaken && !draft.policies().isEmpty());
        baseline.setValue(LocalDate.ofInstant(draft.baseline(), times.zone()));
        conflicts.removeAll();
        now.conflicts().forEach(one -> {
            var line = new Div(Icons.of("info"), new Span(Words.say("dormant.conflict", one.policy(), one.other())));
            line.addClassName("kw-banner");
            conflicts.add(line);
        });
        list.show(draft.policies(), none ? draft.policies() : now.policies());
        var zone = new Div(baseline);
        zone.addClassName("kw-zone");
        put(
                changed ? pending : new Div(),
                conflicts,
                zone,
                draft.policies().isEmpty()
                        ? States.empty("dormant.policies.empty.title", "dormant.policies.empty.text")
                        : list);
    }

    private String sentence(InactivityPolicies now) {
        var at = now.activatedAt();
        return now.version() == 0 || at == null
                ? Words.say("dormant.policies.none")
                : Words.say(
                        "dormant.policies.sentence",
                        now.policies().size(),
                        now.version(),
                        times.ago(at),
                        now.activatedBy() == null ? "–" : now.activatedBy(),
                        now.reason() == null ? "–" : now.reason());
    }

    private PolicyDraft draft() {
        return PolicyDraft.kept().orElseGet(() -> {
            var now = inForce;
            Instant from = now == null || now.baseline() == null
                    ? clock.instant().truncatedTo(ChronoUnit.DAYS)
                    : now.baseline();
            return now == null
                    ? new PolicyDraft(0, from, List.of())
                    : new PolicyDraft(now.version(), from, now.policies());
        });
    }

    private void edit(int place) {
        var policies = draft().policies();
        var taken = new HashSet<String>();
        for (int i = 0; i < policies.size(); i++) {
            if (i != place) {
                taken.add(policies.get(i).name());
            }
        }
        open(new PolicyDialog(
                place < 0 ? null : policies.get(place), taken, policy -> keep(draft().with(place, policy))));
    }

    private void remove(int place) {
        keep(draft().without(place));
    }

    private void keep(PolicyDraft draft) {
        draft.keep();
        render();
    }

    private void preview(String why) {
        open(new ActivateDialog(inactivity, background, draft(), why, this::ask));
    }

    private void open(Dialog next) {
        dialog = next;
        next.open();
    }

    private void put(Component... what) {
        content.removeAll();
        content.add(what);
    }

    @Override
    protected void onDetach(DetachEvent event) {
        if (dialog != null) {
            dialog.close();
        }
    }

    @Override
    public String getPageTitle() {
        return Words.say("dormant.policies.title") + " · Keyward";
    }
}
