package health.keyward.console.coverage;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.data.renderer.LitRenderer;
import com.vaadin.flow.function.ValueProvider;
import health.keyward.console.base.Narrow;
import health.keyward.console.base.Times;
import health.keyward.console.base.Words;
import health.keyward.contract.stepup.CoveragePage;
import java.util.List;

/** People and the best factor they hold. */
final class PersonGrid extends Grid<CoveragePage.Person> {
    private static final String FACTOR =
            "<span class='kw-outcome ${item.tone}'><vaadin-icon src='icons/sprite.svg' symbol='${item.icon}' aria-hidden='true'></vaadin-icon>"
                    + "<span>${item.word}</span></span>";

    PersonGrid(Times times) {
        setId("coverage-people");
        addClassName("kw-grid");
        addThemeVariants(GridVariant.NO_BORDER);
        setSizeFull();
        getElement().setProperty("accessibleName", Words.say("coverage.people"));
        column("person", text(CoverageWords::person), "170px", 1);
        column("unit", text(p -> p.unit() == null ? "–" : p.unit()), "150px", 1);
        column("roles", text(p -> String.join(", ", p.roles())), "190px", 1);
        column(
                "factor",
                LitRenderer.<CoveragePage.Person>of(FACTOR)
                        .withProperty("tone", p -> CoverageWords.tone(p.factor()))
                        .withProperty("icon", p -> CoverageWords.icon(p.factor()))
                        .withProperty("word", p -> Words.of(p.factor())),
                "190px",
                0);
        column("lastsignin", text(p -> p.lastSignIn() == null ? "–" : times.ago(p.lastSignIn())), "120px", 0);
        column("excepted", text(p -> p.exceptedUntil() == null ? "–" : times.day(p.exceptedUntil())), "120px", 0);
        Narrow.watch(UI.getCurrent(), this, narrow -> {
            for (var key : List.of("unit", "roles", "lastsignin", "excepted")) {
                getColumnByKey(key).setVisible(!narrow);
            }
            getColumnByKey("factor").setWidth(narrow ? "170px" : "190px");
        });
    }

    private void column(String key, LitRenderer<CoveragePage.Person> renderer, String width, int grow) {
        addColumn(renderer)
                .setKey(key)
                .setHeader(Words.say("column." + key))
                .setWidth(width)
                .setFlexGrow(grow)
                .setResizable(true);
    }

    private static LitRenderer<CoveragePage.Person> text(ValueProvider<CoveragePage.Person, String> value) {
        return LitRenderer.<CoveragePage.Person>of("<span class='kw-two'>${item.text}</span>")
                .withProperty("text", value);
    }
}
