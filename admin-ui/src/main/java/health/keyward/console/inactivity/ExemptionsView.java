package health.keyward.console.inactivity;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import health.keyward.console.api.Answer;
import health.keyward.console.api.Caller;
import health.keyward.console.api.Inactivity;
import health.keyward.console.api.People;
import health.keyward.console.api.Query;
import health.keyward.console.base.Asked;
import health.keyward.console.base.Background;
import health.keyward.console.base.Chip;
import health.keyward.console.base.Drawer;
import health.keyward.console.base.Facts;
import health.keyward.console.base.Icons;
import health.keyward.console.base.KeysetPages;
import health.keyward.console.base.ListAndDrawer;
import health.keyward.console.base.Paged;
import health.keyward.console.base.Picks;
import health.keyward.console.base.Sentence;
import health.keyward.console.base.Shell;
import health.keyward.console.base.States;
import health.keyward.console.base.Times;
import health.keyward.console.base.Words;
import health.keyward.contract.inactivity.InactivityExemption;
import health.keyward.contract.inactivity.InactivityExemptionKind;
import health.keyward.contract.inactivity.InactivityExemptionPage;
import jakarta.annotation.security.RolesAllowed;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Whose account is left alone for a while, and who is on leave (IN-8, IN-9). The address bar is its state. */
@Route(value = ExemptionsView.PATH, layout = Shell.class)
@RolesAllowed("system-admin")
public final class ExemptionsView extends Main implements BeforeEnterObserver, HasDynamicTitle {
    public static final String PATH = "access/inactive/exemptions";

    /**
     * @param standing only those that are not over
     * @param person id
     */
    private record Filter(
            @Nullable InactivityExemptionKind kind,
            boolean standing,
            @Nullable String person,
            @Nullable String open) {
        Query question() {
            return Query.none()
                    .with("kind", kind == null ? null : kind.name())
                    .with("standing", standing ? "YES" : null)
                    .with("person", person);
        }

        QueryParameters address() {
            return new Asked.Builder()
                    .put("kind", kind == null ? null : kind.name().toLowerCase(Locale.ROOT))
                    .put("standing", standing ? "yes" : null)
                    .put("person", person)
                    .put("open", open)
                    .build();
        }

        Filter open(@Nullable String id) {
            return new Filter(kind, standing, person, id);
        }
    }

    private final transient Inactivity inactivity;
    private final transient People people;
    private final transient Background background;
    private final transient Clock clock;
    private final Times times;
    private final Sentence sentence = new Sentence();
    private final Chip kind;
    private final Chip standing;
    private final Chip person;
    private final ExemptionGrid grid;
    private final Paged<InactivityExemption> rows;
    private final Div list = new Div();
    private final ListAndDrawer layout;
    private final Drawer drawer;
    private transient Filter filter = new Filter(null, false, null, null);
    private @Nullable String shown;
    private @Nullable Dialog dialog;
    private int asking;

    ExemptionsView(Inactivity inactivity, People people, Background background, Clock clock) {
        this.inactivity = inactivity;
        this.people = people;
        this.background = background;
        this.clock = clock;
        times = Times.of(UI.getCurrent(), clock);
        grid = new ExemptionGrid(times);
        rows = new Paged<>(grid);
        drawer = new Drawer(this::step, () -> go(filter.open(null)));
        setId("exemptions-page");
        addClassName("kw-page");
        kind = new Chip(
                "chip-kind",
                Words.say("dormant.exemption.kind"),
                () -> Picks.one(
                        Words.say("dormant.exemption.kind"),
                        Stream.of(InactivityExemptionKind.values())
                                .map(InactivityExemptionKind::name)
                                .toList(),
                        name -> Words.of(InactivityExemptionKind.valueOf(name)),
                        filter.kind() == null ? null : filter.kind().name(),
                        name -> go(new Filter(
                                InactivityExemptionKind.valueOf(name), filter.standing(), filter.person(), null))),
                () -> go(new Filter(null, filter.standing(), filter.person(), null)));
        standing = new Chip(
                "chip-standing",
                Words.say("column.state"),
                () -> Picks.one(
                        Words.say("column.state"),
                        List.of("YES"),
                        word -> Words.say("dormant.exemption.standing"),
                        filter.standing() ? "YES" : null,
                        word -> go(new Filter(filter.kind(), true, filter.person(), null))),
                () -> go(new Filter(filter.kind(), false, filter.person(), null)));
        person = new Chip(
                "chip-person",
                Words.say("chip.person"),
                () -> Picks.text(
                        Words.say("chip.person"),
                        Words.say("dormant.person.hint"),
                        filter.person(),
                        text -> true,
                        text -> go(new Filter(filter.kind(), filter.standing(), text, null))),
                () -> go(new Filter(filter.kind(), filter.standing(), null, null)));
        grid.addSelectionListener(e -> {
            if (e.isFromClient()) {
                go(filter.open(
                        e.getFirstSelectedItem().map(InactivityExemption::id).orElse(null)));
            }
        });
        list.addClassName("kw-list");
        layout = new ListAndDrawer(master(), "400px", () -> go(filter.open(null)));
        add(layout);
    }

    private Component master() {
        var propose = new Button(Words.say("dormant.exemption.propose"), Icons.of("plus"), e -> open(dialog()));
        propose.setId("exemption-add");
        propose.addThemeVariants(ButtonVariant.SMALL);
        var tools = new Div(propose);
        tools.addClassName("kw-tools");
        var head = new Div(new H1(Words.say("dormant.exemptions.title")), tools);
        head.addClassName("kw-head");
        var chips = new Div(kind, standing, person);
        chips.addClassName("kw-chips");
        chips.getElement().setAttribute("role", "group").setAttribute("aria-label", Words.say("chip.group"));
        var master = new Div(head, sentence, new RoomLinks(ExemptionsView.class), chips, list);
        master.addClassName("kw-page");
        return master;
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        var asked = new Asked(event.getLocation().getQueryParameters());
        filter = new Filter(
                asked.words("kind", InactivityExemptionKind.class).stream()
                        .findFirst()
                        .orElse(null),
                "yes".equalsIgnoreCase(asked.one("standing")),
                asked.one("person"),
                asked.one("open"));
        List.of(kind, standing, person).forEach(Chip::close);
        kind.show(filter.kind() == null ? null : Words.of(filter.kind()));
        standing.show(filter.standing() ? Words.say("dormant.exemption.standing") : null);
        person.show(filter.person());
        var wanted = filter.question().toString();
        if (wanted.equals(shown)) {
            chosen();
        } else {
            shown = wanted;
            ask();
        }
    }

    private void ask() {
        var caller = Caller.current();
        int mine = ++asking;
        var question = filter.question();
        layout.setDetail(null);
        put(States.loading());
        background.ask(this, () -> inactivity.exemptions(caller, question, null, Paged.SIZE), answer -> {
            if (mine == asking) {
                show(caller, question, answer);
            }
        });
    }

    private void show(Caller caller, Query question, Answer<InactivityExemptionPage> answer) {
        if (!(answer instanceof Answer.Ok<InactivityExemptionPage>(var first))) {
            sentence.say("", "");
            put(States.of(answer, this::ask));
            return;
        }
        sentence.say(Words.say("dormant.exemptions.sentence"), "");
        ExemptionDialog.unfinished().ifPresent(kept -> open(dialog().with(kept)));
        if (first.rows().isEmpty()) {
            put(States.empty("dormant.exemptions.empty.title", "dormant.exemptions.empty.text"));
            return;
        }
        rows.show(
                new KeysetPages.Slice<>(first.rows(), first.next()),
                (cursor, limit) -> more(caller, question, cursor, limit));
        put(grid);
        if (filter.person() != null) {
            person.show(ExemptionWords.person(first.rows().getFirst()));
        }
        chosen();
        first.rows().forEach(one -> EndDialog.unfinished(one).ifPresent(kept -> open(end(one).with(kept))));
    }

    private KeysetPages.Slice<InactivityExemption> more(
            Caller caller, Query question, @Nullable String cursor, int limit) {
        var answer = inactivity.exemptions(caller, question, cursor, limit);
        if (answer instanceof Answer.Ok<InactivityExemptionPage>(var page)) {
            return new KeysetPages.Slice<>(page.rows(), page.next());
        }
        Notification.show(States.line(answer));
        return KeysetPages.Slice.nothing();
    }

    /** Shows what is chosen, as far as it is among the rows at hand. */
    private void chosen() {
        var id = filter.open();
        rows.select(row -> row.id().equals(id));
        rows.find(row -> row.id().equals(id)).ifPresentOrElse(this::show, () -> layout.setDetail(null));
    }

    private void show(InactivityExemption one) {
        var what = new Facts(Words.of(one.kind()))
                .fact("column.state", ExemptionWords.state(one))
                .fact("dormant.from", times.exact(one.from()))
                .fact("coverage.until", times.exact(one.until()))
                .fact("dormant.exemption.signin", one.blocks() ? Words.say("dormant.exemption.shut") : null)
                .fact("end.reason", one.reason())
                .fact("coverage.owner", person(one.owner(), ExemptionWords.owner(one)));
        var who = new Facts(Words.say("dormant.exemption.agreed"))
                .fact("dormant.exemption.at", times.exact(one.approvedAt()))
                .fact("glass.proposer", person(one.proposedBy(), ExemptionWords.name(one.proposedByName())))
                .fact("dormant.exemption.by", person(one.approvedBy(), ExemptionWords.name(one.approvedByName())))
                .fact("retain.approval", approval(one));
        var ended = new Facts(Words.say("dormant.exemption.ended"))
                .fact("dormant.exemption.at", one.endedAt() == null ? null : times.exact(one.endedAt()))
                .fact("end.reason", one.endReason());
        var buttons = new Div(person(one.userId(), Words.say("coverage.person")));
        buttons.addClassNames("kw-buttons", "kw-group");
        if (ExemptionWords.endable(one)) {
            var end = new Button(Words.say("dormant.exemption.end"), e -> open(end(one)));
            end.setId("exemption-end");
            end.addThemeVariants(ButtonVariant.SMALL);
            buttons.add(end);
        }
        drawer.show(ExemptionWords.person(one), Words.of(one.kind()), what, who, ended, buttons);
        layout.setDetail(drawer);
    }

    private static Anchor person(String id, String words) {
        return link("people/" + id, words);
    }

    /** An exemption has the id of the proposal it came from. */
    private static Anchor approval(InactivityExemption one) {
        return link("approvals?show=done&open=" + one.id(), Words.say("retain.approval.open"));
    }

    private static Anchor link(String href, String words) {
        var link = new Anchor(href, words);
        link.addClassName("kw-link");
        link.getElement().setAttribute("router-link", true);
        return link;
    }

    private ExemptionDialog dialog() {
        return new ExemptionDialog(inactivity, people, times, clock);
    }

    private EndDialog end(InactivityExemption one) {
        return new EndDialog(inactivity, one, this::ask);
    }

    private void open(Dialog next) {
        dialog = next;
        next.open();
    }

    private void step(int by) {
        var id = filter.open();
        rows.find(row -> row.id().equals(id))
                .flatMap(row -> rows.beside(row, by))
                .ifPresent(row -> go(filter.open(row.id())));
    }

    /** The address of those of a kind that are not over. */
    static QueryParameters standing(InactivityExemptionKind kind) {
        return new Filter(kind, true, null, null).address();
    }

    private static void go(Filter next) {
        UI.getCurrent().navigate(ExemptionsView.class, next.address());
    }

    private void put(Component what) {
        list.removeAll();
        list.add(what);
    }

    @Override
    protected void onDetach(DetachEvent event) {
        if (dialog != null) {
            dialog.close();
        }
    }

    @Override
    public String getPageTitle() {
        return Words.say("dormant.exemptions.title") + " · Keyward";
    }
}
