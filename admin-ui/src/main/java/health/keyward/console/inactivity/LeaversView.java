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
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import health.keyward.console.api.Caller;
import health.keyward.console.api.Departures;
import health.keyward.console.api.People;
import health.keyward.console.api.Query;
import health.keyward.console.base.Asked;
import health.keyward.console.base.Background;
import health.keyward.console.base.Chip;
import health.keyward.console.base.Facts;
import health.keyward.console.base.Icons;
import health.keyward.console.base.KeysetPages;
import health.keyward.console.base.Picks;
import health.keyward.console.base.Sentence;
import health.keyward.console.base.Shell;
import health.keyward.console.base.Times;
import health.keyward.console.base.Words;
import health.keyward.contract.inactivity.InactivityLeaver;
import health.keyward.contract.inactivity.InactivityLeaverPage;
import jakarta.annotation.security.RolesAllowed;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Who leaves or has left, the clock of each app and partner, and what is late (IN-15). The address bar is its state. */
@Route(value = LeaversView.PATH, layout = Shell.class)
@RolesAllowed("system-admin")
public final class LeaversView extends Main implements BeforeEnterObserver, HasDynamicTitle {
    public static final String PATH = "access/inactive/leavers";

    /** What the API tells apart. */
    private enum Stage {
        WAITING,
        OUT,
        CANCELLED;

        String words() {
            return Words.say("dormant.leaver.stage." + name());
        }

        static @Nullable Stage of(@Nullable String word) {
            return Arrays.stream(values())
                    .filter(one -> one.name().equalsIgnoreCase(word))
                    .findFirst()
                    .orElse(null);
        }
    }

    /**
     * @param access only those who may still have access somewhere
     * @param person id
     */
    private record Filter(
            @Nullable Stage stage, boolean access, @Nullable String person) {
        Query question() {
            return Query.none()
                    .with("state", stage == null ? null : stage.name())
                    .with("open", access ? "YES" : null)
                    .with("person", person);
        }

        void go(@Nullable String open) {
            UI.getCurrent()
                    .navigate(
                            LeaversView.class,
                            new Asked.Builder()
                                    .put(
                                            "state",
                                            stage == null ? null : stage.name().toLowerCase(Locale.ROOT))
                                    .put("access", access ? "yes" : null)
                                    .put("person", person)
                                    .put("open", open)
                                    .build());
        }
    }

    private final transient Departures departures;
    private final transient People people;
    private final Times times;
    private final Sentence sentence = new Sentence();
    private final Chip stage;
    private final Chip access;
    private final Chip person;
    private final transient RowsAndDrawer<InactivityLeaver> rows;
    private transient Filter filter = new Filter(null, false, null);
    private @Nullable String shown;
    private @Nullable Dialog dialog;

    LeaversView(Departures departures, People people, Background background, Clock clock) {
        this.departures = departures;
        this.people = people;
        times = Times.of(UI.getCurrent(), clock);
        rows = new RowsAndDrawer<>(
                new LeaverGrid(times), InactivityLeaver::id, background, id -> filter.go(id), this::show);
        setId("leavers-page");
        addClassName("kw-page");
        stage = new Chip(
                "chip-state",
                Words.say("column.state"),
                () -> Picks.one(
                        Words.say("column.state"),
                        Stream.of(Stage.values()).map(Stage::name).toList(),
                        name -> Stage.valueOf(name).words(),
                        filter.stage() == null ? null : filter.stage().name(),
                        name -> new Filter(Stage.valueOf(name), filter.access(), filter.person()).go(null)),
                () -> new Filter(null, filter.access(), filter.person()).go(null));
        access = new Chip(
                "chip-access",
                Words.say("dormant.leaver.open"),
                () -> Picks.one(
                        Words.say("dormant.leaver.open"),
                        List.of("YES"),
                        word -> Words.say("dormant.leaver.open.only"),
                        filter.access() ? "YES" : null,
                        word -> new Filter(filter.stage(), true, filter.person()).go(null)),
                () -> new Filter(filter.stage(), false, filter.person()).go(null));
        person = new Chip(
                "chip-person",
                Words.say("chip.person"),
                () -> Picks.text(
                        Words.say("chip.person"),
                        Words.say("dormant.person.hint"),
                        filter.person(),
                        text -> true,
                        text -> new Filter(filter.stage(), filter.access(), text).go(null)),
                () -> new Filter(filter.stage(), filter.access(), null).go(null));
        var chips = new Div(stage, access, person);
        chips.addClassName("kw-chips");
        chips.getElement().setAttribute("role", "group").setAttribute("aria-label", Words.say("chip.group"));
        add(rows.under(head(), sentence, new RoomLinks(LeaversView.class), chips));
    }

    private Component head() {
        var report = new Button(Words.say("dormant.leaver.add"), Icons.of("plus"), e -> open(report()));
        report.setId("leaver-add");
        report.addThemeVariants(ButtonVariant.SMALL);
        var tools = new Div(report);
        tools.addClassName("kw-tools");
        var head = new Div(new H1(Words.say("dormant.leavers.title")), tools);
        head.addClassName("kw-head");
        return head;
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        var asked = new Asked(event.getLocation().getQueryParameters());
        filter = new Filter(
                Stage.of(asked.one("state")), "yes".equalsIgnoreCase(asked.one("access")), asked.one("person"));
        List.of(stage, access, person).forEach(Chip::close);
        stage.show(filter.stage() == null ? null : filter.stage().words());
        access.show(filter.access() ? Words.say("dormant.leaver.open.only") : null);
        person.show(filter.person());
        rows.open(asked.one("open"));
        var wanted = filter.question().toString();
        if (!wanted.equals(shown)) {
            shown = wanted;
            ask();
        }
    }

    private void ask() {
        var caller = Caller.current();
        var question = filter.question();
        sentence.say("", "");
        rows.ask(
                this,
                (cursor, limit) ->
                        departures.leavers(caller, question, cursor, limit).map(LeaversView::slice),
                "dormant.leavers.empty",
                this::found);
    }

    private static KeysetPages.Slice<InactivityLeaver> slice(InactivityLeaverPage page) {
        return new KeysetPages.Slice<>(page.rows(), page.next());
    }

    private void found(List<InactivityLeaver> first) {
        long late = first.stream().filter(InactivityLeaver::overdue).count();
        sentence.say(
                Words.say("dormant.leavers.sentence"), late == 0 ? "" : " " + Words.say("dormant.leavers.late", late));
        if (filter.person() != null && !first.isEmpty()) {
            person.show(LeaverWords.person(first.getFirst()));
        }
        LeaverDialog.unfinished().ifPresent(kept -> open(report().with(kept)));
        first.forEach(one ->
                TakeBackDialog.unfinished(one).ifPresent(kept -> open(back(one).with(kept))));
    }

    private void show(InactivityLeaver one) {
        var what = new Facts(Words.say("dormant.leaver"))
                .fact("column.state", state(one))
                .fact("dormant.leaver.last", times.exact(one.lastMoment()))
                .fact("dormant.leaver.deadline", times.exact(one.deadline()))
                .fact("dormant.leaver.out", one.disabledAt() == null ? null : times.exact(one.disabledAt()))
                .fact("dormant.held", one.held() == null ? null : Words.of(one.held()))
                .fact("dormant.leaver.seen", one.detail())
                .fact("end.reason", one.reason());
        var who = new Facts(Words.say("dormant.leaver.report.title"))
                .fact(
                        "dormant.leaver.source",
                        Words.say("dormant.leaver.source." + one.source().name()))
                .fact("dormant.exemption.at", times.exact(one.reportedAt()))
                .fact("dormant.leaver.by", one.reportedByName() == null ? one.reportedBy() : one.reportedByName());
        var back = new Facts(Words.say("dormant.leaver.taken"))
                .fact("dormant.exemption.at", one.cancelledAt() == null ? null : times.exact(one.cancelledAt()))
                .fact("end.reason", one.cancelReason());
        var apps = new Facts(Words.say("dormant.leaver.apps"));
        one.apps().forEach(app -> apps.named(app.client(), new Span(LeaverWords.app(app, times))));
        var partners = new Facts(Words.say("dormant.leaver.partners"));
        one.partners().forEach(told -> partners.named(told.client(), new Span(LeaverWords.partner(told, times))));
        rows.drawer().show(LeaverWords.person(one), LeaverWords.state(one), what, apps, partners, who, back, acts(one));
    }

    private static String state(InactivityLeaver one) {
        var late = LeaverWords.overdue(one);
        return late.isEmpty() ? LeaverWords.state(one) : LeaverWords.state(one) + " · " + late;
    }

    private Div acts(InactivityLeaver one) {
        var card = new Anchor("people/" + one.userId(), Words.say("coverage.person"));
        card.addClassName("kw-link");
        card.getElement().setAttribute("router-link", true);
        var buttons = new Div(card);
        buttons.addClassNames("kw-buttons", "kw-group");
        if (LeaverWords.cancellable(one)) {
            var back = new Button(Words.say("dormant.leaver.back"), e -> open(back(one)));
            back.setId("leaver-back-open");
            back.addThemeVariants(ButtonVariant.SMALL);
            buttons.add(back);
        }
        return buttons;
    }

    private LeaverDialog report() {
        return new LeaverDialog(departures, people, times, this::ask);
    }

    private TakeBackDialog back(InactivityLeaver one) {
        return new TakeBackDialog(departures, one, this::ask);
    }

    private void open(Dialog next) {
        dialog = next;
        next.open();
    }

    @Override
    protected void onDetach(DetachEvent event) {
        if (dialog != null) {
            dialog.close();
        }
    }

    @Override
    public String getPageTitle() {
        return Words.say("dormant.leavers.title") + " · Keyward";
    }
}
