package health.keyward.console.stepup;

import com.vaadin.flow.component.dependency.JavaScript;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableBody;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableHeader;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import health.keyward.console.base.Words;
import health.keyward.contract.stepup.StepUpMapPreview;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Sign-ins per day, stacked: who would have been asked for more, and who had shown enough. The same stands in a table below. */
@JavaScript("context://webjars/echarts/5.3.1/dist/echarts.common.min.js")
@JavaScript("context://js/kw-chart.js")
final class DayChart extends Div {
    /** The scripts may still be on their way when the dialog comes by push. */
    private static final String DRAW = """
            const draw = () => window.keywardChart && window.echarts
                ? window.keywardChart.show(this, $0, () => {}) : setTimeout(draw, 30);
            draw();
            """;

    private final Div canvas = new Div();
    private final Details table = new Details(Words.say("chart.table"));

    DayChart() {
        setId("preview-days");
        addClassName("kw-chart");
        canvas.addClassName("kw-canvas");
        canvas.getElement().setAttribute("role", "img");
        add(canvas, table);
    }

    void show(List<StepUpMapPreview.Count> days, String summary) {
        canvas.getElement().setAttribute("aria-label", Words.say("map.chart") + ". " + summary);
        canvas.getElement().executeJs(DRAW, data(days));
        table.removeAll();
        table.add(asTable(days));
    }

    private static ObjectNode data(List<StepUpMapPreview.Count> days) {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("lang", Words.locale().toLanguageTag());
        var labels = json.putArray("labels");
        var titles = json.putArray("titles");
        days.forEach(day -> {
            labels.add(said(day.of()));
            titles.add(said(day.of()));
        });
        var series = json.putArray("series");
        var enough =
                series.addObject().put("label", Words.say("map.chart.enough")).put("token", "--kw-ok");
        var asked =
                series.addObject().put("label", Words.say("map.chart.asked")).put("token", "--kw-denied");
        var enoughValues = enough.putArray("values");
        var askedValues = asked.putArray("values");
        days.forEach(day -> {
            enoughValues.add(day.signIns() - day.asked());
            askedValues.add(day.asked());
        });
        return json;
    }

    private static Div asTable(List<StepUpMapPreview.Count> days) {
        var head = new NativeTableRow(
                new NativeTableHeaderCell(Words.say("chart.time")),
                new NativeTableHeaderCell(Words.say("map.signins")),
                new NativeTableHeaderCell(Words.say("map.chart.asked")),
                new NativeTableHeaderCell(Words.say("map.people")));
        var body = new NativeTableBody();
        days.forEach(day -> body.add(new NativeTableRow(
                new NativeTableCell(said(day.of())),
                new NativeTableCell(Long.toString(day.signIns())),
                new NativeTableCell(Long.toString(day.asked())),
                new NativeTableCell(Integer.toString(day.people())))));
        var box = new Div(new NativeTable(new NativeTableHeader(head), body));
        box.addClassName("kw-rows");
        box.getElement()
                .setAttribute("tabindex", "0")
                .setAttribute("role", "region")
                .setAttribute("aria-label", Words.say("chart.table"));
        return box;
    }

    private static String said(String day) {
        return DateTimeFormatter.ofLocalizedPattern("MMMd")
                .withLocale(Words.locale())
                .format(LocalDate.parse(day));
    }
}
