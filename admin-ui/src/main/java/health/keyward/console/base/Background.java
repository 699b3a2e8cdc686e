package health.keyward.console.base;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Asks away from the request, shows when the answer is there; the page is already on the screen by then. */
public final class Background {
    private final Executor threads;

    public Background(Executor threads) {
        this.threads = threads;
    }

    /** Must be called on the request thread; {@code show} runs under the session lock, and not at all when the page was left. */
    public <T> void ask(Component page, Supplier<T> question, Consumer<T> show) {
        var ui = UI.getCurrent();
        threads.execute(() -> {
            var answer = question.get();
            try {
                ui.access(() -> {
                    if (page.isAttached()) {
                        show.accept(answer);
                    }
                });
            } catch (UIDetachedException left) {
                // Nobody waits for the answer any more.
            }
        });
    }
}
