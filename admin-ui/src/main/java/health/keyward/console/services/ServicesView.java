package health.keyward.console.services;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import health.keyward.console.api.Answer;
import health.keyward.console.api.Approvals;
import health.keyward.console.api.Caller;
import health.keyward.console.api.People;
import health.keyward.console.api.Query;
import health.keyward.console.api.ServiceAccounts;
import health.keyward.console.base.Asked;
import health.keyward.console.base.Background;
import health.keyward.console.base.Drawer;
import health.keyward.console.base.Facts;
import health.keyward.console.base.Icons;
import health.keyward.console.base.KeysetPages;
import health.keyward.console.base.ListAndDrawer;
import health.keyward.console.base.Paged;
import health.keyward.console.base.Sentence;
import health.keyward.console.base.Shell;
import health.keyward.console.base.States;
import health.keyward.console.base.Times;
import health.keyward.console.base.Words;
import health.keyward.contract.inactivity.InactivityServiceAccount;
import health.keyward.contract.inactivity.InactivityServiceHalt;
import health.keyward.contract.inactivity.InactivityServicePage;
import health.keyward.contract.inactivity.InactivityServicePolicy;
import health.keyward.contract.inactivity.InactivityServiceState;
import jakarta.annotation.security.RolesAllowed;
import java.time.Clock;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Clients with credentials of their own: who answers for each, when it was last used, where it stands. The address bar is its state. */
@Route(value = ServicesView.PATH, layout = Shell.class)
@RolesAllowed("system-admin")
public final class ServicesView extends Main implements BeforeEnterObserver, HasDynamicTitle {
    public static final String PATH = "access/service-accounts";

    private final transient ServiceAccounts accounts;
    private final transient Approvals approvals;
    private final transient People people;
    private final transient Background background;
    private final Times times;
    private final Sentence sentence = new Sentence();
    private final ServiceChips chips;
    private final ServiceGrid grid;
    private final Paged<InactivityServiceAccount> rows;
    private final Div halted = new Div();
    private final Div list = new Div();
    private final ListAndDrawer layout;
    private final Drawer drawer;
    private final Button policy = new Button(Words.say("services.policy"), e -> policy());
    private ServiceFilter filter = ServiceFilter.ALL;
    private transient @Nullable InactivityServicePolicy held;
    private @Nullable String shown;
    private @Nullable String open;
    private @Nullable Dialog dialog;
    private int asking;

    ServicesView(ServiceAccounts accounts, Approvals approvals, People people, Background background, Clock clock) {
        this.accounts = accounts;
        this.approvals = approvals;
        this.people = people;
        this.background = background;
        times = Times.of(UI.getCurrent(), clock);
        chips = new ServiceChips(next -> go(next, null));
        grid = new ServiceGrid(times);
        rows = new Paged<>(grid);
        drawer = new Drawer(this::step, () -> go(filter, null));
        setId("services");
        addClassName("kw-page");
        grid.addSelectionListener(e -> {
            if (e.isFromClient()) {
                go(
                        filter,
                        e.getFirstSelectedItem()
                                .map(InactivityServiceAccount::id)
                                .orElse(null));
            }
        });
        policy.setId("service-policy-open");
        policy.addThemeVariants(ButtonVariant.SMALL);
        policy.setEnabled(false);
        list.addClassName("kw-list");
        var tools = new Div(policy);
        tools.addClassName("kw-tools");
        var head = new Div(new H1(Words.say("services.title")), tools);
        head.addClassName("kw-head");
        var master = new Div(head, sentence, halted, chips, list);
        master.addClassName("kw-page");
        layout = new ListAndDrawer(master, "400px", () -> go(filter, null));
        add(layout);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        var query = event.getLocation().getQueryParameters();
        filter = ServiceFilter.of(query);
        open = new Asked(query).one("open");
        chips.show(filter);
        var wanted = filter.question().toString();
        if (wanted.equals(shown)) {
            client();
        } else {
            shown = wanted;
            ask(Caller.current());
        }
    }

    private void ask(Caller caller) {
        int mine = ++asking;
        layout.setDetail(null);
        put(States.loading());
        background.ask(this, () -> accounts.policy(caller), answer -> {
            if (mine != asking) {
                return;
            }
            if (answer instanceof Answer.Ok<InactivityServicePolicy>(var found)) {
                held = found;
                policy.setEnabled(true);
                show(found.halt());
                list(caller, mine, found);
            } else {
                refused(answer);
            }
        });
    }

    /** Nothing when the policy goes its way. */
    private void show(@Nullable InactivityServiceHalt halt) {
        halted.removeAll();
        if (halt != null) {
            var decide = new Button(Words.say("services.goon"), e -> open(new GoOnDialog(approvals, halt)));
            decide.setId("services-go-on");
            decide.addThemeVariants(ButtonVariant.SMALL);
            var line = new Div(
                    Icons.of("info"),
                    new Span(Words.say("services.halted", times.ago(halt.since()), halt.clients())),
                    decide);
            line.setId("services-halted");
            line.addClassNames("kw-banner", "kw-red");
            line.getElement().setAttribute("role", "status");
            halted.add(line);
            GoOnDialog.unfinished().ifPresent(kept -> open(new GoOnDialog(approvals, halt).with(kept)));
        }
    }

    private void list(Caller caller, int mine, InactivityServicePolicy found) {
        var question = filter.question();
        background.ask(this, () -> accounts.list(caller, question, null, Paged.SIZE), answer -> {
            if (mine != asking) {
                return;
            }
            if (answer instanceof Answer.Ok<InactivityServicePage>(var page)) {
                show(caller, question, page, found);
            } else {
                refused(answer);
            }
        });
    }

    private void refused(Answer<?> answer) {
        sentence.say("", "");
        put(States.of(answer, () -> ask(Caller.current())));
    }

    private void show(Caller caller, Query question, InactivityServicePage page, InactivityServicePolicy found) {
        sentence.say(ServiceWords.sentence(page, found), "");
        ServicePolicyDialog.unfinished()
                .ifPresent(kept -> open(new ServicePolicyDialog(accounts, found, times, () -> ask(caller)).with(kept)));
        if (page.rows().isEmpty()) {
            put(States.empty("services.empty.title", "services.empty"));
            return;
        }
        rows.show(
                new KeysetPages.Slice<>(page.rows(), page.next()),
                (cursor, limit) -> more(caller, question, cursor, limit));
        put(grid);
        client();
        for (var row : page.rows()) {
            for (var act : ServiceDialog.Act.values()) {
                ServiceDialog.unfinished(row, act)
                        .ifPresent(kept -> open(dialog(row, act, caller).with(kept)));
            }
        }
    }

    private KeysetPages.Slice<InactivityServiceAccount> more(
            Caller caller, Query question, @Nullable String cursor, int limit) {
        var answer = accounts.list(caller, question, cursor, limit);
        if (answer instanceof Answer.Ok<InactivityServicePage>(var page)) {
            return new KeysetPages.Slice<>(page.rows(), page.next());
        }
        Notification.show(States.line(answer));
        return KeysetPages.Slice.nothing();
    }

    /** Shows which is chosen, as far as it is among the rows at hand. */
    private void client() {
        var id = open;
        rows.select(row -> row.id().equals(id));
        rows.find(row -> row.id().equals(id)).ifPresentOrElse(this::show, () -> layout.setDetail(null));
    }

    private void show(InactivityServiceAccount one) {
        var facts = new Facts(Words.say("services.client"))
                .fact("services.owner", ServiceWords.owner(one))
                .fact("column.state", ServiceWords.state(one))
                .fact("services.since", times.exact(one.since()))
                .fact("services.next", ServiceWords.next(one, times))
                .fact("services.kept", one.kept() ? Words.say("services.kept.yes") : null);
        var use = new Facts(Words.say("services.used"))
                .fact("services.use.own", ServiceWords.use(one.ownUse(), times))
                .fact("services.use.people", ServiceWords.use(one.otherUse(), times))
                .fact("services.acts", Words.say(one.acts() ? "services.acts.yes" : "services.acts.no"))
                .fact("services.seen", times.exact(one.firstSeen()))
                .id("services.key", one.id());
        var buttons = new Div(button(one, ServiceDialog.Act.OWN));
        buttons.addClassNames("kw-buttons", "kw-group");
        if (one.enabled() && !one.kept()) {
            buttons.add(button(one, ServiceDialog.Act.DISABLE));
        } else if (!one.enabled() && one.state() == InactivityServiceState.DISABLED) {
            buttons.add(button(one, ServiceDialog.Act.RESTORE));
        }
        drawer.show(one.clientId(), Objects.requireNonNullElse(one.name(), ""), facts, use, buttons);
        layout.setDetail(drawer);
    }

    private Button button(InactivityServiceAccount one, ServiceDialog.Act act) {
        var button = new Button(Words.say("services." + act.word()), e -> open(dialog(one, act, Caller.current())));
        button.setId("service-" + act.word());
        button.addThemeVariants(ButtonVariant.SMALL);
        return button;
    }

    private ServiceDialog dialog(InactivityServiceAccount one, ServiceDialog.Act act, Caller caller) {
        return new ServiceDialog(accounts, people, one, act, () -> ask(caller));
    }

    private void policy() {
        var now = held;
        if (now != null) {
            var caller = Caller.current();
            open(new ServicePolicyDialog(accounts, now, times, () -> ask(caller)));
        }
    }

    private void open(Dialog next) {
        dialog = next;
        next.open();
    }

    private void step(int by) {
        var id = open;
        rows.find(row -> row.id().equals(id))
                .flatMap(row -> rows.beside(row, by))
                .ifPresent(row -> go(filter, row.id()));
    }

    private static void go(ServiceFilter filter, @Nullable String id) {
        UI.getCurrent()
                .navigate(
                        ServicesView.class,
                        filter.put(new Asked.Builder()).put("open", id).build());
    }

    private void put(Component what) {
        list.removeAll();
        list.add(what);
    }

    @Override
    protected void onDetach(DetachEvent event) {
        if (dialog != null) {
            dialog.close();
            dialog = null;
        }
    }

    @Override
    public String getPageTitle() {
        return Words.say("services.title") + " · Keyward";
    }
}
