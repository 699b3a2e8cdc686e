package health.keyward.console.base;

import com.vaadin.flow.component.ClientCallable;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.ComponentEvent;
import com.vaadin.flow.component.ComponentEventListener;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dependency.JavaScript;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableBody;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableHeader;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.shared.Registration;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Attempts over time, stacked by outcome. Dragging over it, or a time in its table, narrows the page. */
@JavaScript("context://webjars/echarts/5.3.1/dist/echarts.common.min.js")
@JavaScript("context://js/kw-chart.js")
public final class Histogram extends Div {
    /** A part of the time was chosen. */
    public static final class RangeChosen extends ComponentEvent<Histogram> {
        private final Instant from;
        private final Instant to;

        public RangeChosen(Histogram source, boolean fromClient, Instant from, Instant to) {
            super(source, fromClient);
            this.from = from;
            this.to = to;
        }

        public Instant from() {
            return from;
        }

        /** Exclusive. */
        public Instant to() {
            return to;
        }
    }

    /**
     * What one part of a bar is called and looks like.
     *
     * @param token name of a colour
     */
    public record Bar(String word, String token) implements java.io.Serializable {}

    private static final List<Bar> OUTCOMES = List.of(
            new Bar("outcome.SUCCESS", "--kw-ok"),
            new Bar("outcome.FAILED", "--kw-failed"),
            new Bar("outcome.DENIED", "--kw-denied"));

    /** The scripts may still be on their way when the page comes by push. */
    private static final String DRAW = """
            const draw = () => window.keywardChart && window.echarts
                ? window.keywardChart.show(this, $0, (a, b) => $1.$server.chosen(a, b)) : setTimeout(draw, 30);
            draw();
            """;

    private final String name;
    private final List<Bar> bars;
    private final Div canvas = new Div();
    private final Details table = new Details(Words.say("chart.table"));
    private health.keyward.contract.history.Histogram shown =
            new health.keyward.contract.history.Histogram(60, List.of());

    public Histogram() {
        this("chart.name", OUTCOMES);
    }

    /** @param bars what is called success, failed and denied elsewhere */
    public Histogram(String name, List<Bar> bars) {
        this.name = name;
        this.bars = List.copyOf(bars);
        setId("histogram");
        addClassName("kw-chart");
        canvas.addClassName("kw-canvas");
        canvas.getElement().setAttribute("role", "img");
        canvas.getElement().setAttribute("aria-label", Words.say(name));
        table.setId("histogram-table");
        add(canvas, table);
    }

    /** @param summary what the picture says, in a sentence */
    public void show(health.keyward.contract.history.Histogram histogram, Times times, String summary) {
        shown = histogram;
        canvas.getElement().setAttribute("aria-label", Words.say(name) + ". " + summary);
        canvas.getElement().executeJs(DRAW, data(times), getElement());
        table.removeAll();
        table.add(asTable(times));
    }

    public Registration addRangeChosenListener(ComponentEventListener<RangeChosen> listener) {
        return addListener(RangeChosen.class, listener);
    }

    @ClientCallable
    private void chosen(int first, int last) {
        int size = shown.buckets().size();
        if (size == 0) {
            return;
        }
        int a = Math.clamp(Math.min(first, last), 0, size - 1);
        int b = Math.clamp(Math.max(first, last), 0, size - 1);
        choose(a, b);
    }

    private void choose(int a, int b) {
        fireEvent(new RangeChosen(
                this,
                true,
                shown.buckets().get(a).start(),
                shown.buckets().get(b).start().plusSeconds(shown.stepSeconds())));
    }

    private ObjectNode data(Times times) {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("lang", Words.locale().toLanguageTag());
        var labels = json.putArray("labels");
        var titles = json.putArray("titles");
        boolean days = shown.stepSeconds() >= 86_400;
        boolean long_ = shown.stepSeconds() * shown.buckets().size() > 2 * 86_400;
        for (var bucket : shown.buckets()) {
            labels.add(
                    days
                            ? times.day(bucket.start())
                            : long_ ? times.brief(bucket.start()) : times.clock(bucket.start()));
            titles.add(title(bucket.start(), times));
        }
        var series = json.putArray("series");
        for (int i = 0; i < bars.size(); i++) {
            var one = series.addObject();
            one.put("label", Words.say(bars.get(i).word()));
            one.put("token", bars.get(i).token());
            var values = one.putArray("values");
            for (var bucket : shown.buckets()) {
                values.add(count(bucket, i));
            }
        }
        return json;
    }

    private Component asTable(Times times) {
        var head = new NativeTableRow(new NativeTableHeaderCell(Words.say("chart.time")));
        bars.forEach(b -> head.add(new NativeTableHeaderCell(Words.say(b.word()))));
        var body = new NativeTableBody();
        for (int i = 0; i < shown.buckets().size(); i++) {
            var bucket = shown.buckets().get(i);
            if (bucket.success() + bucket.failed() + bucket.denied() == 0) {
                continue;
            }
            int place = i;
            var narrow = new Button(title(bucket.start(), times), e -> choose(place, place));
            narrow.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
            var row = new NativeTableRow(new NativeTableCell(narrow));
            for (int b = 0; b < bars.size(); b++) {
                row.add(new NativeTableCell(Long.toString(count(bucket, b))));
            }
            body.add(row);
        }
        var box = new Div(new NativeTable(new NativeTableHeader(head), body));
        box.addClassName("kw-rows");
        box.getElement().setAttribute("tabindex", "0");
        box.getElement().setAttribute("role", "region");
        box.getElement().setAttribute("aria-label", Words.say("chart.table"));
        return box;
    }

    private String title(Instant start, Times times) {
        return shown.stepSeconds() >= 86_400
                ? times.day(start)
                : times.brief(start) + "–" + times.clock(start.plusSeconds(shown.stepSeconds()));
    }

    private static long count(health.keyward.contract.history.Histogram.Bucket bucket, int bar) {
        return switch (bar) {
            case 0 -> bucket.success();
            case 1 -> bucket.failed();
            default -> bucket.denied();
        };
    }
}
