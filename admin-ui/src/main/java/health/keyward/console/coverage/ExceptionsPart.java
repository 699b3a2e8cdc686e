package health.keyward.console.coverage;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableBody;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableHeader;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Span;
import health.keyward.console.base.Times;
import health.keyward.console.base.Words;
import health.keyward.contract.stepup.FactorException;
import health.keyward.contract.stepup.FactorExceptions;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/** Who is or was excepted, by whom, until when, and who answers for it. */
final class ExceptionsPart extends Div {
    private final Times times;
    private final transient Consumer<FactorException> end;

    ExceptionsPart(FactorExceptions found, Times times, Consumer<FactorException> end) {
        this.times = times;
        this.end = end;
        setId("coverage-exceptions");
        addClassNames("kw-zone", "kw-exceptions");
        getElement().setAttribute("tabindex", "0").setAttribute("role", "region");
        getElement().setAttribute("aria-label", Words.say("coverage.exceptions"));
        var head = new NativeTableRow();
        for (var key : List.of(
                "coverage.whom",
                "column.state",
                "coverage.until",
                "coverage.owner",
                "coverage.allowed",
                "end.reason")) {
            head.add(new NativeTableHeaderCell(Words.say(key)));
        }
        head.add(new NativeTableHeaderCell(Words.say("retain.act")));
        var body = new NativeTableBody();
        found.rows().forEach(one -> body.add(line(one)));
        var table = new NativeTable(new NativeTableHeader(head), body);
        table.addClassName("kw-diff");
        add(table);
    }

    private NativeTableRow line(FactorException one) {
        var until = new Span(times.day(one.until()));
        until.setTitle(times.exact(one.until()));
        var allowed = new Span(
                Objects.requireNonNullElse(one.allowedBy(), one.allowedById()) + ", " + times.day(one.allowedAt()));
        allowed.setTitle(times.exact(one.allowedAt()));
        return new NativeTableRow(
                new NativeTableCell(new Span(CoverageWords.whom(one))),
                new NativeTableCell(
                        new Span(Words.say("coverage.state." + one.state().name()))),
                new NativeTableCell(until),
                new NativeTableCell(new Span(Objects.requireNonNullElse(one.owner(), one.ownerId()))),
                new NativeTableCell(allowed),
                new NativeTableCell(
                        new Span(one.endReason() == null ? one.reason() : one.reason() + " → " + one.endReason())),
                new NativeTableCell(act(one)));
    }

    private Component act(FactorException one) {
        if (one.state() != FactorException.State.STANDING) {
            return new Span("–");
        }
        var button = new Button(Words.say("coverage.end"), e -> end.accept(one));
        button.setAriaLabel(Words.say("coverage.end") + ": " + CoverageWords.whom(one));
        button.getElement().setAttribute("data-exception", one.id());
        button.addThemeVariants(ButtonVariant.SMALL, ButtonVariant.TERTIARY);
        return button;
    }
}
