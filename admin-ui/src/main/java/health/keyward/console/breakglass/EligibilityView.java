package health.keyward.console.breakglass;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.NativeTableBody;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import health.keyward.console.api.Answer;
import health.keyward.console.api.BreakGlassLists;
import health.keyward.console.api.Caller;
import health.keyward.console.base.Background;
import health.keyward.console.base.Sentence;
import health.keyward.console.base.Shell;
import health.keyward.console.base.States;
import health.keyward.console.base.Times;
import health.keyward.console.base.Words;
import health.keyward.contract.breakglass.BreakGlassEligibility;
import health.keyward.contract.breakglass.BreakGlassEligibilityDraft;
import health.keyward.contract.breakglass.BreakGlassEligible;
import jakarta.annotation.security.RolesAllowed;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who may break the glass: the reviewed list, changed by two people (BG-1). */
@Route(value = EligibilityView.PATH, layout = Shell.class)
@RolesAllowed("system-admin")
public final class EligibilityView extends Main implements BeforeEnterObserver, HasDynamicTitle {
    public static final String PATH = "access/emergency/eligibility";

    private static final String FORM = "breakglass-eligibility";
    private static final int MOST_HOURS = 720;
    private static final int LONGEST_CALL = 300;

    private final transient BreakGlassLists lists;
    private final transient Background background;
    private final Times times;
    private final Sentence sentence = new Sentence();
    private final Div content = new Div();
    private final Div rows = new Div();
    private final IntegerField hours = new IntegerField(Words.say("glass.hours"));
    private final TextField callEn = new TextField(Words.say("glass.call.en"));
    private final TextField callEs = new TextField(Words.say("glass.call.es"));
    private final transient List<BreakGlassEligible> entries = new ArrayList<>();
    private int after;
    private @Nullable Dialog dialog;

    EligibilityView(BreakGlassLists lists, Background background, Clock clock) {
        this.lists = lists;
        this.background = background;
        times = Times.of(UI.getCurrent(), clock);
        setId("eligibility");
        addClassNames("kw-page", "kw-scroll");
        content.addClassName("kw-parts");
        hours.setId("eligibility-hours");
        hours.setMin(0);
        hours.setMax(MOST_HOURS);
        hours.setHelperText(Words.say("glass.hours.hint"));
        callEn.setId("eligibility-call-en");
        callEn.setMaxLength(LONGEST_CALL);
        callEn.setWidthFull();
        callEs.setId("eligibility-call-es");
        callEs.setMaxLength(LONGEST_CALL);
        callEs.setWidthFull();
        var head = new Div(new H1(Words.say("glass.eligibility.title")));
        head.addClassName("kw-head");
        add(head, sentence, content);
        put(States.loading());
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        ask();
    }

    private void ask() {
        var caller = Caller.current();
        background.ask(this, () -> lists.eligibility(caller), this::show);
    }

    private void show(Answer<BreakGlassEligibility> answer) {
        if (!(answer instanceof Answer.Ok<BreakGlassEligibility>(var now))) {
            sentence.say("", "");
            put(States.of(answer, this::ask));
            return;
        }
        sentence.say(
                now.version() == 0
                        ? Words.say("glass.eligibility.none")
                        : Words.say("glass.eligibility.sentence", now.entries().size(), now.version()),
                "");
        fill(now.version(), now.entries(), now.settleHours(), now.callEn(), now.callEs());
        var add = new Button(Words.say("glass.eligible.add"), e -> edit(null));
        add.setId("eligible-add");
        var propose = new Button(Words.say("retain.propose"), e -> propose(""));
        propose.setId("eligibility-propose");
        propose.addThemeVariants(ButtonVariant.PRIMARY);
        var acts = new Div(add, propose);
        acts.addClassName("kw-downloads");
        var who = new Div(new H2(Words.say("glass.eligible")), rows);
        who.addClassName("kw-zone");
        var fields = new Div(hours, callEn, callEs);
        fields.addClassName("kw-fields");
        var rest = new Div(new H2(Words.say("glass.others")), fields);
        rest.addClassName("kw-zone");
        put(who, rest, acts, ListTables.versions(now.versions(), times));
        ListDraft.take(FORM, BreakGlassEligibilityDraft.class).ifPresent(kept -> {
            var draft = kept.list();
            fill(
                    draft.after(),
                    draft.entries() == null ? List.of() : draft.entries(),
                    draft.settleHours(),
                    draft.callEn() == null ? "" : draft.callEn(),
                    draft.callEs() == null ? "" : draft.callEs());
            propose(kept.why());
        });
    }

    private void fill(int from, List<BreakGlassEligible> now, int settle, String en, String es) {
        after = from;
        entries.clear();
        entries.addAll(now);
        hours.setValue(settle);
        callEn.setValue(en);
        callEs.setValue(es);
        renderRows();
    }

    private void renderRows() {
        rows.removeAll();
        rows.setId("eligible-rows");
        if (entries.isEmpty()) {
            rows.add(new Paragraph(Words.say("glass.eligible.none")));
            return;
        }
        var body = new NativeTableBody();
        for (int i = 0; i < entries.size(); i++) {
            var entry = entries.get(i);
            int place = i;
            String name = entry.name() == null ? "" : entry.name();
            body.add(ListTables.row(
                    new Span(EligibleDialog.word(entry.kind())),
                    new Span(name),
                    ListTables.orAll(entry.apps()),
                    ListTables.orAll(entry.dataClasses()),
                    new Span(Words.say(entry.clinical() ? "glass.alone" : "glass.second")),
                    ListTables.acts("eligible-" + i, name, () -> edit(place), () -> {
                        entries.remove(place);
                        renderRows();
                    })));
        }
        rows.add(ListTables.table(
                body, "glass.kind", "glass.name", "map.apps", "map.classes", "glass.how", "glass.acts"));
    }

    private void edit(@Nullable Integer place) {
        open(new EligibleDialog(place == null ? null : entries.get(place), entry -> {
            if (place == null) {
                entries.add(entry);
            } else {
                entries.set(place, entry);
            }
            renderRows();
        }));
    }

    private void propose(String why) {
        var settle = hours.getValue();
        hours.setInvalid(settle == null || settle < 0 || settle > MOST_HOURS);
        if (settle == null || hours.isInvalid()) {
            return;
        }
        var draft = draft(settle, "");
        open(new ListProposalDialog(
                Words.say("glass.propose.title"),
                FORM,
                ListDraft.text(draft),
                why,
                reason -> lists.propose(Caller.current(), draft(settle, reason)),
                () -> {}));
    }

    private BreakGlassEligibilityDraft draft(int settle, String reason) {
        return new BreakGlassEligibilityDraft(
                after,
                List.copyOf(entries),
                settle,
                callEn.getValue().strip(),
                callEs.getValue().strip(),
                reason);
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
        return Words.say("glass.eligibility.title") + " · Keyward";
    }
}
