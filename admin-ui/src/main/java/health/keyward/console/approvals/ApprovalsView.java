package health.keyward.console.approvals;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.HighlightConditions;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import health.keyward.console.api.Answer;
import health.keyward.console.api.Approvals;
import health.keyward.console.api.Caller;
import health.keyward.console.api.Recovery;
import health.keyward.console.base.Admission;
import health.keyward.console.base.Asked;
import health.keyward.console.base.Background;
import health.keyward.console.base.Drawer;
import health.keyward.console.base.ListAndDrawer;
import health.keyward.console.base.Sentence;
import health.keyward.console.base.Shell;
import health.keyward.console.base.States;
import health.keyward.console.base.Times;
import health.keyward.console.base.Unfinished;
import health.keyward.console.base.Words;
import health.keyward.contract.Me;
import health.keyward.contract.approval.ProposalDetail;
import health.keyward.contract.approval.ProposalPage;
import health.keyward.contract.approval.ProposalRow;
import health.keyward.contract.approval.ProposalState;
import jakarta.annotation.security.RolesAllowed;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Changes that wait for a second person. The address bar is its state. */
@Route(value = ApprovalsView.PATH, layout = Shell.class)
@RolesAllowed("system-admin")
public final class ApprovalsView extends Main implements BeforeEnterObserver, HasDynamicTitle {
    public static final String PATH = "approvals";
    private static final String RE_ENROLMENT = "re-enrolment";
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final transient Approvals approvals;
    private final transient Recovery recovery;
    private final transient Admission admission;
    private final transient Background background;
    private final Times times;
    private final Sentence sentence = new Sentence();
    private final Nav lists = new Nav();
    private final Map<Which, RouterLink> link = new EnumMap<>(Which.class);
    private final Div list = new Div();
    private final ProposalGrid grid;
    private final ListAndDrawer layout;
    private final Drawer drawer;
    private List<ProposalRow> rows = List.of();
    private @Nullable Which shown;
    private @Nullable String open;
    private int asking;

    ApprovalsView(Approvals approvals, Recovery recovery, Admission admission, Background background, Clock clock) {
        this.approvals = approvals;
        this.recovery = recovery;
        this.admission = admission;
        this.background = background;
        times = Times.of(UI.getCurrent(), clock);
        grid = new ProposalGrid(times);
        drawer = new Drawer(this::step, () -> show(which(), null));
        setId("approvals");
        addClassName("kw-page");
        configureLists();
        grid.addSelectionListener(e -> {
            if (e.isFromClient()) {
                show(which(), e.getFirstSelectedItem().map(ProposalRow::id).orElse(null));
            }
        });
        list.addClassName("kw-list");
        var head = new Div(new H1(Words.say("approvals.title")));
        head.addClassName("kw-head");
        var master = new Div(head, sentence, lists, list);
        master.addClassName("kw-page");
        layout = new ListAndDrawer(master, "440px", () -> show(which(), null));
        add(layout);
    }

    /** Links and no tabs: each list has an address, and what is chosen is the current page. */
    private void configureLists() {
        lists.setId("approvals-lists");
        lists.addClassName("kw-lists");
        lists.setAriaLabel(Words.say("approvals.title"));
        for (var one : Which.values()) {
            var mine = new RouterLink(Words.say("approvals." + one.word()), ApprovalsView.class);
            mine.setQueryParameters(address(one, null));
            mine.setHighlightCondition(HighlightConditions.never());
            mine.setId("approvals-" + one.word());
            link.put(one, mine);
            lists.add(mine);
        }
    }

    private void mark(Which which) {
        link.forEach((one, its) -> {
            if (one == which) {
                its.getElement().setAttribute("aria-current", "page");
            } else {
                its.getElement().removeAttribute("aria-current");
            }
        });
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        var query = event.getLocation().getQueryParameters();
        var which = Which.of(query.getSingleParameter("show").orElse(null));
        if (which != shown) {
            shown = which;
            mark(which);
            ask();
        }
        var wanted = query.getSingleParameter("open")
                .filter(id -> ID.matcher(id).matches())
                .orElse(null);
        if (wanted == null) {
            open = null;
            layout.setDetail(null);
            grid.deselectAll();
        } else if (!wanted.equals(open)) {
            open = wanted;
            detail(wanted);
        }
    }

    private void ask() {
        ask(Caller.current());
    }

    private void ask(Caller caller) {
        int mine = ++asking;
        var which = which();
        var me = admission.of(caller) instanceof Answer.Ok<Me>(var who) ? who.userId() : "";
        put(States.loading());
        background.ask(this, () -> approvals.newest(caller, which.state()), answer -> {
            if (mine == asking) {
                show(which, me, answer);
            }
        });
    }

    private void show(Which which, String me, Answer<ProposalPage> answer) {
        if (!(answer instanceof Answer.Ok<ProposalPage>(var page))) {
            sentence.say("", "");
            put(States.of(answer, this::ask));
            return;
        }
        rows = page.rows().stream().filter(row -> which.holds(row, me)).toList();
        sentence.say(
                Words.say("approvals.sentence." + which.word(), rows.size()),
                page.next() == null ? "" : " " + Words.say("approvals.newest", Approvals.MOST));
        if (rows.isEmpty()) {
            put(States.empty("approvals.empty.title", "approvals.empty." + which.word()));
            return;
        }
        grid.setItems(rows);
        put(grid);
        select();
    }

    private void detail(String id) {
        var caller = Caller.current();
        drawer.show(Words.say("state.loading"), "", States.loading());
        layout.setDetail(drawer);
        select();
        var me = admission.of(caller) instanceof Answer.Ok<Me>(var who) ? who.userId() : "";
        background.ask(this, () -> approvals.detail(caller, id), answer -> {
            if (id.equals(open)) {
                show(id, me, caller, answer);
            }
        });
    }

    private void show(String id, String me, Caller caller, Answer<ProposalDetail> answer) {
        if (!(answer instanceof Answer.Ok<ProposalDetail>(var detail))) {
            drawer.show(Words.say("drawer.name"), "", States.of(answer, () -> detail(id)));
            return;
        }
        var row = detail.row();
        var parts = new ArrayList<Component>();
        if (row.state() == ProposalState.OPEN) {
            parts.add(acts(row, row.proposerId().equals(me), caller));
        }
        if (row.kind().equals(RE_ENROLMENT) && row.state() == ProposalState.EXECUTED) {
            parts.add(new EnrolmentPanel(recovery, background, times, id, caller));
        }
        parts.addAll(new ProposalFacts(times).of(detail));
        drawer.show(
                row.title(), row.proposer() + " · " + times.exact(row.proposedAt()), parts.toArray(Component[]::new));
        DecisionDialog.unfinished(id).ifPresent(kept -> decide(row, DecisionDialog.act(kept), kept, caller));
    }

    private Component acts(ProposalRow row, boolean own, Caller caller) {
        var buttons = new Div();
        buttons.addClassNames("kw-buttons", "kw-group");
        if (own) {
            var note = new Paragraph(Words.say("approvals.own"));
            note.addClassNames("kw-quiet", "kw-said");
            buttons.add(note, button(row, Act.WITHDRAW, caller));
        } else {
            var confirm = button(row, Act.CONFIRM, caller);
            confirm.addThemeVariants(ButtonVariant.PRIMARY);
            buttons.add(confirm, button(row, Act.DECLINE, caller));
        }
        return buttons;
    }

    private Button button(ProposalRow row, Act act, Caller caller) {
        var button = new Button(Words.say("decide." + act.word() + ".button"), e -> decide(row, act, null, caller));
        button.setId("decide-" + act.word());
        button.addThemeVariants(ButtonVariant.SMALL);
        return button;
    }

    private void decide(ProposalRow row, Act act, @Nullable Unfinished kept, Caller caller) {
        new DecisionDialog(approvals, row, act, kept, () -> {
                    ask(caller);
                    detail(row.id());
                })
                .open();
    }

    private void step(int by) {
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).id().equals(open) && i + by >= 0 && i + by < rows.size()) {
                show(which(), rows.get(i + by).id());
                return;
            }
        }
    }

    private void select() {
        rows.stream().filter(row -> row.id().equals(open)).findFirst().ifPresentOrElse(grid::select, grid::deselectAll);
    }

    private static void show(Which which, @Nullable String id) {
        UI.getCurrent().navigate(ApprovalsView.class, address(which, id));
    }

    private static QueryParameters address(Which which, @Nullable String id) {
        return new Asked.Builder()
                .put("show", which == Which.WAITING ? null : which.word())
                .put("open", id)
                .build();
    }

    private Which which() {
        return shown == null ? Which.WAITING : shown;
    }

    private void put(Component what) {
        list.removeAll();
        list.add(what);
    }

    @Override
    public String getPageTitle() {
        return Words.say("approvals.title") + " · Keyward";
    }
}
