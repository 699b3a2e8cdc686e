package health.keyward.console.review;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.notification.Notification;
import health.keyward.console.api.Answer;
import health.keyward.console.api.Caller;
import health.keyward.console.api.Query;
import health.keyward.console.api.Reviews;
import health.keyward.console.base.Background;
import health.keyward.console.base.KeysetPages;
import health.keyward.console.base.Paged;
import health.keyward.console.base.States;
import health.keyward.console.base.Times;
import health.keyward.console.base.Words;
import health.keyward.contract.review.ReviewCampaign;
import health.keyward.contract.review.ReviewCampaignState;
import health.keyward.contract.review.ReviewEffect;
import health.keyward.contract.review.ReviewItem;
import health.keyward.contract.review.ReviewItemPage;
import health.keyward.contract.review.ReviewItemState;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The items of a campaign, one of them in full at its side; revocations that still wait can be taken back here (AR-13, AR-14). */
final class ItemsPart extends Div {
    private final transient Reviews reviews;
    private final transient Background background;
    private final ItemFacts facts;
    private final transient BiConsumer<ItemsFilter, @Nullable String> go;
    private final transient Consumer<Dialog> dialogs;
    private final transient Runnable changed;
    private final transient Consumer<@Nullable Component> side;
    private final ItemsChips chips;
    private final ItemGrid grid = new ItemGrid();
    private final Paged<ReviewItem> rows = new Paged<>(grid);
    private final Div list = new Div();
    private final Button undo = new Button();
    private final ItemPanel panel;
    private ItemsFilter filter = ItemsFilter.ALL;
    private String campaign = "";
    private @Nullable String open;
    private boolean undoable;
    private boolean running;
    private int asking;

    ItemsPart(
            Reviews reviews,
            Background background,
            Times times,
            BiConsumer<ItemsFilter, @Nullable String> go,
            Consumer<Dialog> dialogs,
            Runnable changed,
            Consumer<@Nullable Component> side) {
        this.reviews = reviews;
        this.background = background;
        this.go = go;
        this.dialogs = dialogs;
        this.changed = changed;
        this.side = side;
        facts = new ItemFacts(times);
        chips = new ItemsChips(next -> go.accept(next, null));
        panel = new ItemPanel(this::step, () -> go.accept(filter, null));
        setId("campaign-items");
        addClassNames("kw-list", "kw-items");
        undo.setId("items-undo");
        undo.addThemeVariants(ButtonVariant.SMALL, ButtonVariant.PRIMARY);
        undo.addClickListener(e -> takeBack());
        grid.addItemClickListener(e -> go.accept(filter, e.getItem().id()));
        list.addClassName("kw-list");
        var head = new Div(new H2(Words.say("review.items")), chips, undo);
        head.addClassName("kw-items-head");
        add(head, list);
    }

    ItemsFilter filter() {
        return filter;
    }

    void at(String id, ItemsFilter wanted, @Nullable String item) {
        campaign = id;
        filter = wanted;
        open = item;
        chips.show(wanted);
    }

    void show(ReviewCampaign found) {
        undoable = found.undoUntil() != null;
        running = found.state() == ReviewCampaignState.RUNNING;
        grid.setSelectionMode(undoable ? Grid.SelectionMode.MULTI : Grid.SelectionMode.NONE);
        if (undoable) {
            grid.addSelectionListener(e -> offer());
        }
        offer();
        ask();
    }

    void ask() {
        var caller = Caller.current();
        int mine = ++asking;
        var id = campaign;
        var question = filter.question();
        list.removeAll();
        list.add(States.loading());
        background.ask(this, () -> reviews.items(caller, id, question, null, Paged.SIZE), answer -> {
            if (mine == asking) {
                show(caller, id, question, answer);
            }
        });
        item();
    }

    private void show(Caller caller, String id, Query question, Answer<ReviewItemPage> answer) {
        list.removeAll();
        if (!(answer instanceof Answer.Ok<ReviewItemPage>(var first))) {
            list.add(States.of(answer, this::ask));
        } else if (first.rows().isEmpty()) {
            list.add(States.empty("review.items.empty.title", "review.items.empty.text"));
        } else {
            rows.show(
                    new KeysetPages.Slice<>(first.rows(), first.next()),
                    (cursor, limit) -> more(caller, id, question, cursor, limit));
            list.add(grid);
        }
    }

    private KeysetPages.Slice<ReviewItem> more(
            Caller caller, String id, Query question, @Nullable String cursor, int limit) {
        var answer = reviews.items(caller, id, question, cursor, limit);
        if (answer instanceof Answer.Ok<ReviewItemPage>(var page)) {
            return new KeysetPages.Slice<>(page.rows(), page.next());
        }
        Notification.show(States.line(answer));
        return KeysetPages.Slice.nothing();
    }

    private List<ReviewItem> waiting() {
        return undoable
                ? grid.getSelectedItems().stream()
                        .filter(item -> item.effect() == ReviewEffect.WAITING)
                        .toList()
                : List.of();
    }

    private void offer() {
        int chosen = waiting().size();
        undo.setVisible(chosen > 0);
        undo.setText(Words.say("review.undo", chosen));
    }

    private void takeBack() {
        var chosen = waiting().stream().map(ReviewItem::id).toList();
        dialogs.accept(new ActDialog<>(
                "review-undo:" + campaign,
                "undo",
                new Object[] {chosen.size()},
                why -> reviews.undo(Caller.current(), campaign, chosen, why),
                done -> changed.run()));
    }

    private void item() {
        var id = open;
        if (id == null) {
            side.accept(null);
            return;
        }
        var caller = Caller.current();
        var of = campaign;
        background.ask(this, () -> reviews.item(caller, of, id), answer -> {
            if (id.equals(open)) {
                show(answer);
            }
        });
    }

    private void show(Answer<ReviewItem> answer) {
        if (answer instanceof Answer.Ok<ReviewItem>(var found)) {
            panel.show(
                    Words.say("mine.holds", ReviewWords.person(found), ReviewWords.right(found)),
                    (found.reviewer() == null ? "" : found.reviewer() + " · ") + ReviewWords.state(found),
                    facts.of(found));
            foot(found);
        } else {
            panel.show(Words.say("mine.item"), "", States.of(answer, this::item));
            panel.foot();
        }
        side.accept(panel);
    }

    private void foot(ReviewItem found) {
        if (found.effect() == ReviewEffect.BY_HAND || endsByHand(found)) {
            var form = "review-apply:" + found.id();
            panel.foot(button("item-apply", "review.act.apply", () -> dialogs.accept(apply(form, found))));
            ActDialog.unfinished(form)
                    .ifPresent(kept -> dialogs.accept(apply(form, found).with(kept)));
        } else if (running && (found.state() == ReviewItemState.OPEN || found.state() == ReviewItemState.DECIDED)) {
            panel.foot(button(
                    "item-hand",
                    "mine.hand",
                    () -> dialogs.accept(new HandOnDialog(
                            found,
                            to -> reviews.reassign(Caller.current(), campaign, found.id(), to),
                            now -> changed.run()))));
        } else {
            panel.foot();
        }
    }

    private static boolean endsByHand(ReviewItem found) {
        return found.keptUntil() != null && found.keptUntil().effect() == ReviewEffect.BY_HAND;
    }

    private ActDialog<ReviewItem> apply(String form, ReviewItem found) {
        return new ActDialog<>(
                form,
                "apply",
                new Object[] {ReviewWords.right(found), ReviewWords.person(found)},
                why -> reviews.apply(Caller.current(), campaign, found.id(), why),
                done -> changed.run());
    }

    private static Button button(String id, String key, Runnable act) {
        var button = new Button(Words.say(key), e -> act.run());
        button.setId(id);
        button.addThemeVariants(ButtonVariant.SMALL);
        return button;
    }

    private void step(int by) {
        var id = open;
        rows.find(row -> row.id().equals(id))
                .flatMap(row -> rows.beside(row, by))
                .ifPresent(row -> go.accept(filter, row.id()));
    }
}
