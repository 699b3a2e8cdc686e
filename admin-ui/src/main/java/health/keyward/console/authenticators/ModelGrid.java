package health.keyward.console.authenticators;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.data.renderer.LitRenderer;
import com.vaadin.flow.function.ValueProvider;
import health.keyward.console.base.Narrow;
import health.keyward.console.base.Words;
import health.keyward.contract.stepup.ModelRow;

/** Models: those people have first. */
final class ModelGrid extends Grid<ModelRow> {
    private static final String USE =
            "<span class='kw-outcome kw-wraps ${item.tone}'><vaadin-icon src='icons/sprite.svg' symbol='${item.icon}' aria-hidden='true'></vaadin-icon>"
                    + "<span>${item.word}</span></span>";

    ModelGrid() {
        setId("models");
        addClassName("kw-grid");
        addThemeVariants(GridVariant.NO_BORDER);
        setSizeFull();
        getElement().setProperty("accessibleName", Words.say("models.title"));
        column("model", text(ModelRow::name), "220px", 1);
        column(
                "use",
                LitRenderer.<ModelRow>of(USE)
                        .withProperty("tone", row -> ModelWords.tone(row.use()))
                        .withProperty("icon", row -> ModelWords.icon(row.use()))
                        .withProperty("word", ModelWords::use),
                "250px",
                0);
        column("had", text(ModelGrid::had), "150px", 0);
        column("verifies", text(row -> ModelWords.methods(row.verification())), "220px", 1);
        column("certified", text(ModelGrid::certified), "170px", 0);
        Narrow.watch(UI.getCurrent(), this, narrow -> {
            getColumnByKey("verifies").setVisible(!narrow);
            getColumnByKey("certified").setVisible(!narrow);
            getColumnByKey("had").setVisible(!narrow);
            getColumnByKey("model").setWidth(narrow ? "150px" : "220px");
            getColumnByKey("use").setWidth(narrow ? "190px" : "250px");
        });
    }

    private static String had(ModelRow row) {
        return row.credentials() == 0
                ? Words.say("models.nobody")
                : Words.say("models.had", row.credentials(), row.proven());
    }

    private static String certified(ModelRow row) {
        return row.certification() == null
                ? Words.say(row.known() ? "models.notsaid" : "models.unknown")
                : row.certification();
    }

    private void column(String key, LitRenderer<ModelRow> renderer, String width, int grow) {
        addColumn(renderer)
                .setKey(key)
                .setHeader(Words.say("models.column." + key))
                .setWidth(width)
                .setFlexGrow(grow)
                .setResizable(true);
    }

    private static LitRenderer<ModelRow> text(ValueProvider<ModelRow, String> value) {
        return LitRenderer.<ModelRow>of("<span class='kw-two'>${item.text}</span>")
                .withProperty("text", value);
    }
}
