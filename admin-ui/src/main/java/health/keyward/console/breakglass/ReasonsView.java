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
import com.vaadin.flow.component.html.Span;
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
import health.keyward.contract.breakglass.BreakGlassReason;
import health.keyward.contract.breakglass.BreakGlassReasons;
import health.keyward.contract.breakglass.BreakGlassReasonsDraft;
import jakarta.annotation.security.RolesAllowed;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Why the glass may be broken: the list of reasons with their HL7 codes, changed by two people (BG-6). */
@Route(value = ReasonsView.PATH, layout = Shell.class)
@RolesAllowed("system-admin")
public final class ReasonsView extends Main implements BeforeEnterObserver, HasDynamicTitle {
    public static final String PATH = "access/emergency/reasons";

    private static final String FORM = "breakglass-reasons";

    private final transient BreakGlassLists lists;
    private final transient Background background;
    private final Times times;
    private final Sentence sentence = new Sentence();
    private final Div content = new Div();
    private final Div rows = new Div();
    private final TextField sensitive = new TextField(Words.say("glass.sensitive"));
    private final transient List<BreakGlassReason> reasons = new ArrayList<>();
    private int after;
    private @Nullable Dialog dialog;

    ReasonsView(BreakGlassLists lists, Background background, Clock clock) {
        this.lists = lists;
        this.background = background;
        times = Times.of(UI.getCurrent(), clock);
        setId("reasons");
        addClassNames("kw-page", "kw-scroll");
        content.addClassName("kw-parts");
        rows.setId("reason-rows");
        sensitive.setId("reasons-sensitive");
        sensitive.setWidthFull();
        sensitive.setHelperText(Words.say("glass.sensitive.hint"));
        var head = new Div(new H1(Words.say("glass.reasons.title")));
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
        background.ask(this, () -> lists.reasons(caller), this::show);
    }

    private void show(Answer<BreakGlassReasons> answer) {
        if (!(answer instanceof Answer.Ok<BreakGlassReasons>(var now))) {
            sentence.say("", "");
            put(States.of(answer, this::ask));
            return;
        }
        sentence.say(
                now.version() == 0
                        ? Words.say("glass.reasons.shipped", now.reasons().size())
                        : Words.say("glass.reasons.sentence", now.reasons().size(), now.version()),
                "");
        fill(now.version(), now.reasons(), now.sensitive());
        var add = new Button(Words.say("glass.reason.add"), e -> edit(null));
        add.setId("reason-add");
        var propose = new Button(Words.say("retain.propose"), e -> propose(""));
        propose.setId("reasons-propose");
        propose.addThemeVariants(ButtonVariant.PRIMARY);
        var acts = new Div(add, propose);
        acts.addClassName("kw-downloads");
        var zone = new Div(new H2(Words.say("glass.reasons")), rows);
        zone.addClassName("kw-zone");
        var fields = new Div(sensitive);
        fields.addClassName("kw-fields");
        put(zone, fields, acts, ListTables.versions(now.versions(), times));
        ListDraft.take(FORM, BreakGlassReasonsDraft.class).ifPresent(kept -> {
            var draft = kept.list();
            fill(
                    draft.after(),
                    draft.reasons() == null ? List.of() : draft.reasons(),
                    draft.sensitive() == null ? List.of() : draft.sensitive());
            propose(kept.why());
        });
    }

    private void fill(int from, List<BreakGlassReason> now, List<String> classes) {
        after = from;
        reasons.clear();
        reasons.addAll(now);
        sensitive.setValue(String.join(", ", classes));
        renderRows();
    }

    private void renderRows() {
        rows.removeAll();
        var body = new NativeTableBody();
        for (int i = 0; i < reasons.size(); i++) {
            var reason = reasons.get(i);
            int place = i;
            var code = new Span(reason.code());
            code.addClassName("kw-mono");
            String text = Words.locale().getLanguage().equals("es") ? reason.es() : reason.en();
            body.add(ListTables.row(
                    new Span(text),
                    code,
                    new Span(ReasonDialog.purpose(reason.purpose())),
                    new Span(Words.say("glass.minutes.of", reason.minutes())),
                    new Span(Words.say(reason.textDemanded() ? "glass.yes" : "glass.no")),
                    ListTables.orAll(reason.dataClasses()),
                    ListTables.acts(
                            "reason-" + i, reason.code() == null ? "" : reason.code(), () -> edit(place), () -> {
                                reasons.remove(place);
                                renderRows();
                            })));
        }
        rows.add(ListTables.table(
                body,
                "glass.text",
                "glass.code",
                "glass.purpose",
                "glass.minutes",
                "glass.words.head",
                "map.classes",
                "glass.acts"));
    }

    private void edit(@Nullable Integer place) {
        open(new ReasonDialog(place == null ? null : reasons.get(place), reason -> {
            if (place == null) {
                reasons.add(reason);
            } else {
                reasons.set(place, reason);
            }
            renderRows();
        }));
    }

    private void propose(String why) {
        var draft = draft("");
        open(new ListProposalDialog(
                Words.say("glass.propose.title"),
                FORM,
                ListDraft.text(draft),
                why,
                reason -> lists.propose(Caller.current(), draft(reason)),
                () -> {}));
    }

    private BreakGlassReasonsDraft draft(String reason) {
        return new BreakGlassReasonsDraft(after, List.copyOf(reasons), ListTables.split(sensitive.getValue()), reason);
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
        return Words.say("glass.reasons.title") + " · Keyward";
    }
}
