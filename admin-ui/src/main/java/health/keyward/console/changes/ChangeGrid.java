package health.keyward.console.changes;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.data.renderer.LitRenderer;
import com.vaadin.flow.function.SerializableConsumer;
import com.vaadin.flow.function.ValueProvider;
import health.keyward.console.base.Narrow;
import health.keyward.console.base.Times;
import health.keyward.console.base.Words;
import health.keyward.console.proof.ProofMark;
import health.keyward.contract.history.ChangeRow;
import java.util.List;

/** The dense list of changes. */
final class ChangeGrid extends Grid<ChangeRow> {
    private static final String WHAT =
            "<span class='kw-outcome'><vaadin-icon src='icons/sprite.svg' symbol='${item.icon}' aria-hidden='true'></vaadin-icon>"
                    + "<span class='kw-two'>${item.operation} <span class='kw-why'>${item.area}</span></span></span>";

    ChangeGrid(Times times, SerializableConsumer<String> prove) {
        setId("changes-grid");
        addClassName("kw-grid");
        addThemeVariants(GridVariant.NO_BORDER);
        setSizeFull();
        setColumnReorderingAllowed(true);
        getElement().setProperty("accessibleName", Words.say("changes.title"));
        column(
                "time",
                LitRenderer.<ChangeRow>of("<time datetime='${item.iso}' title='${item.exact}'>${item.ago}</time>")
                        .withProperty("iso", r -> r.at().toString())
                        .withProperty("exact", r -> times.exact(r.at()))
                        .withProperty("ago", r -> times.ago(r.at())),
                "112px");
        column("actor", text(ChangeWords::actor), "160px");
        column(
                "change",
                LitRenderer.<ChangeRow>of(WHAT)
                        .withProperty("icon", r -> ChangeWords.icon(r.operation()))
                        .withProperty("operation", r -> ChangeWords.operation(r.operation()))
                        .withProperty("area", r -> ChangeWords.area(r.area())),
                "230px");
        column("target", text(ChangeWords::target), "220px");
        column("fields", text(r -> Integer.toString(r.fields())), "80px");
        column("source", text(r -> ChangeWords.source(r.source())), "190px");
        ProofMark.column(this, row -> !row.synthetic(), row -> prove.accept(row.id()));
        Narrow.watch(UI.getCurrent(), this, narrow -> {
            for (var key : List.of("target", "fields", "source", "proof")) {
                getColumnByKey(key).setVisible(!narrow);
            }
            getColumnByKey("time").setWidth(narrow ? "92px" : "112px");
            getColumnByKey("actor").setWidth(narrow ? "110px" : "160px");
            getColumnByKey("change").setWidth(narrow ? "140px" : "230px");
        });
    }

    private void column(String key, LitRenderer<ChangeRow> renderer, String width) {
        addColumn(renderer)
                .setKey(key)
                .setHeader(Words.say("column." + key))
                .setWidth(width)
                .setFlexGrow(key.equals("time") || key.equals("fields") ? 0 : 1)
                .setResizable(true);
    }

    private static LitRenderer<ChangeRow> text(ValueProvider<ChangeRow, String> value) {
        return LitRenderer.<ChangeRow>of("<span class='kw-two'>${item.text}</span>")
                .withProperty("text", value);
    }
}
