package health.keyward.console.breakglass;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.HighlightConditions;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import health.keyward.console.api.Answer;
import health.keyward.console.api.Caller;
import health.keyward.console.api.Cases;
import health.keyward.console.base.Asked;
import health.keyward.console.base.Background;
import health.keyward.console.base.Sentence;
import health.keyward.console.base.Shell;
import health.keyward.console.base.States;
import health.keyward.console.base.Times;
import health.keyward.console.base.Words;
import health.keyward.contract.breakglass.BreakGlassCase;
import health.keyward.contract.breakglass.BreakGlassCases;
import jakarta.annotation.security.RolesAllowed;
import java.time.Clock;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which emergency access waits for a review, worst first (BG-16). The address bar is its state; a row opens its file. */
@Route(value = CasesView.PATH, layout = Shell.class)
@RolesAllowed({"system-admin", "privacy-officer", "reviewer"})
public final class CasesView extends Main implements BeforeEnterObserver, HasDynamicTitle {
    public static final String PATH = "access/emergency/cases";

    /** Lists of the page; all but the first are states of the API. */
    enum Show {
        WAITING,
        ASKED,
        ANSWERED,
        CONTESTED,
        CLOSED;

        private String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final transient Cases cases;
    private final transient Background background;
    private final Sentence sentence = new Sentence();
    private final Nav lists = new Nav();
    private final Map<Show, RouterLink> links = new EnumMap<>(Show.class);
    private final Div list = new Div();
    private final CaseGrid grid;
    private @Nullable Show shown;

    CasesView(Cases cases, Background background, Clock clock) {
        this.cases = cases;
        this.background = background;
        grid = new CaseGrid(Times.of(UI.getCurrent(), clock));
        setId("cases-page");
        addClassName("kw-page");
        configureLists();
        grid.addSelectionListener(e -> {
            if (e.isFromClient()) {
                e.getFirstSelectedItem()
                        .ifPresent(one -> UI.getCurrent().navigate(CaseView.class, CaseView.parameters(one.id())));
            }
        });
        list.addClassName("kw-list");
        var head = new Div(new H1(Words.say("cases.title")));
        head.addClassName("kw-head");
        add(head, sentence, lists, list);
        put(States.loading());
    }

    private void configureLists() {
        lists.setId("cases-lists");
        lists.addClassName("kw-lists");
        lists.setAriaLabel(Words.say("cases.lists"));
        for (var one : Show.values()) {
            var link = new RouterLink(Words.say("cases.show." + one.word()), CasesView.class);
            link.setQueryParameters(new Asked.Builder()
                    .put("show", one == Show.WAITING ? null : one.word())
                    .build());
            link.setHighlightCondition(HighlightConditions.never());
            link.setId("cases-" + one.word());
            links.put(one, link);
            lists.add(link);
        }
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        var wanted = new Asked(event.getLocation().getQueryParameters())
                .words("show", Show.class).stream().findFirst().orElse(Show.WAITING);
        if (wanted != shown) {
            shown = wanted;
            links.forEach((one, link) -> {
                if (one == wanted) {
                    link.getElement().setAttribute("aria-current", "page");
                } else {
                    link.getElement().removeAttribute("aria-current");
                }
            });
            ask(wanted);
        }
    }

    private void ask(Show wanted) {
        var caller = Caller.current();
        background.ask(this, () -> cases.queue(caller, wanted == Show.WAITING ? null : wanted.name()), answer -> {
            if (wanted == shown) {
                show(wanted, answer);
            }
        });
    }

    private void show(Show wanted, Answer<BreakGlassCases> answer) {
        if (!(answer instanceof Answer.Ok<BreakGlassCases>(var found))) {
            sentence.say("", "");
            put(States.of(answer, () -> ask(wanted)));
            return;
        }
        long late = found.cases().stream().filter(BreakGlassCase::overdue).count();
        sentence.say(
                Words.say(
                        found.more() ? "cases.sentence.more" : "cases.sentence",
                        found.cases().size()),
                late == 0 ? "" : Words.say("cases.late", late));
        if (found.cases().isEmpty()) {
            put(States.empty("cases.none.title", "cases.none.text"));
            return;
        }
        grid.setItems(found.cases());
        put(grid);
    }

    private void put(Component what) {
        list.removeAll();
        list.add(what);
    }

    @Override
    public String getPageTitle() {
        return Words.say("cases.title") + " · Keyward";
    }
}
