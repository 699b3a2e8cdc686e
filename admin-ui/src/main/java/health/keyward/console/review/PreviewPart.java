package health.keyward.console.review;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import health.keyward.console.base.Bars;
import health.keyward.console.base.Facts;
import health.keyward.console.base.Icons;
import health.keyward.console.base.Words;
import health.keyward.contract.review.ReviewLoad;
import health.keyward.contract.review.ReviewPreview;
import java.util.ArrayList;
import java.util.List;

/** What a campaign would ask of whom, before anybody is asked: items, load of each reviewer, orphans, and what one should think over (AR-1, AR-19). */
final class PreviewPart extends Div {
    PreviewPart(ReviewPreview preview) {
        setId("preview");
        addClassName("kw-zones");
        var warnings = warnings(preview);
        if (!warnings.isEmpty()) {
            var list = new UnorderedList();
            list.setId("preview-warnings");
            list.addClassName("kw-attention");
            warnings.forEach(said -> list.add(new ListItem(Icons.of("flag"), new Span(said))));
            var zone = zone("review.preview.warnings", list);
            zone.addClassName("kw-wide-zone");
            add(zone);
        }
        add(zone("review.preview.items", kinds(preview), risks(preview)), zone("review.preview.load", load(preview)));
        if (!preview.orphanSample().isEmpty()) {
            add(zone("review.preview.orphans", orphans(preview)));
        }
        add(zone(
                "review.preview.frozen",
                new Facts(Words.say("review.preview.frozen")).id("review.hash", preview.hash())));
    }

    static List<String> warnings(ReviewPreview preview) {
        var said = new ArrayList<String>();
        if (preview.items() == 0) {
            said.add(Words.say("review.warn.nothing"));
        }
        if (preview.orphans() > 0) {
            said.add(Words.say("review.warn.orphans", preview.orphans()));
        }
        if (preview.onFallback() > 0) {
            said.add(Words.say("review.warn.fallback", preview.onFallback()));
        }
        long over = preview.reviewers().stream().filter(ReviewLoad::overLoaded).count();
        if (over > 0) {
            said.add(Words.say("review.warn.load", over));
        }
        return said;
    }

    private static Component kinds(ReviewPreview preview) {
        var bars = new Bars(Words.say("review.preview.kinds"));
        preview.kinds()
                .forEach(one ->
                        bars.add(new Span(Words.of(one.kind())), count(one.items()), one.items(), 0, preview.items()));
        return bars;
    }

    private static Component risks(ReviewPreview preview) {
        var bars = new Bars(Words.say("mine.risk"));
        preview.risks()
                .forEach(one -> bars.add(
                        ReviewWords.marked(
                                ReviewWords.tone(one.risk()), ReviewWords.icon(one.risk()), Words.of(one.risk())),
                        count(one.items()),
                        one.items(),
                        0,
                        preview.items()));
        return bars;
    }

    private static Component load(ReviewPreview preview) {
        if (preview.reviewers().isEmpty()) {
            return new Paragraph(Words.say("review.preview.nobody"));
        }
        long most =
                preview.reviewers().stream().mapToLong(ReviewLoad::items).max().orElse(1);
        var bars = new Bars(Words.say("review.preview.load"));
        bars.setId("preview-load");
        for (var one : preview.reviewers()) {
            var name = new Span(new Span(one.username() == null ? one.reviewerId() : one.username()));
            if (one.overLoaded()) {
                var much = new Span(Words.say("review.load.much"));
                much.addClassNames("kw-tag", "failed");
                name.add(new Span(" "), much);
            }
            bars.add(
                    name,
                    Words.say("review.load", one.items(), one.highRisk()),
                    one.items() - one.highRisk(),
                    one.highRisk(),
                    most);
        }
        return bars;
    }

    private static Component orphans(ReviewPreview preview) {
        var list = new UnorderedList();
        list.setId("preview-orphans");
        list.addClassName("kw-checks");
        preview.orphanSample()
                .forEach(item -> list.add(new ListItem(ReviewWords.person(item) + ": " + ReviewWords.right(item))));
        return list;
    }

    static String count(long items) {
        return String.format(Words.locale(), "%,d", items);
    }

    private static Div zone(String key, Component... what) {
        var zone = new Div(new H2(Words.say(key)));
        zone.addClassName("kw-zone");
        zone.add(what);
        return zone;
    }
}
