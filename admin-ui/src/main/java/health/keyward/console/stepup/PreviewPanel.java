package health.keyward.console.stepup;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import health.keyward.console.base.Bars;
import health.keyward.console.base.Words;
import health.keyward.contract.stepup.StepUpMapPreview;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the rules would have meant for past sign-ins: how often, for whom, by which rule and app, and what the past cannot tell. */
final class PreviewPanel extends Div {
    private static final int MOST = 8;

    PreviewPanel(StepUpMapPreview preview, int days) {
        setId("preview");
        addClassName("kw-fields");
        var all = preview.all();
        var answer = all.signIns() == 0
                ? Words.say("map.preview.none", days)
                : Words.say("map.preview.answer", days, all.signIns(), all.asked(), all.people());
        var said = new Paragraph(answer);
        said.setId("preview-answer");
        said.addClassNames("kw-said", "kw-strong");
        add(said);
        if (!preview.whole()) {
            add(quiet(Words.say("map.preview.cut", preview.from())));
        }
        if (!preview.days().isEmpty()) {
            var chart = new DayChart();
            chart.show(preview.days(), answer);
            add(chart);
        }
        var parts = new Div();
        parts.addClassName("kw-two-facts");
        part(parts, "map.preview.rules", "preview-rules", bars("map.preview.rules", preview.rules()));
        part(parts, "map.preview.apps", "preview-apps", bars("map.preview.apps", preview.apps()));
        part(parts, "map.preview.people", "preview-people", people(preview.people()));
        add(parts);
        unknown(preview);
    }

    private void unknown(StepUpMapPreview preview) {
        if (preview.levelUnknown() > 0) {
            add(quiet(Words.say("map.preview.unknown", preview.levelUnknown())));
        }
        preview.atRisk()
                .forEach(one ->
                        add(quiet(Words.say("map.preview.risk", one.of(), one.signIns(), one.asked(), one.people()))));
        if (!preview.unseen().isEmpty()) {
            add(quiet(Words.say("map.preview.unseen", String.join(", ", preview.unseen()))));
        }
        add(quiet(Words.say("map.preview.limits")));
    }

    private static void part(Div parts, String key, String id, @Nullable Component content) {
        if (content != null) {
            var title = new H3(Words.say(key));
            var box = new Div(title, content);
            box.addClassName("kw-group");
            box.setId(id);
            parts.add(box);
        }
    }

    private static @Nullable Component bars(String key, List<StepUpMapPreview.Count> counts) {
        var some = counts.stream().filter(one -> one.asked() > 0).limit(MOST).toList();
        if (some.isEmpty()) {
            return null;
        }
        long most = some.stream().mapToLong(StepUpMapPreview.Count::asked).max().orElse(1);
        var bars = new Bars(Words.say(key));
        some.forEach(one -> bars.add(
                new Span(one.of()), Words.say("map.preview.count", one.asked(), one.people()), 0, one.asked(), most));
        return bars;
    }

    private static @Nullable Component people(List<StepUpMapPreview.Person> people) {
        if (people.isEmpty()) {
            return null;
        }
        long most = people.getFirst().asked();
        var bars = new Bars(Words.say("map.preview.people"));
        people.stream()
                .limit(MOST)
                .forEach(one -> bars.add(link(one), Words.say("map.preview.times", one.asked()), 0, one.asked(), most));
        return bars;
    }

    private static Component link(StepUpMapPreview.Person person) {
        var name = person.name() == null ? person.username() : person.name();
        var link = new Anchor("people/" + person.id(), name == null ? person.id() : name);
        link.addClassName("kw-link");
        link.getElement().setAttribute("target", "_blank");
        return link;
    }

    private static Paragraph quiet(String words) {
        var text = new Paragraph(words);
        text.addClassNames("kw-quiet", "kw-said");
        return text;
    }
}
