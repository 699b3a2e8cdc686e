package health.keyward.console.coverage;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableBody;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableHeader;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.orderedlayout.VerticalLayout;
import com.vaadin.flow.dom.Element;
import com.vaadin.flow.router.RouterLink;
import health.keyward.console.base.Asked;
import health.keyward.console.base.Bars;
import health.keyward.console.base.Words;
import health.keyward.contract.stepup.FactorCoverage;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;

/** The share by role, and how it went. */
final class RolesPart extends Div {
    RolesPart(FactorCoverage found) {
        addClassNames("kw-zones", "kw-two-zones");
        setId("coverage-roles");
        add(roles(found), trend(found.trend()));
    }

    private static Component roles(FactorCoverage found) {
        var zone = zone("coverage.roles", "coverage-by-role");
        zone.add(quiet(Words.say("coverage.legend")));
        var bars = new Bars(Words.say("coverage.roles"));
        for (var role : found.roles()) {
            var link = new RouterLink(role.name(), CoverageView.class);
            link.setQueryParameters(CoverageFilter.ALL
                    .role(role.name())
                    .put(new Asked.Builder().put("show", Part.PEOPLE.word()))
                    .build());
            link.addClassName("kw-link");
            var touches = new Span(" · " + CoverageWords.touches(role));
            touches.addClassName("kw-quiet");
            var figure = role.figure();
            bars.add(
                    new Span(link, touches),
                    CoverageWords.note(figure),
                    figure.phishingResistant(),
                    figure.none(),
                    figure.people());
        }
        zone.add(bars);
        return zone;
    }

    /** One bar a day, as high as the share; the same as a table. */
    private static Component trend(List<FactorCoverage.Day> days) {
        var zone = zone("coverage.trend", "coverage-trend");
        var first = days.getFirst();
        var last = days.getLast();
        var said = days.size() < 2
                ? Words.say("coverage.trend.new")
                : Words.say(
                        "coverage.trend.said",
                        CoverageWords.percent(first.figure()),
                        day(first.day()),
                        CoverageWords.percent(last.figure()));
        var picture = new Div();
        picture.addClassName("kw-trend");
        picture.getElement().setAttribute("role", "img").setAttribute("aria-label", said);
        for (var day : days) {
            var bar = new Element("i");
            bar.getStyle().set("height", Math.max(1, CoverageWords.percent(day.figure())) + "%");
            picture.getElement().appendChild(bar);
        }
        zone.add(quiet(said), picture, table(days));
        return zone;
    }

    private static Component table(List<FactorCoverage.Day> days) {
        var head = new NativeTableRow(
                new NativeTableHeaderCell(Words.say("coverage.day")),
                new NativeTableHeaderCell(Words.say("coverage.share")),
                new NativeTableHeaderCell(Words.say("coverage.people")),
                new NativeTableHeaderCell(Words.say("coverage.without")));
        var body = new NativeTableBody();
        for (var day : days.reversed()) {
            body.add(new NativeTableRow(
                    new NativeTableCell(day(day.day())),
                    new NativeTableCell(CoverageWords.percent(day.figure()) + " %"),
                    new NativeTableCell(number(day.figure().people())),
                    new NativeTableCell(number(day.figure().none()))));
        }
        var table = new NativeTable(new NativeTableHeader(head), body);
        table.addClassName("kw-diff");
        var details = new Details(Words.say("chart.table"), new VerticalLayout(table));
        details.setId("coverage-trend-table");
        return details;
    }

    private static String day(LocalDate day) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
                .withLocale(Words.locale())
                .format(day);
    }

    private static String number(long value) {
        Locale locale = Words.locale();
        return String.format(locale, "%,d", value);
    }

    private static Div zone(String key, String id) {
        var zone = new Div(new H2(Words.say(key)));
        zone.addClassName("kw-zone");
        zone.setId(id);
        return zone;
    }

    private static Paragraph quiet(String words) {
        var text = new Paragraph(words);
        text.addClassNames("kw-quiet", "kw-said");
        return text;
    }
}
