package health.keyward.console.inactivity;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.data.renderer.LitRenderer;
import com.vaadin.flow.function.ValueProvider;
import health.keyward.console.base.Narrow;
import health.keyward.console.base.Times;
import health.keyward.console.base.Words;
import health.keyward.contract.inactivity.InactivityRun;
import java.util.List;

/** Runs, newest first; the time leads to the run. */
final class RunGrid extends Grid<InactivityRun> {
    private static final String TIME =
            "<a class='kw-link' router-link href='${item.href}' title='${item.exact}'>${item.at}</a>";
    private static final String STATE =
            "<span class='kw-outcome ${item.tone}'><vaadin-icon src='icons/sprite.svg' symbol='${item.icon}' aria-hidden='true'></vaadin-icon>"
                    + "<span>${item.word}</span></span>";

    RunGrid(Times times) {
        setId("runs");
        addClassName("kw-grid");
        addThemeVariants(GridVariant.NO_BORDER);
        setSelectionMode(SelectionMode.NONE);
        setSizeFull();
        getElement().setProperty("accessibleName", Words.say("dormant.runs"));
        column(
                "dormant.run.started",
                LitRenderer.<InactivityRun>of(TIME)
                        .withProperty("href", run -> RunView.AT + run.id())
                        .withProperty("at", run -> times.brief(run.startedAt()))
                        .withProperty("exact", run -> times.exact(run.startedAt())),
                "170px",
                0);
        column("dormant.run.kind", text(run -> Words.of(run.kind())), "110px", 0);
        column(
                "column.state",
                LitRenderer.<InactivityRun>of(STATE)
                        .withProperty("tone", run -> RunWords.tone(run.state()))
                        .withProperty("icon", run -> RunWords.icon(run.state()))
                        .withProperty("word", run -> Words.of(run.state())),
                "130px",
                0);
        column("dormant.run.evaluated", text(run -> String.format(Words.locale(), "%,d", run.evaluated())), "120px", 0);
        column("dormant.run.done", text(RunWords::counts), "300px", 1);
        Narrow.watch(UI.getCurrent(), this, narrow -> {
            for (var key : List.of("dormant.run.kind", "dormant.run.evaluated", "dormant.run.done")) {
                getColumnByKey(key).setVisible(!narrow);
            }
        });
    }

    private void column(String key, LitRenderer<InactivityRun> renderer, String width, int grow) {
        addColumn(renderer)
                .setKey(key)
                .setHeader(Words.say(key))
                .setWidth(width)
                .setFlexGrow(grow)
                .setResizable(true);
    }

    private static LitRenderer<InactivityRun> text(ValueProvider<InactivityRun, String> value) {
        return LitRenderer.<InactivityRun>of("<span class='kw-two'>${item.text}</span>")
                .withProperty("text", value);
    }
}
