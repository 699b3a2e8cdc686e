package health.keyward.console.inactivity;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.data.renderer.LitRenderer;
import com.vaadin.flow.function.ValueProvider;
import health.keyward.console.base.Narrow;
import health.keyward.console.base.Times;
import health.keyward.console.base.Words;
import health.keyward.contract.inactivity.InactivityExemption;
import java.util.List;

/** Who is or was left alone, until when, and who answers for it. */
final class ExemptionGrid extends Grid<InactivityExemption> {
    private static final String STATE =
            "<span class='kw-outcome ${item.tone}'><vaadin-icon src='icons/sprite.svg' symbol='${item.icon}' aria-hidden='true'></vaadin-icon>"
                    + "<span>${item.word}</span></span>";

    ExemptionGrid(Times times) {
        setId("exemptions");
        addClassName("kw-grid");
        addThemeVariants(GridVariant.NO_BORDER);
        setSizeFull();
        getElement().setProperty("accessibleName", Words.say("dormant.exemptions"));
        column("column.person", text(ExemptionWords::person), "140px", 1);
        column(
                "dormant.exemption.kind",
                text(one -> one.blocks() ? Words.say("dormant.exemption.blocked") : Words.of(one.kind())),
                "150px",
                0);
        column(
                "column.state",
                LitRenderer.<InactivityExemption>of(STATE)
                        .withProperty("tone", one -> ExemptionWords.tone(one.state()))
                        .withProperty("icon", one -> ExemptionWords.icon(one.state()))
                        .withProperty("word", ExemptionWords::state),
                "130px",
                0);
        column("dormant.from", text(one -> times.dated(one.from())), "120px", 0);
        column("coverage.until", text(one -> times.dated(one.until())), "120px", 0);
        column("coverage.owner", text(ExemptionWords::owner), "140px", 0);
        column("end.reason", text(InactivityExemption::reason), "220px", 1);
        Narrow.watch(UI.getCurrent(), this, narrow -> {
            for (var key : List.of("dormant.exemption.kind", "dormant.from", "coverage.owner", "end.reason")) {
                getColumnByKey(key).setVisible(!narrow);
            }
            getColumnByKey("column.person").setWidth(narrow ? "100px" : "140px");
        });
    }

    private void column(String key, LitRenderer<InactivityExemption> renderer, String width, int grow) {
        addColumn(renderer)
                .setKey(key)
                .setHeader(Words.say(key))
                .setWidth(width)
                .setFlexGrow(grow)
                .setResizable(true);
    }

    private static LitRenderer<InactivityExemption> text(ValueProvider<InactivityExemption, String> value) {
        return LitRenderer.<InactivityExemption>of("<span class='kw-two'>${item.text}</span>")
                .withProperty("text", value);
    }
}
