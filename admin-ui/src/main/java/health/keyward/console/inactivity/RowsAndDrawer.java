package health.keyward.console.inactivity;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.notification.Notification;
import health.keyward.console.api.Answer;
import health.keyward.console.base.Background;
import health.keyward.console.base.Drawer;
import health.keyward.console.base.KeysetPages;
import health.keyward.console.base.ListAndDrawer;
import health.keyward.console.base.Paged;
import health.keyward.console.base.States;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The rows that answer a question, and everything about one of them at the side. Says apart that they are still coming, that there are none, and why they do not
 * come. Which row is open is for the address to say.
 *
 * @param <R> a row
 */
final class RowsAndDrawer<R> {
    private final Background background;
    private final Function<R, String> idOf;
    private final Consumer<@Nullable String> go;
    private final Consumer<R> show;
    private final Paged<R> rows;
    private final Grid<R> grid;
    private final Div list = new Div();
    private final Drawer drawer;
    private final ListAndDrawer layout;
    private @Nullable String open;
    private int asking;

    /** Reads one page. */
    @FunctionalInterface
    interface Reader<R> {
        Answer<KeysetPages.Slice<R>> after(@Nullable String cursor, int limit);
    }

    /**
     * @param go to the address where this row, or none, is open
     * @param show fills the drawer
     */
    RowsAndDrawer(
            Grid<R> grid,
            Function<R, String> idOf,
            Background background,
            Consumer<@Nullable String> go,
            Consumer<R> show) {
        this.grid = grid;
        this.idOf = idOf;
        this.background = background;
        this.go = go;
        this.show = show;
        rows = new Paged<>(grid);
        list.addClassName("kw-list");
        drawer = new Drawer(this::step, () -> go.accept(null));
        grid.addSelectionListener(e -> {
            if (e.isFromClient()) {
                go.accept(e.getFirstSelectedItem().map(idOf).orElse(null));
            }
        });
        layout = new ListAndDrawer(new Div(), "400px", () -> go.accept(null));
    }

    /** @param above what stands over the list */
    Component under(Component... above) {
        var master = new Div(above);
        master.add(list);
        master.addClassName("kw-page");
        layout.setMaster(master);
        return layout;
    }

    Drawer drawer() {
        return drawer;
    }

    /**
     * @param empty keys of what is said when there is none: with {@code .title} and {@code .text}
     * @param found told what the first page holds; an empty list too, but no failure
     */
    void ask(Component page, Reader<R> reader, String empty, Consumer<List<R>> found) {
        int mine = ++asking;
        layout.setDetail(null);
        put(States.loading());
        background.ask(page, () -> reader.after(null, Paged.SIZE), answer -> {
            if (mine == asking) {
                answered(page, reader, empty, found, answer);
            }
        });
    }

    private void answered(
            Component page,
            Reader<R> reader,
            String empty,
            Consumer<List<R>> found,
            Answer<KeysetPages.Slice<R>> answer) {
        if (!(answer instanceof Answer.Ok<KeysetPages.Slice<R>>(var first))) {
            put(States.of(answer, () -> ask(page, reader, empty, found)));
            return;
        }
        if (first.rows().isEmpty()) {
            put(States.empty(empty + ".title", empty + ".text"));
        } else {
            rows.show(first, (cursor, limit) -> more(reader, cursor, limit));
            put(grid);
        }
        found.accept(first.rows());
        open(open);
    }

    private KeysetPages.Slice<R> more(Reader<R> reader, @Nullable String cursor, int limit) {
        var answer = reader.after(cursor, limit);
        if (answer instanceof Answer.Ok<KeysetPages.Slice<R>>(var page)) {
            return page;
        }
        Notification.show(States.line(answer));
        return KeysetPages.Slice.nothing();
    }

    /** Shows that row, as far as it is among those at hand. */
    void open(@Nullable String id) {
        open = id;
        rows.select(row -> idOf.apply(row).equals(id));
        rows.find(row -> idOf.apply(row).equals(id))
                .ifPresentOrElse(
                        row -> {
                            show.accept(row);
                            layout.setDetail(drawer);
                        },
                        () -> layout.setDetail(null));
    }

    private void step(int by) {
        rows.find(row -> idOf.apply(row).equals(open))
                .flatMap(row -> rows.beside(row, by))
                .ifPresent(row -> go.accept(idOf.apply(row)));
    }

    private void put(Component what) {
        list.removeAll();
        list.add(what);
    }
}
