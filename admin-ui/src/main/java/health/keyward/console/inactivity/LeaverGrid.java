package health.keyward.console.inactivity;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.data.renderer.LitRenderer;
import com.vaadin.flow.function.ValueProvider;
import health.keyward.console.base.Narrow;
import health.keyward.console.base.Times;
import health.keyward.console.base.Words;
import health.keyward.contract.inactivity.InactivityLeaver;
import java.util.List;

/** Who leaves or has left, and where they still have access. */
final class LeaverGrid extends Grid<InactivityLeaver> {
    private static final String STATE =
            "<span class='kw-outcome ${item.tone}'><vaadin-icon src='icons/sprite.svg' symbol='${item.icon}' aria-hidden='true'></vaadin-icon>"
                    + "<span>${item.word}</span></span>";

    LeaverGrid(Times times) {
        setId("leavers");
        addClassName("kw-grid");
        addThemeVariants(GridVariant.NO_BORDER);
        setSizeFull();
        getElement().setProperty("accessibleName", Words.say("dormant.leavers.title"));
        column("column.person", text(LeaverWords::person), "140px", 1);
        column(
                "column.state",
                LitRenderer.<InactivityLeaver>of(STATE)
                        .withProperty("tone", LeaverWords::tone)
                        .withProperty("icon", LeaverWords::icon)
                        .withProperty("word", LeaverWords::state),
                "180px",
                0);
        column("dormant.leaver.last", text(one -> times.brief(one.lastMoment())), "140px", 0);
        column("dormant.leaver.late", text(LeaverWords::overdue), "100px", 0);
        column("dormant.leaver.open", text(LeaverWords::open), "200px", 1);
        column("end.reason", text(InactivityLeaver::reason), "200px", 1);
        Narrow.watch(UI.getCurrent(), this, narrow -> {
            for (var key : List.of("dormant.leaver.last", "dormant.leaver.open", "end.reason")) {
                getColumnByKey(key).setVisible(!narrow);
            }
            getColumnByKey("column.person").setWidth(narrow ? "100px" : "140px");
        });
    }

    private void column(String key, LitRenderer<InactivityLeaver> renderer, String width, int grow) {
        addColumn(renderer)
                .setKey(key)
                .setHeader(Words.say(key))
                .setWidth(width)
                .setFlexGrow(grow)
                .setResizable(true);
    }

    private static LitRenderer<InactivityLeaver> text(ValueProvider<InactivityLeaver, String> value) {
        return LitRenderer.<InactivityLeaver>of("<span class='kw-two'>${item.text}</span>")
                .withProperty("text", value);
    }
}
