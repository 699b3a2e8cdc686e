package health.keyward.console.person;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.data.renderer.LitRenderer;
import health.keyward.console.abac.DecisionWords;
import health.keyward.console.abac.DecisionsView;
import health.keyward.console.base.Narrow;
import health.keyward.console.base.Times;
import health.keyward.console.base.Words;
import health.keyward.console.changes.ChangeWords;
import health.keyward.console.history.Rows;
import health.keyward.contract.history.TimelinePage;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Everything about one person in one list, newest first; a line leads to its details. */
final class TimelineGrid extends Grid<TimelinePage.Item> {
    private static final String TIME = "<time datetime='${item.iso}' title='${item.exact}'>${item.ago}</time>"
            + " <span class='kw-demo' ?hidden='${!item.demo}'>demo</span>";
    private static final String WHAT =
            "<span class='kw-outcome ${item.tone}'><vaadin-icon src='icons/sprite.svg' symbol='${item.icon}' aria-hidden='true'></vaadin-icon>"
                    + "<a class='kw-two kw-plain' href='${item.href}'>${item.what} <span class='kw-why'>${item.why}</span></a></span>";

    TimelineGrid(Times times) {
        setId("timeline");
        addClassName("kw-grid");
        addThemeVariants(GridVariant.NO_BORDER);
        setSelectionMode(SelectionMode.NONE);
        setSizeFull();
        getElement().setProperty("accessibleName", Words.say("person.timeline"));
        addColumn(LitRenderer.<TimelinePage.Item>of(TIME)
                        .withProperty("iso", i -> i.at().toString())
                        .withProperty("exact", i -> times.exact(i.at()))
                        .withProperty("ago", i -> times.ago(i.at()))
                        .withProperty(
                                "demo", i -> i.event() != null && i.event().synthetic()))
                .setKey("time")
                .setHeader(Words.say("column.time"))
                .setWidth("170px")
                .setFlexGrow(0);
        addColumn(LitRenderer.<TimelinePage.Item>of(WHAT)
                        .withProperty("tone", TimelineGrid::tone)
                        .withProperty("icon", TimelineGrid::icon)
                        .withProperty("href", TimelineGrid::link)
                        .withProperty("what", TimelineGrid::what)
                        .withProperty("why", TimelineGrid::why))
                .setKey("what")
                .setHeader(Words.say("column.what"))
                .setWidth("240px")
                .setResizable(true);
        addColumn(LitRenderer.<TimelinePage.Item>of("<span class='kw-two'><span>${item.text}</span></span>")
                        .withProperty("text", TimelineGrid::around))
                .setKey("around")
                .setHeader(Words.say("column.around"))
                .setWidth("220px")
                .setResizable(true);
        Narrow.watch(UI.getCurrent(), this, narrow -> getColumnByKey("around").setVisible(!narrow));
    }

    private static String tone(TimelinePage.Item item) {
        if (item.decision() != null) {
            return DecisionWords.tone(item.decision().effect());
        }
        return item.event() == null ? "" : Rows.tone(item.event());
    }

    private static String icon(TimelinePage.Item item) {
        if (item.event() != null) {
            return Rows.icon(item.event());
        }
        if (item.decision() != null) {
            return DecisionWords.icon(item.decision().effect());
        }
        return item.change() == null ? "info" : ChangeWords.icon(item.change().operation());
    }

    private static String link(TimelinePage.Item item) {
        if (item.event() != null) {
            return "activity/sign-ins?person=" + item.event().personId() + "&time=90d&open="
                    + item.event().id();
        }
        if (item.decision() != null) {
            return DecisionsView.PATH + "?time=90d&open=" + item.decision().id();
        }
        return item.change() == null
                ? ""
                : "activity/changes?time=90d&open=" + item.change().id();
    }

    private static String what(TimelinePage.Item item) {
        if (item.event() != null) {
            return Rows.what(item.event());
        }
        if (item.decision() != null) {
            return DecisionWords.effect(item.decision().effect());
        }
        return item.change() == null ? "" : ChangeWords.operation(item.change().operation());
    }

    private static String why(TimelinePage.Item item) {
        if (item.event() != null) {
            return Rows.why(item.event());
        }
        if (item.decision() != null) {
            return item.decision().enforced()
                    ? String.join(", ", item.decision().reasons())
                    : Words.say("decisions.onlyrecorded");
        }
        return item.change() == null
                ? ""
                : ChangeWords.area(item.change().area()) + " · " + ChangeWords.actor(item.change());
    }

    private static String around(TimelinePage.Item item) {
        if (item.event() != null) {
            var e = item.event();
            return Stream.of(e.app(), Rows.how(e), e.address(), e.device())
                    .filter(t -> t != null && !t.isEmpty())
                    .collect(Collectors.joining(" · "));
        }
        if (item.decision() != null) {
            var d = item.decision();
            return Stream.of(d.app(), d.resourceType() + " " + d.action())
                    .filter(Objects::nonNull)
                    .collect(Collectors.joining(" · "));
        }
        var c = Objects.requireNonNull(item.change());
        return Stream.of(c.app(), c.address()).filter(Objects::nonNull).collect(Collectors.joining(" · "));
    }
}
