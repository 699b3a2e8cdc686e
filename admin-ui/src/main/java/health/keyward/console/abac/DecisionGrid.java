package health.keyward.console.abac;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.data.renderer.LitRenderer;
import com.vaadin.flow.function.ValueProvider;
import health.keyward.console.base.Narrow;
import health.keyward.console.base.Times;
import health.keyward.console.base.Words;
import health.keyward.contract.abac.DecisionRow;
import java.util.List;
import java.util.Objects;

/** The dense list of decisions. */
final class DecisionGrid extends Grid<DecisionRow> {
    private static final String EFFECT =
            "<span class='kw-outcome ${item.tone}'><vaadin-icon src='icons/sprite.svg' symbol='${item.icon}' aria-hidden='true'>"
                    + "</vaadin-icon><span class='kw-two'>${item.what} <span class='kw-why'>${item.why}</span></span></span>";

    DecisionGrid(Times times) {
        setId("decisions");
        addClassName("kw-grid");
        addThemeVariants(GridVariant.NO_BORDER);
        setSizeFull();
        setColumnReorderingAllowed(true);
        getElement().setProperty("accessibleName", Words.say("decisions.title"));
        column(
                "time",
                LitRenderer.<DecisionRow>of("<time datetime='${item.iso}' title='${item.exact}'>${item.ago}</time>")
                        .withProperty("iso", r -> r.at().toString())
                        .withProperty("exact", r -> times.exact(r.at()))
                        .withProperty("ago", r -> times.ago(r.at())),
                "150px");
        column("person", text(DecisionWords::who), "180px");
        column(
                "effect",
                LitRenderer.<DecisionRow>of(EFFECT)
                        .withProperty("tone", r -> DecisionWords.tone(r.effect()))
                        .withProperty("icon", r -> DecisionWords.icon(r.effect()))
                        .withProperty("what", r -> DecisionWords.effect(r.effect()))
                        .withProperty("why", r -> r.enforced() ? "" : Words.say("decisions.onlyrecorded")),
                "210px");
        column(
                "reasons",
                LitRenderer.<DecisionRow>of("<span class='kw-mono kw-two'>${item.text}</span>")
                        .withProperty("text", r -> String.join(", ", r.reasons())),
                "240px");
        column("app", text(r -> Objects.requireNonNullElse(r.app(), "")), "140px");
        column("point", text(r -> DecisionWords.point(r.point())), "150px");
        Narrow.watch(UI.getCurrent(), this, this::fit);
    }

    private void column(String key, LitRenderer<DecisionRow> renderer, String width) {
        addColumn(renderer)
                .setKey(key)
                .setHeader(Words.say("column." + key))
                .setWidth(width)
                .setFlexGrow(key.equals("time") ? 0 : 1)
                .setResizable(true);
    }

    private static LitRenderer<DecisionRow> text(ValueProvider<DecisionRow, String> value) {
        return LitRenderer.<DecisionRow>of("<span class='kw-two'>${item.text}</span>")
                .withProperty("text", value);
    }

    private void fit(boolean narrow) {
        for (var key : List.of("reasons", "app", "point")) {
            getColumnByKey(key).setVisible(!narrow);
        }
        getColumnByKey("person").setWidth(narrow ? "110px" : "180px");
        getColumnByKey("effect").setWidth(narrow ? "150px" : "210px");
        getColumnByKey("time").setWidth(narrow ? "92px" : "150px");
    }
}
