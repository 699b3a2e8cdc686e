package health.keyward.console.review;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import health.keyward.console.base.Bars;
import health.keyward.console.base.Words;
import health.keyward.contract.review.ReviewCampaign;
import health.keyward.contract.review.ReviewEffect;
import health.keyward.contract.review.ReviewQuality;
import health.keyward.contract.review.ReviewerQuality;
import java.util.List;
import java.util.Set;

/** How far a campaign is, what was said, what became of it, and how carefully each reviewer looked (AR-10). */
final class ProgressPart extends Div {
    private static final Set<ReviewEffect> BAD =
            Set.of(ReviewEffect.FAILED, ReviewEffect.DRIFTED, ReviewEffect.BY_HAND);
    private static final List<String> HEADINGS = List.of(
            "review.reviewer",
            "review.quality.answered",
            "review.quality.open",
            "review.quality.median",
            "review.quality.together",
            "review.quality.against",
            "review.quality.requeued",
            "review.quality.score",
            "review.quality.findings");

    private final Div reviewers = new Div();

    ProgressPart(ReviewCampaign campaign) {
        setId("progress");
        addClassName("kw-zones");
        reviewers.setId("reviewers");
        reviewers.addClassNames("kw-zone", "kw-wide-zone");
        var said = new Div(new H2(Words.say("review.progress")), answers(campaign));
        said.addClassName("kw-zone");
        add(said);
        if (!campaign.progress().effects().isEmpty()) {
            var became = new Div(new H2(Words.say("review.effect")), effects(campaign));
            became.addClassName("kw-zone");
            add(became);
        }
        add(reviewers);
    }

    private static Component answers(ReviewCampaign campaign) {
        var now = campaign.progress();
        var bars = new Bars(Words.say("review.progress"));
        bars.setId("progress-answers");
        long all = now.items();
        bar(bars, "review.count.keep", now.keep(), 0, all);
        bar(bars, "review.count.reduce", now.reduce(), 0, all);
        bar(bars, "review.count.revoke", 0, now.revoke(), all);
        bar(bars, "review.count.open", now.open(), 0, all);
        for (var rare : List.of(
                new Rare("review.count.escalated", now.escalated()),
                new Rare("review.count.unresolved", now.unresolved()),
                new Rare("review.count.gone", now.gone()))) {
            if (rare.items() > 0) {
                bar(bars, rare.key(), 0, rare.items(), all);
            }
        }
        return bars;
    }

    private record Rare(String key, long items) {}

    private static void bar(Bars bars, String key, long ok, long failed, long all) {
        bars.add(new Span(Words.say(key)), PreviewPart.count(ok + failed), ok, failed, all);
    }

    private static Component effects(ReviewCampaign campaign) {
        var counts = campaign.progress().effects().stream()
                .filter(one -> one.effect() != ReviewEffect.NONE)
                .toList();
        long all = counts.stream().mapToLong(one -> one.items()).sum();
        var bars = new Bars(Words.say("review.effect"));
        bars.setId("progress-effects");
        for (var one : counts) {
            boolean bad = BAD.contains(one.effect());
            bars.add(
                    ReviewWords.marked(
                            ReviewWords.tone(one.effect()), ReviewWords.icon(one.effect()), Words.of(one.effect())),
                    PreviewPart.count(one.items()),
                    bad ? 0 : one.items(),
                    bad ? one.items() : 0,
                    all);
        }
        return bars;
    }

    void show(ReviewQuality quality) {
        reviewers.removeAll();
        reviewers.add(new H2(Words.say("review.quality.title", quality.score())));
        if (quality.reviewers().isEmpty()) {
            reviewers.add(new Paragraph(Words.say("review.quality.none")));
            return;
        }
        reviewers.add(new WideTable(
                Words.say("review.reviewer"),
                HEADINGS,
                quality.reviewers().stream().map(ProgressPart::row).toList()));
    }

    void show(Component instead) {
        reviewers.removeAll();
        reviewers.add(instead);
    }

    private static NativeTableRow row(ReviewerQuality one) {
        var findings = new Div();
        findings.addClassName("kw-tags");
        one.findings().forEach(code -> {
            var tag = new Span(ReviewWords.code("finding", code));
            tag.addClassNames("kw-tag", "denied");
            findings.add(tag);
        });
        return new NativeTableRow(
                new NativeTableCell(one.username() == null ? one.reviewerId() : one.username()),
                number(one.answers()),
                number(one.open()),
                new NativeTableCell(
                        one.answers() == 0 ? "–" : Words.say("review.quality.seconds", one.medianSeconds())),
                number(one.bulk()),
                number(one.against()),
                number(one.requeued()),
                new NativeTableCell(one.answers() == 0 ? "–" : Words.say("review.quality.of", one.score())),
                new NativeTableCell(findings));
    }

    private static NativeTableCell number(long value) {
        return new NativeTableCell(PreviewPart.count(value));
    }
}
