package health.keyward.console.stepup;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
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
import health.keyward.console.api.Answer;
import health.keyward.console.base.States;
import health.keyward.console.base.Times;
import health.keyward.console.base.Words;
import health.keyward.contract.stepup.StepUpMapVersion;
import health.keyward.contract.stepup.StepUpMapVersions;
import java.util.List;
import java.util.function.Consumer;

/** Published versions: when, by whom, why, and what each changed. */
final class VersionsZone extends Div {
    private final Times times;
    private final transient Consumer<StepUpMapVersion> open;
    private final Div content = new Div();

    VersionsZone(Times times, Consumer<StepUpMapVersion> open) {
        this.times = times;
        this.open = open;
        setId("map-versions");
        addClassName("kw-zone");
        add(new H2(Words.say("map.versions")), content);
    }

    void show(Answer<StepUpMapVersions> answer) {
        content.removeAll();
        switch (answer) {
            case Answer.Ok<StepUpMapVersions>(var versions)
            when versions.rows().isEmpty() -> content.add(new Paragraph(Words.say("map.versions.none")));
            case Answer.Ok<StepUpMapVersions>(var versions) -> content.add(table(versions.rows()));
            case Answer<StepUpMapVersions> other -> content.add(new Paragraph(States.line(other)));
        }
    }

    private Component table(List<StepUpMapVersion> rows) {
        var head = new NativeTableRow();
        for (var key : List.of("map.version", "map.at", "map.by", "map.why", "map.differences")) {
            head.add(new NativeTableHeaderCell(Words.say(key)));
        }
        var body = new NativeTableBody();
        rows.forEach(version -> body.add(row(version)));
        var table = new NativeTable(new NativeTableHeader(head), body);
        table.addClassName("kw-diff");
        return table;
    }

    private NativeTableRow row(StepUpMapVersion version) {
        var at = new Span(times.ago(version.at()));
        at.setTitle(times.exact(version.at()));
        var differs = new Button(Words.say("map.rules.of", version.changes().size()), e -> open.accept(version));
        differs.setId("map-version-" + version.number());
        differs.setAriaLabel(Words.say("map.differences.of", version.number()));
        differs.addThemeVariants(ButtonVariant.SMALL);
        var by = new Span(version.proposal() == null ? version.by() : Words.say("map.by.two", version.by()));
        return new NativeTableRow(
                new NativeTableCell(new Span(Long.toString(version.number()))),
                new NativeTableCell(at),
                new NativeTableCell(by),
                new NativeTableCell(new Span(version.reason())),
                new NativeTableCell(differs));
    }
}
