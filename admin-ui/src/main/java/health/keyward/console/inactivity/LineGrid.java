package health.keyward.console.inactivity;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.data.renderer.LitRenderer;
import com.vaadin.flow.function.ValueProvider;
import health.keyward.console.base.Narrow;
import health.keyward.console.base.Words;
import health.keyward.contract.inactivity.InactivityRunPerson;
import java.util.List;

/** The list of a run; a name leads to the person. */
final class LineGrid extends Grid<InactivityRunPerson> {
    private static final String PERSON = "<a class='kw-link' router-link href='people/${item.id}'>${item.name}</a>";
    private static final String STATE =
            "<span class='kw-outcome ${item.tone}'><vaadin-icon src='icons/sprite.svg' symbol='${item.icon}' aria-hidden='true'></vaadin-icon>"
                    + "<span>${item.word}</span></span>";

    LineGrid() {
        setId("lines");
        addClassName("kw-grid");
        addThemeVariants(GridVariant.NO_BORDER);
        setSelectionMode(SelectionMode.NONE);
        setSizeFull();
        getElement().setProperty("accessibleName", Words.say("dormant.lines"));
        column(
                "column.person",
                LitRenderer.<InactivityRunPerson>of(PERSON)
                        .withProperty("id", InactivityRunPerson::userId)
                        .withProperty(
                                "name",
                                line -> line.username() == null ? Words.say("dormant.line.gone") : line.username()),
                "150px",
                1);
        column("dormant.line.from", text(line -> Words.of(line.from())), "120px", 0);
        column("dormant.act", text(line -> Words.of(line.act())), "150px", 0);
        column("dormant.cause", text(line -> line.cause() == null ? "–" : Words.of(line.cause())), "140px", 0);
        column("dormant.policy", text(InactivityRunPerson::policy), "120px", 0);
        column(
                "column.state",
                LitRenderer.<InactivityRunPerson>of(STATE)
                        .withProperty("tone", line -> RunWords.tone(line.state()))
                        .withProperty("icon", line -> RunWords.icon(line.state()))
                        .withProperty("word", line -> Words.of(line.state())),
                "130px",
                0);
        column(
                "dormant.line.seen",
                text(line -> RunWords.seen(line).isEmpty() ? "–" : RunWords.seen(line)),
                "200px",
                1);
        Narrow.watch(UI.getCurrent(), this, narrow -> {
            for (var key : List.of("dormant.line.from", "dormant.cause", "dormant.policy", "dormant.line.seen")) {
                getColumnByKey(key).setVisible(!narrow);
            }
            getColumnByKey("column.person").setWidth(narrow ? "100px" : "150px");
            getColumnByKey("dormant.act").setWidth(narrow ? "130px" : "150px");
        });
    }

    private void column(String key, LitRenderer<InactivityRunPerson> renderer, String width, int grow) {
        addColumn(renderer)
                .setKey(key)
                .setHeader(Words.say(key))
                .setWidth(width)
                .setFlexGrow(grow)
                .setResizable(true);
    }

    private static LitRenderer<InactivityRunPerson> text(ValueProvider<InactivityRunPerson, String> value) {
        return LitRenderer.<InactivityRunPerson>of("<span class='kw-two' title='${item.text}'>${item.text}</span>")
                .withProperty("text", value);
    }
}
