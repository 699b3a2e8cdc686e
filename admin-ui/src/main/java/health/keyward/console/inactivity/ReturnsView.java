package health.keyward.console.inactivity;

import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import health.keyward.console.api.Approvals;
import health.keyward.console.api.Caller;
import health.keyward.console.api.Departures;
import health.keyward.console.api.Query;
import health.keyward.console.base.Asked;
import health.keyward.console.base.Background;
import health.keyward.console.base.Chip;
import health.keyward.console.base.Facts;
import health.keyward.console.base.KeysetPages;
import health.keyward.console.base.Picks;
import health.keyward.console.base.Sentence;
import health.keyward.console.base.Shell;
import health.keyward.console.base.Times;
import health.keyward.console.base.Words;
import health.keyward.contract.inactivity.DecideInactivityKept.Decision;
import health.keyward.contract.inactivity.InactivityKeptRight;
import health.keyward.contract.inactivity.InactivityReturn;
import health.keyward.contract.inactivity.InactivityReturnPage;
import jakarta.annotation.security.RolesAllowed;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Who may come back and how, which requests wait, and what becomes of what was taken (IN-10). The address bar is its state. */
@Route(value = ReturnsView.PATH, layout = Shell.class)
@RolesAllowed("system-admin")
public final class ReturnsView extends Main implements BeforeEnterObserver, HasDynamicTitle {
    public static final String PATH = "access/inactive/returns";

    /**
     * @param search what the user name begins with
     * @param kept YES or NO: whether something is kept that was taken; null for both
     */
    private record Filter(@Nullable String search, @Nullable String kept) {
        Query question() {
            return Query.none().with("search", search).with("kept", kept);
        }

        void go(@Nullable String open) {
            UI.getCurrent()
                    .navigate(
                            ReturnsView.class,
                            new Asked.Builder()
                                    .put("search", search)
                                    .put("kept", kept == null ? null : kept.toLowerCase(Locale.ROOT))
                                    .put("open", open)
                                    .build());
        }

        static @Nullable String answer(@Nullable String text) {
            return "yes".equalsIgnoreCase(text) ? "YES" : "no".equalsIgnoreCase(text) ? "NO" : null;
        }
    }

    private final transient Departures departures;
    private final transient Clock clock;
    private final Times times;
    private final Sentence sentence = new Sentence();
    private final Chip search;
    private final Chip kept;
    private final ReturnsWaiting waiting;
    private final transient RowsAndDrawer<InactivityReturn> rows;
    private transient Filter filter = new Filter(null, null);
    private @Nullable String shown;
    private @Nullable Dialog dialog;

    ReturnsView(Departures departures, Approvals approvals, Background background, Clock clock) {
        this.departures = departures;
        this.clock = clock;
        times = Times.of(UI.getCurrent(), clock);
        waiting = new ReturnsWaiting(approvals, background, times);
        rows = new RowsAndDrawer<>(
                new ReturnGrid(times), InactivityReturn::userId, background, id -> filter.go(id), this::show);
        setId("returns-page");
        addClassName("kw-page");
        search = new Chip(
                "chip-search",
                Words.say("chip.person"),
                () -> Picks.text(
                        Words.say("chip.person"),
                        Words.say("retain.person.hint"),
                        filter.search(),
                        text -> true,
                        text -> new Filter(text, filter.kept()).go(null)),
                () -> new Filter(null, filter.kept()).go(null));
        kept = new Chip(
                "chip-kept",
                Words.say("dormant.return.kept"),
                () -> Picks.one(
                        Words.say("dormant.return.kept"),
                        List.of("YES", "NO"),
                        ReturnsView::answer,
                        filter.kept(),
                        word -> new Filter(filter.search(), word).go(null)),
                () -> new Filter(filter.search(), null).go(null));
        var chips = new Div(search, kept);
        chips.addClassName("kw-chips");
        chips.getElement().setAttribute("role", "group").setAttribute("aria-label", Words.say("chip.group"));
        var head = new Div(new H1(Words.say("dormant.returns.title")));
        head.addClassName("kw-head");
        add(rows.under(head, sentence, new RoomLinks(ReturnsView.class), waiting, chips));
    }

    private static String answer(String word) {
        return Words.say("dormant.return.kept." + word);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        var asked = new Asked(event.getLocation().getQueryParameters());
        filter = new Filter(asked.one("search"), Filter.answer(asked.one("kept")));
        List.of(search, kept).forEach(Chip::close);
        search.show(filter.search());
        kept.show(filter.kept() == null ? null : answer(filter.kept()));
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
        waiting.ask();
        rows.ask(
                this,
                (cursor, limit) ->
                        departures.returns(caller, question, cursor, limit).map(ReturnsView::slice),
                "dormant.returns.empty",
                this::found);
    }

    private static KeysetPages.Slice<InactivityReturn> slice(InactivityReturnPage page) {
        return new KeysetPages.Slice<>(page.rows(), page.next());
    }

    private void found(List<InactivityReturn> first) {
        sentence.say(Words.say("dormant.returns.sentence"), "");
        for (var one : first) {
            ReturnDialog.unfinished(one).ifPresent(left -> open(propose(one).with(left)));
            for (var right : one.kept()) {
                for (var decision : Decision.values()) {
                    KeptDialog.unfinished(one, right, decision)
                            .ifPresent(left -> open(decide(one, right, decision).with(left)));
                }
            }
        }
    }

    private void show(InactivityReturn one) {
        var account = new Facts(Words.say("dormant.return"))
                .fact("dormant.return.way", ReturnWords.way(one))
                .fact("dormant.return.shut", one.disabledAt() == null ? null : times.exact(one.disabledAt()))
                .fact("dormant.return.alone", one.aloneUntil() == null ? null : times.exact(one.aloneUntil()))
                .fact("dormant.return.trained", ReturnWords.retrained(one, times));
        rows.drawer().show(one.username(), Objects.requireNonNullElse(one.name(), ""), account, acts(one), kept(one));
    }

    private Div acts(InactivityReturn one) {
        var card = new Anchor("people/" + one.userId(), Words.say("coverage.person"));
        card.addClassName("kw-link");
        card.getElement().setAttribute("router-link", true);
        var buttons = new Div(card);
        buttons.addClassNames("kw-buttons", "kw-group");
        if (ReturnWords.openable(one)) {
            var propose = button("return-open", "dormant.return.propose", () -> propose(one));
            buttons.addComponentAsFirst(propose);
        }
        return buttons;
    }

    /** Each role and group that was taken, with what can become of it. */
    private Div kept(InactivityReturn one) {
        var group = new Div();
        group.addClassName("kw-group");
        group.setId("return-kept");
        if (one.kept().isEmpty()) {
            return group;
        }
        group.add(new H3(Words.say("dormant.return.kept")));
        for (var right : one.kept()) {
            var said = new Paragraph(ReturnWords.kind(right) + " " + right.name() + " · " + ReturnWords.stands(right));
            said.addClassName("kw-said");
            var buttons = new Div();
            buttons.addClassName("kw-buttons");
            for (var decision : Decision.values()) {
                if (decision == Decision.DROP || ReturnWords.givable(right)) {
                    var act = button(
                            "kept-" + decision + "-" + right.id(),
                            "dormant.kept." + decision,
                            () -> decide(one, right, decision));
                    act.setAriaLabel(Words.say("dormant.kept." + decision + ".label", right.name()));
                    buttons.add(act);
                }
            }
            group.add(said, buttons);
        }
        return group;
    }

    private Button button(String id, String key, Supplier<Dialog> dialogue) {
        var button = new Button(Words.say(key), e -> open(dialogue.get()));
        button.setId(id);
        button.addThemeVariants(ButtonVariant.SMALL);
        return button;
    }

    private ReturnDialog propose(InactivityReturn one) {
        return new ReturnDialog(departures, one, clock, waiting::ask);
    }

    private KeptDialog decide(InactivityReturn one, InactivityKeptRight right, Decision decision) {
        return new KeptDialog(departures, one, right, decision, this::ask);
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
        return Words.say("dormant.returns.title") + " · Keyward";
    }
}
