package health.keyward.console.breakglass;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.data.renderer.LitRenderer;
import com.vaadin.flow.function.ValueProvider;
import health.keyward.console.base.Narrow;
import health.keyward.console.base.Times;
import health.keyward.console.base.Words;
import health.keyward.contract.breakglass.BreakGlassGrant;
import java.util.List;

/** The dense list of grants. */
final class GrantGrid extends Grid<BreakGlassGrant> {
    private static final String STATE =
            "<span class='kw-outcome ${item.tone}'><vaadin-icon src='icons/sprite.svg' symbol='${item.icon}' aria-hidden='true'>"
                    + "</vaadin-icon><span class='kw-two'>${item.what} <span class='kw-why'>${item.why}</span></span></span>";

    GrantGrid(Times times) {
        setId("grants");
        addClassName("kw-grid");
        addThemeVariants(GridVariant.NO_BORDER);
        setSizeFull();
        setColumnReorderingAllowed(true);
        getElement().setProperty("accessibleName", Words.say("grant.part.grants"));
        column(
                "time",
                LitRenderer.<BreakGlassGrant>of("<time datetime='${item.iso}' title='${item.exact}'>${item.ago}</time>")
                        .withProperty("iso", g -> g.from().toString())
                        .withProperty("exact", g -> times.exact(g.from()))
                        .withProperty("ago", g -> times.ago(g.from())),
                "150px");
        column("person", text(BreakGlassGrant::username, false), "170px");
        column(
                "state",
                LitRenderer.<BreakGlassGrant>of(STATE)
                        .withProperty("tone", g -> GrantWords.runs(g) ? "DENIED" : "")
                        .withProperty("icon", g -> GrantWords.runs(g) ? "clock" : "ok")
                        .withProperty("what", GrantWords::state)
                        .withProperty("why", GrantWords::ending),
                "230px");
        column("reason", text(BreakGlassGrant::reason, true), "220px");
        column("app", text(g -> String.join(", ", g.apps()), false), "150px");
        column("marks", text(g -> String.join(", ", GrantWords.marks(g)), false), "180px");
        Narrow.watch(UI.getCurrent(), this, this::fit);
    }

    private void column(String key, LitRenderer<BreakGlassGrant> renderer, String width) {
        addColumn(renderer)
                .setKey(key)
                .setHeader(Words.say("column." + key))
                .setWidth(width)
                .setFlexGrow(key.equals("time") ? 0 : 1)
                .setResizable(true);
    }

    private static LitRenderer<BreakGlassGrant> text(ValueProvider<BreakGlassGrant, String> value, boolean code) {
        return LitRenderer.<BreakGlassGrant>of(
                        "<span class='" + (code ? "kw-mono " : "") + "kw-two'>${item.text}</span>")
                .withProperty("text", value);
    }

    private void fit(boolean narrow) {
        for (var key : List.of("reason", "app", "marks")) {
            getColumnByKey(key).setVisible(!narrow);
        }
        getColumnByKey("person").setWidth(narrow ? "110px" : "170px");
        getColumnByKey("state").setWidth(narrow ? "150px" : "230px");
        getColumnByKey("time").setWidth(narrow ? "92px" : "150px");
    }
}
