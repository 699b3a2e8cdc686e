package health.keyward.console.breakglass;

import com.vaadin.flow.component.Component;
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
import health.keyward.console.base.Bars;
import health.keyward.console.base.Facts;
import health.keyward.console.base.Words;
import health.keyward.contract.breakglass.BreakGlassMetrics;
import health.keyward.contract.breakglass.BreakGlassMetrics.Cell;
import health.keyward.contract.breakglass.BreakGlassMetrics.Rate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Where and why the glass is broken, as a map of units and reasons, and what the numbers say (BG-18). */
final class NumbersPart extends Div {
    /** Steps of shade, so that what stands out is seen; the number stands in every cell. */
    private static final int SHADES = 4;

    private static final int MOST = 12;

    /** @param link address of the grants of one reason or of one person */
    NumbersPart(BreakGlassMetrics numbers, Function<GrantsFilter, Component> link) {
        setId("grant-numbers");
        addClassName("kw-zones");
        add(
                map(numbers),
                rates("grant.units", "rate-units", numbers.byUnit(), rate -> new Span(GrantWords.unit(rate.name()))));
        add(rates(
                "grant.reasons",
                "rate-reasons",
                numbers.byReason(),
                rate -> link.apply(GrantsFilter.ALL.reason(rate.name()))));
        add(rates("grant.roles", "rate-roles", numbers.byRole(), rate -> new Span(rate.name())));
        add(again(numbers, link), reviews(numbers));
    }

    private static Div map(BreakGlassMetrics numbers) {
        var zone = zone("grant.map", "grant-map");
        zone.addClassName("kw-heat-zone");
        zone.getElement()
                .setAttribute("tabindex", "0")
                .setAttribute("role", "region")
                .setAttribute("aria-label", Words.say("grant.map"));
        List<String> units =
                numbers.byUnit().stream().map(Rate::name).limit(MOST).toList();
        List<String> reasons =
                numbers.byReason().stream().map(Rate::name).limit(MOST).toList();
        Map<List<String>, Long> cells = new HashMap<>();
        numbers.map().forEach(cell -> cells.put(List.of(cell.unit(), cell.reason()), cell.grants()));
        long most = numbers.map().stream().mapToLong(Cell::grants).max().orElse(1);
        var head = new NativeTableRow(new NativeTableHeaderCell(Words.say("column.unit")));
        reasons.forEach(reason -> head.add(heading(reason, "col")));
        var body = new NativeTableBody();
        for (var unit : units) {
            var row = new NativeTableRow(heading(GrantWords.unit(unit), "row"));
            for (var reason : reasons) {
                long grants = cells.getOrDefault(List.of(unit, reason), 0L);
                var cell = new NativeTableCell(new Span(grants == 0 ? "–" : GrantWords.number(grants, 0)));
                if (grants > 0) {
                    cell.addClassName("kw-heat-" + (1 + (SHADES - 1) * grants / most));
                }
                row.add(cell);
            }
            body.add(row);
        }
        var table = new NativeTable(new NativeTableHeader(head), body);
        table.addClassNames("kw-diff", "kw-heat");
        zone.add(table);
        return zone;
    }

    private static NativeTableHeaderCell heading(String text, String scope) {
        var cell = new NativeTableHeaderCell(text);
        cell.getElement().setAttribute("scope", scope);
        return cell;
    }

    private static Div rates(String key, String id, List<Rate> rates, Function<Rate, Component> label) {
        var zone = zone(key, id);
        if (rates.isEmpty()) {
            zone.add(new Paragraph(Words.say("grant.none")));
            return zone;
        }
        var bars = new Bars(Words.say(key));
        long most = rates.stream().mapToLong(Rate::grants).max().orElse(1);
        for (var rate : rates.stream().limit(MOST).toList()) {
            bars.add(label.apply(rate), GrantWords.rate(rate.grants(), rate.rate()), rate.grants(), 0, most);
        }
        zone.add(bars);
        return zone;
    }

    private static Div again(BreakGlassMetrics numbers, Function<GrantsFilter, Component> link) {
        var zone = zone("grant.again", "grant-again");
        zone.add(new Paragraph(Words.say("grant.patients", numbers.patientsWithMore())));
        if (numbers.repeatUsers().isEmpty()) {
            zone.add(new Paragraph(Words.say("grant.again.none")));
            return zone;
        }
        var bars = new Bars(Words.say("grant.again"));
        long most = numbers.repeatUsers().getFirst().grants();
        for (var one : numbers.repeatUsers()) {
            bars.add(
                    link.apply(GrantsFilter.ALL.person(one.username())),
                    Words.say("grant.again.of", one.grants(), one.patients()),
                    one.grants(),
                    0,
                    most);
        }
        zone.add(bars);
        return zone;
    }

    private static Div reviews(BreakGlassMetrics numbers) {
        var zone = zone("grant.reviews", "grant-reviews");
        if (numbers.minutesToReview() == null && numbers.overdue() == null && numbers.inappropriate() == null) {
            zone.add(new Paragraph(Words.say("grant.reviews.none")));
        } else {
            zone.add(new Facts(Words.say("grant.reviews.facts"))
                    .fact(
                            "grant.median",
                            numbers.minutesToReview() == null
                                    ? Words.say("grant.unknown")
                                    : Words.say("grant.minutes", GrantWords.number(numbers.minutesToReview(), 0)))
                    .fact("grant.overdue", GrantWords.share(numbers.overdue()))
                    .fact("grant.inappropriate", GrantWords.share(numbers.inappropriate()))
                    .fact("grant.gap", GrantWords.share(numbers.policyGap())));
        }
        zone.add(new Facts(Words.say("grant.unusual"))
                .fact("grant.extensions", GrantWords.number(numbers.extensions(), 0))
                .fact("grant.waived.count", GrantWords.number(numbers.waived(), 0))
                .fact("grant.degraded.count", GrantWords.number(numbers.degraded(), 0)));
        return zone;
    }

    private static Div zone(String key, String id) {
        var zone = new Div(new H2(Words.say(key)));
        zone.setId(id);
        zone.addClassName("kw-zone");
        return zone;
    }
}
