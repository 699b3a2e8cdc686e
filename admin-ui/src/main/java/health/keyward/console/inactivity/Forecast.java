package health.keyward.console.inactivity;

import com.vaadin.flow.component.dependency.JavaScript;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableBody;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableHeader;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Span;
import health.keyward.console.base.Words;
import health.keyward.contract.inactivity.InactivitySummary;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.function.ToLongFunction;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What comes due on each day to come if nobody signs in, stacked; its sums stand above, the same figures in a table below. */
@JavaScript("context://webjars/echarts/5.3.1/dist/echarts.common.min.js")
@JavaScript("context://js/kw-chart.js")
final class Forecast extends Div {
    /** The scripts may still be on their way when the page comes by push. */
    private static final String DRAW = """
            const draw = () => window.keywardChart && window.echarts
                ? window.keywardChart.show(this, $0, () => {}) : setTimeout(draw, 30);
            draw();
            """;

    private record Part(String key, String token, ToLongFunction<InactivitySummary.Day> of) {}

    private static final List<Part> PARTS = List.of(
            new Part("warn", "--kw-step_up", InactivitySummary.Day::warn),
            new Part("disable", "--kw-denied", InactivitySummary.Day::disable),
            new Part("archive", "--kw-ok", InactivitySummary.Day::archive),
            new Part("delete", "--kw-failed", InactivitySummary.Day::delete));

    private final Div legend = new Div();
    private final Div canvas = new Div();
    private final Details table = new Details(Words.say("chart.table"));

    Forecast() {
        setId("forecast");
        addClassName("kw-chart");
        legend.setId("forecast-sums");
        legend.addClassName("kw-legend");
        canvas.addClassName("kw-canvas");
        canvas.getElement().setAttribute("role", "img").setAttribute("aria-label", Words.say("dormant.forecast"));
        table.setId("forecast-table");
        add(legend, canvas, table);
    }

    void show(List<InactivitySummary.Day> days) {
        legend.removeAll();
        PARTS.forEach(part -> {
            var swatch = new Span();
            swatch.addClassName("kw-swatch");
            swatch.getStyle().set("background", "var(" + part.token() + ")");
            legend.add(new Span(swatch, new Span(word(part) + " " + sum(days, part))));
        });
        canvas.getElement().setAttribute("aria-label", Words.say("dormant.forecast") + ". " + said(days));
        canvas.getElement().executeJs(DRAW, data(days));
        table.removeAll();
        table.add(asTable(days));
    }

    private static String said(List<InactivitySummary.Day> days) {
        return PARTS.stream()
                .map(part -> word(part) + " " + sum(days, part))
                .reduce((one, other) -> one + ", " + other)
                .orElse("");
    }

    private static long sum(List<InactivitySummary.Day> days, Part part) {
        return days.stream().mapToLong(part.of()).sum();
    }

    private static String word(Part part) {
        return Words.say("dormant.forecast." + part.key());
    }

    private static ObjectNode data(List<InactivitySummary.Day> days) {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("lang", Words.locale().toLanguageTag());
        var labels = json.putArray("labels");
        var titles = json.putArray("titles");
        days.forEach(day -> {
            labels.add(date(day));
            titles.add(date(day));
        });
        var series = json.putArray("series");
        PARTS.forEach(part -> {
            var one = series.addObject().put("label", word(part)).put("token", part.token());
            var values = one.putArray("values");
            days.forEach(day -> values.add(part.of().applyAsLong(day)));
        });
        return json;
    }

    /** Days on which nothing is due are left out. */
    private static Div asTable(List<InactivitySummary.Day> days) {
        var head = new NativeTableRow(new NativeTableHeaderCell(Words.say("dormant.day")));
        PARTS.forEach(part -> head.add(new NativeTableHeaderCell(word(part))));
        var body = new NativeTableBody();
        days.stream()
                .filter(day -> PARTS.stream().anyMatch(part -> part.of().applyAsLong(day) > 0))
                .forEach(day -> {
                    var row = new NativeTableRow(new NativeTableCell(date(day)));
                    PARTS.forEach(part ->
                            row.add(new NativeTableCell(Long.toString(part.of().applyAsLong(day)))));
                    body.add(row);
                });
        var box = new Div(new NativeTable(new NativeTableHeader(head), body));
        box.addClassName("kw-rows");
        box.getElement()
                .setAttribute("tabindex", "0")
                .setAttribute("role", "region")
                .setAttribute("aria-label", Words.say("chart.table"));
        return box;
    }

    private static String date(InactivitySummary.Day day) {
        return DateTimeFormatter.ofLocalizedPattern("MMMd")
                .withLocale(Words.locale())
                .format(day.day());
    }
}
