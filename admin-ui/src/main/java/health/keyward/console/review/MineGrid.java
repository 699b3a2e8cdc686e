package health.keyward.console.review;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.grid.dataview.GridListDataView;
import com.vaadin.flow.data.renderer.LitRenderer;
import com.vaadin.flow.function.ValueProvider;
import health.keyward.console.base.Narrow;
import health.keyward.console.base.Times;
import health.keyward.console.base.Words;
import health.keyward.contract.review.ReviewItem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What waits for a reviewer. Where items stand together, the first of each group says whose it is, and the others step back. */
final class MineGrid extends Grid<ReviewItem> {
    private static final String TWO = "<span class='kw-two ${item.cls}'>${item.text} <span>${item.more}</span></span>";
    private static final String MARK =
            "<span class='kw-outcome ${item.tone}'><vaadin-icon src='icons/sprite.svg' symbol='${item.icon}' aria-hidden='true'></vaadin-icon>"
                    + "<span>${item.word}</span></span>";

    private final transient List<ReviewItem> rows = new ArrayList<>();
    private final Set<String> firsts = new HashSet<>();
    private final GridListDataView<ReviewItem> view;
    private MineFilter.By by = MineFilter.By.ANY;
    private @Nullable String current;
    private boolean narrow;

    MineGrid(Times times) {
        setId("mine");
        addClassName("kw-grid");
        addThemeVariants(GridVariant.NO_BORDER);
        setSelectionMode(SelectionMode.MULTI);
        setSizeFull();
        getElement().setProperty("accessibleName", Words.say("mine.title"));
        column(
                "column.person",
                two(
                        ReviewWords::person,
                        item -> item.unit() == null ? "" : item.unit(),
                        item -> quiet(item, MineFilter.By.PERSON)),
                "170px",
                1);
        column(
                "mine.right",
                two(
                        ReviewItem::entitlement,
                        item -> item.app() == null ? "" : item.app(),
                        item -> quiet(item, MineFilter.By.ENTITLEMENT)),
                "170px",
                1);
        column(
                "mine.risk",
                LitRenderer.<ReviewItem>of(MARK)
                        .withProperty("tone", item -> ReviewWords.tone(item.risk()))
                        .withProperty("icon", item -> ReviewWords.icon(item.risk()))
                        .withProperty("word", item -> Words.of(item.risk())),
                "110px",
                0);
        column("mine.facts", two(MineGrid::facts, item -> "", item -> ""), "130px", 0);
        column(
                "mine.answer",
                two(
                        ReviewWords::state,
                        item -> ReviewWords.answer(item)
                                .map(one -> times.ago(one.at()))
                                .orElse(""),
                        item -> ReviewWords.answered(item) ? "kw-strong" : "kw-quiet"),
                "150px",
                0);
        column(
                "mine.due",
                two(item -> item.dueAt() == null ? "–" : times.brief(item.dueAt()), i -> "", i -> ""),
                "140px",
                0);
        setPartNameGenerator(item -> (item.id().equals(current) ? "kw-current " : "")
                + (by != MineFilter.By.ANY && firsts.contains(item.id()) ? "kw-group-start" : ""));
        view = setItems(rows);
        view.setIdentifierProvider(ReviewItem::id);
        Narrow.watch(UI.getCurrent(), this, now -> {
            narrow = now;
            arrange();
        });
    }

    /** Beside an open item, which says all of it, there is room for whose it is, what it is and what was answered. */
    private void arrange() {
        boolean tight = narrow || current != null;
        getColumnByKey("mine.facts").setVisible(!tight);
        getColumnByKey("mine.due").setVisible(!tight);
        getColumnByKey("mine.risk").setVisible(!narrow);
        getColumnByKey("column.person").setWidth(tight ? "110px" : "170px");
        getColumnByKey("mine.right").setWidth(tight ? "110px" : "170px");
        getColumnByKey("mine.answer").setWidth(narrow ? "90px" : tight ? "110px" : "150px");
    }

    void show(List<ReviewItem> items, MineFilter.By order) {
        by = order;
        rows.clear();
        rows.addAll(items);
        firsts.clear();
        String last = null;
        for (var item : items) {
            var group = order == MineFilter.By.ENTITLEMENT ? item.entitlementId() : item.personId();
            if (!group.equals(last)) {
                firsts.add(item.id());
            }
            last = group;
        }
        deselectAll();
        view.refreshAll();
    }

    List<ReviewItem> rows() {
        return List.copyOf(rows);
    }

    Optional<ReviewItem> find(String id) {
        return rows.stream().filter(item -> item.id().equals(id)).findFirst();
    }

    /** Puts what an item has become in its place. */
    void put(ReviewItem item) {
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).id().equals(item.id())) {
                rows.set(i, item);
            }
        }
        view.refreshAll();
    }

    void remove(String id) {
        rows.removeIf(item -> item.id().equals(id));
        view.refreshAll();
    }

    void current(@Nullable String id) {
        current = id;
        arrange();
        view.refreshAll();
        find(id == null ? "" : id).ifPresent(item -> scrollToIndex(rows.indexOf(item)));
    }

    /** The one before or after; from nowhere, the first. */
    Optional<ReviewItem> beside(@Nullable String id, int step) {
        var here = find(id == null ? "" : id);
        int wanted = here.map(item -> rows.indexOf(item) + step).orElse(0);
        return wanted < 0 || wanted >= rows.size() ? Optional.empty() : Optional.of(rows.get(wanted));
    }

    /** The next one that waits, after this one and then from the top. */
    Optional<ReviewItem> nextOpen(String id) {
        int at = find(id).map(rows::indexOf).orElse(-1);
        for (int i = 1; i <= rows.size(); i++) {
            var item = rows.get(Math.floorMod(at + i, rows.size()));
            if (!ReviewWords.answered(item) && !item.id().equals(id)) {
                return Optional.of(item);
            }
        }
        return Optional.empty();
    }

    private String quiet(ReviewItem item, MineFilter.By grouped) {
        if (by != grouped) {
            return "";
        }
        return firsts.contains(item.id()) ? "kw-strong" : "kw-quiet";
    }

    private static String facts(ReviewItem item) {
        return item.recommendation() == null
                ? "–"
                : Words.say(
                        "mine.short." + ReviewWords.code(item.recommendation().decision()));
    }

    private void column(String key, LitRenderer<ReviewItem> renderer, String width, int grow) {
        addColumn(renderer)
                .setKey(key)
                .setHeader(Words.say(key))
                .setWidth(width)
                .setFlexGrow(grow)
                .setResizable(true);
    }

    private static LitRenderer<ReviewItem> two(
            ValueProvider<ReviewItem, String> text,
            ValueProvider<ReviewItem, String> more,
            ValueProvider<ReviewItem, String> cls) {
        return LitRenderer.<ReviewItem>of(TWO)
                .withProperty("text", text)
                .withProperty("more", more)
                .withProperty("cls", cls);
    }
}
