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
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteParameters;
import com.vaadin.flow.spring.security.AuthenticationContext;
import health.keyward.console.api.Answer;
import health.keyward.console.api.Caller;
import health.keyward.console.api.Cases;
import health.keyward.console.base.Background;
import health.keyward.console.base.Facts;
import health.keyward.console.base.Sentence;
import health.keyward.console.base.Shell;
import health.keyward.console.base.States;
import health.keyward.console.base.Times;
import health.keyward.console.base.Words;
import health.keyward.contract.breakglass.BreakGlassCaseFile;
import health.keyward.contract.breakglass.BreakGlassCaseVerdict;
import health.keyward.contract.breakglass.BreakGlassCheck;
import jakarta.annotation.security.RolesAllowed;
import java.time.Clock;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The file of one review: the grant, what was done under it, what speaks for and against it, questions and verdicts (BG-12, BG-14). */
@Route(value = CasesView.PATH + "/:case", layout = Shell.class)
@RolesAllowed({"system-admin", "privacy-officer", "reviewer"})
public final class CaseView extends Main implements BeforeEnterObserver, HasDynamicTitle {
    private final transient Cases cases;
    private final transient Background background;
    private final Times times;
    private final boolean seesAll;
    private final H1 title = new H1(Words.say("cases.one"));
    private final Sentence sentence = new Sentence();
    private final Div content = new Div();
    private String id = "";
    private @Nullable Dialog dialog;

    CaseView(Cases cases, Background background, Clock clock, AuthenticationContext signedIn) {
        this.cases = cases;
        this.background = background;
        times = Times.of(UI.getCurrent(), clock);
        seesAll = signedIn.hasAnyRole("system-admin", "privacy-officer");
        setId("case");
        addClassNames("kw-page", "kw-scroll");
        content.addClassName("kw-parts");
        var head = new Div(title);
        head.addClassName("kw-head");
        add(head, sentence, content);
        put(States.loading());
    }

    static RouteParameters parameters(String id) {
        return new RouteParameters("case", id);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        id = event.getRouteParameters().get("case").orElse("");
        ask();
    }

    private void ask() {
        var caller = Caller.current();
        var wanted = id;
        background.ask(this, () -> cases.file(caller, wanted), answer -> {
            if (wanted.equals(id)) {
                show(answer);
            }
        });
    }

    private void show(Answer<BreakGlassCaseFile> answer) {
        if (answer instanceof Answer.Forbidden<BreakGlassCaseFile>(var problem)
                && problem.type().endsWith(":own-case")) {
            put(States.empty("cases.own.title", "cases.own.text"));
        } else if (answer instanceof Answer.Ok<BreakGlassCaseFile>(var file)) {
            fill(file);
            VerdictDialog.unfinished(id).ifPresent(kept -> open(new VerdictDialog(cases, file, kept, this::fill)));
            CaseWordDialog.unfinished(cases, id, this::fill).ifPresent(this::open);
        } else {
            put(States.of(answer, this::ask));
        }
    }

    private void fill(BreakGlassCaseFile file) {
        var review = file.review();
        title.setText(Words.say("cases.of", review.username()));
        sentence.say(
                Words.say(
                        review.used() == 0 ? "cases.file.blank" : "cases.file.sentence",
                        CaseWords.state(review),
                        review.used(),
                        times.brief(review.dueAt())),
                review.overdue() ? Words.say("cases.overdue") : "");
        put(
                acts(file),
                zone("case-grant", grant(file), words(file)),
                zone("case-signs", signs(file)),
                zone("case-uses", new H2(Words.say("cases.uses")), uses(file)),
                zone("case-questions", new H2(Words.say("cases.questions")), questions(file)),
                zone("case-verdicts", new H2(Words.say("cases.verdicts")), verdicts(file)));
    }

    /** Why somebody may not act is said; the buttons are not there then. */
    private Component acts(BreakGlassCaseFile file) {
        var acts = new Div();
        acts.setId("case-acts");
        acts.addClassName("kw-downloads");
        if (file.review().state().equals("CLOSED")) {
            return acts;
        }
        if (file.hindrance() != null) {
            acts.add(new Paragraph(CaseWords.of("hindrance", file.hindrance())));
        } else {
            var judge =
                    button("case-judge", "cases.judge", () -> open(new VerdictDialog(cases, file, null, this::fill)));
            judge.addThemeVariants(ButtonVariant.PRIMARY);
            judge.setEnabled(!file.review().running());
            acts.add(judge);
            if (!file.review().state().equals("ASKED")) {
                acts.add(button(
                        "case-ask", "cases.ask", () -> open(CaseWordDialog.question(cases, id, "", this::fill))));
            }
        }
        if (seesAll) {
            acts.add(button(
                    "case-assign", "cases.assign", () -> open(CaseWordDialog.reviewer(cases, id, "", this::fill))));
        }
        return acts;
    }

    private static Button button(String id, String key, Runnable act) {
        var button = new Button(Words.say(key), e -> act.run());
        button.setId(id);
        return button;
    }

    private Component grant(BreakGlassCaseFile file) {
        var grant = file.grant();
        return Facts.ofPage(Words.say("cases.grant"))
                .fact("cases.column.reason", grant.reason() + " (" + grant.purpose() + ")")
                .id("cases.patient", grant.patient())
                .fact("cases.apps", String.join(", ", grant.apps()))
                .fact("cases.class", grant.dataClass() + ", " + grant.action())
                .fact("cases.from", times.exact(grant.from()))
                .fact(
                        "cases.until",
                        times.exact(grant.endedAt() == null ? grant.until() : grant.endedAt())
                                + (grant.endReason() == null ? "" : ", " + grant.endReason()))
                .fact("cases.waived", grant.mfaWaived() ? Words.say("glass.yes") : null)
                .fact("cases.degraded", grant.degraded() ? Words.say("glass.yes") : null)
                .id("cases.cosigner", grant.coSigner())
                .fact("cases.column.reviewer", file.review().reviewer())
                .id("cases.id", grant.id());
    }

    private static Component words(BreakGlassCaseFile file) {
        return Facts.ofPage(Words.say("cases.words"))
                .fact("cases.said", file.words())
                .fact("cases.remarks", CaseWords.all("remark", file.remarks()));
    }

    private static Component signs(BreakGlassCaseFile file) {
        var facts = Facts.ofPage(Words.say("cases.signs"));
        for (var fact : file.facts()) {
            facts.named(CaseWords.of("fact", fact.fact()), new Span(CaseWords.of("known", fact.known())));
        }
        return facts;
    }

    private Component uses(BreakGlassCaseFile file) {
        if (file.uses().isEmpty()) {
            return new Paragraph(Words.say("cases.uses.none"));
        }
        var body = new NativeTableBody();
        for (var use : file.uses()) {
            body.add(ListTables.row(
                    new Span(times.exact(use.at())),
                    new Span(CaseWords.of("use", use.kind())),
                    new Span(use.app() == null ? "" : use.app()),
                    new Span(use.what()),
                    new Span(use.outcome())));
        }
        return ListTables.table(body, "map.at", "glass.kind", "cases.app", "cases.what", "cases.outcome");
    }

    private Component questions(BreakGlassCaseFile file) {
        if (file.questions().isEmpty()) {
            return new Paragraph(Words.say("cases.questions.none"));
        }
        var body = new NativeTableBody();
        for (var word : file.questions()) {
            body.add(ListTables.row(
                    new Span(times.exact(word.at())),
                    new Span(CaseWords.of("word", word.kind())),
                    new Span(word.by()),
                    new Span(word.words())));
        }
        return ListTables.table(body, "map.at", "glass.kind", "column.actor", "cases.words");
    }

    private Component verdicts(BreakGlassCaseFile file) {
        if (file.verdicts().isEmpty()) {
            return new Paragraph(Words.say("cases.verdicts.none"));
        }
        var body = new NativeTableBody();
        for (var verdict : file.verdicts()) {
            body.add(ListTables.row(
                    new Span(times.exact(verdict.at())),
                    new Span(CaseWords.of("disposition", verdict.disposition())),
                    new Span(verdict.by()),
                    new Span(checklist(verdict)),
                    new Span(verdict.note())));
        }
        return ListTables.table(body, "map.at", "cases.verdict", "column.actor", "cases.checklist", "cases.note");
    }

    private static String checklist(BreakGlassCaseVerdict verdict) {
        return verdict.checklist().stream().map(CaseView::said).collect(Collectors.joining("; "));
    }

    private static String said(BreakGlassCheck check) {
        return check.item() == null || check.answer() == null
                ? ""
                : CaseWords.of("item", check.item()) + " " + CaseWords.of("answer", check.answer());
    }

    private static Div zone(String id, Component... what) {
        var zone = new Div(what);
        zone.setId(id);
        zone.addClassName("kw-zone");
        return zone;
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
        return Words.say("cases.one") + " · Keyward";
    }
}
