package health.keyward.console.base;

import com.vaadin.flow.component.grid.Grid;
import java.io.Serializable;
import java.util.Optional;
import java.util.function.Predicate;

/** A grid over keyset pages. No count is ever asked: the end is found when a page comes short. */
public final class Paged<T> implements Serializable {
    public static final int SIZE = 50;
    private static final int KEPT = 4;

    private final Grid<T> grid;
    private KeysetPages<T> pages = new KeysetPages<>(SIZE, KEPT, (cursor, limit) -> KeysetPages.Slice.nothing());

    public Paged(Grid<T> grid) {
        this.grid = grid;
        grid.setPageSize(SIZE);
    }

    /** Shows an answer that is here already and reads on from {@code more} as the reader scrolls. */
    public void show(KeysetPages.Slice<T> first, KeysetPages.Source<T> more) {
        var mine = new KeysetPages<>(SIZE, KEPT, more).startingWith(first);
        pages = mine;
        var view = grid.setItems(q -> mine.rows(q.getOffset(), q.getLimit()));
        if (first.next() != null) {
            view.setItemCountUnknown();
            view.setItemCountEstimate(SIZE * KEPT);
            view.setItemCountEstimateIncrease(SIZE * KEPT);
        }
    }

    /** A row among those at hand; asks nothing. */
    public Optional<T> find(Predicate<T> which) {
        return pages.find(which);
    }

    public Optional<T> beside(T row, int step) {
        return pages.beside(row, step);
    }

    /** Marks the row that fits, or none. */
    public void select(Predicate<T> which) {
        find(which).ifPresentOrElse(grid::select, grid::deselectAll);
    }
}
