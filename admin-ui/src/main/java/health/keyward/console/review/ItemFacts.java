package health.keyward.console.review;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import health.keyward.console.base.Facts;
import health.keyward.console.base.Times;
import health.keyward.console.base.Words;
import health.keyward.contract.review.ReviewAnswer;
import health.keyward.contract.review.ReviewContext;
import health.keyward.contract.review.ReviewEffect;
import health.keyward.contract.review.ReviewItem;
import health.keyward.contract.review.ReviewOrigin;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What helps to decide about one right of one person (AR-7), and what was said about it. What nobody knows is said too. */
final class ItemFacts {
    private final Times times;

    ItemFacts(Times times) {
        this.times = times;
    }

    Component[] of(ReviewItem item) {
        return new Component[] {recommended(item), right(item), context(item), answers(item), effect(item), ends(item)};
    }

    private static Component recommended(ReviewItem item) {
        var said = item.recommendation();
        var words = new Paragraph(ReviewWords.speaksFor(said));
        words.addClassNames("kw-said", "kw-strong");
        var box = new Div(words);
        box.setId("item-recommended");
        box.addClassNames("kw-group", "kw-recommended");
        if (said != null && !said.reasons().isEmpty()) {
            var reasons = new UnorderedList();
            reasons.addClassName("kw-reasons");
            said.reasons().forEach(code -> reasons.add(new ListItem(ReviewWords.code("reason", code))));
            box.add(reasons);
        }
        return box;
    }

    private static Component right(ReviewItem item) {
        var denial = item.denial();
        var changes =
                Words.say(denial.kind().equals("GROUP") ? "mine.denial.group" : "mine.denial.role", denial.name());
        var facts = new Facts(Words.say("mine.right"))
                .fact("mine.kind", Words.of(item.kind()))
                .fact(
                        "mine.risk",
                        ReviewWords.marked(
                                ReviewWords.tone(item.risk()), ReviewWords.icon(item.risk()), Words.of(item.risk())))
                .fact(
                        "mine.path",
                        item.path().isEmpty() ? Words.say("mine.path.direct") : String.join(" → ", item.path()))
                .fact("mine.origin", origin(item.origin()))
                .fact(
                        "mine.holding",
                        item.origin() == null ? null : Words.of(item.origin().holding()))
                .fact(
                        "mine.denial",
                        denial.alsoLoses() == 0
                                ? changes
                                : changes + " " + Words.say("mine.denial.also", denial.alsoLoses()))
                .fact("mine.asked", item.added() == null ? null : ReviewWords.asked(item));
        facts.setId("item-right");
        return facts;
    }

    private static @Nullable String origin(@Nullable ReviewOrigin from) {
        return from == null
                ? null
                : Words.say("mine.origin.words", Words.of(from.kind()), from.name(), from.external());
    }

    private Component context(ReviewItem item) {
        var known = item.context();
        var facts = new Facts(Words.say("mine.context"));
        facts.setId("item-context");
        return known == null ? facts : context(facts, known);
    }

    private Facts context(Facts facts, ReviewContext known) {
        return facts.fact("mine.used", when(known.lastUsed()))
                .fact("mine.often", often(known.usedDays(), known.countedDays()))
                .fact("mine.signin", when(known.lastSignIn()))
                .fact(
                        "mine.peers",
                        known.peers() == 0
                                ? Words.say("mine.unknown")
                                : Words.say(
                                        "mine.peers.of",
                                        known.peersWith(),
                                        known.peers(),
                                        Math.round(100.0 * known.peersWith() / known.peers())))
                .fact("mine.granted", by(known.grantedAt(), known.grantedBy()))
                .fact(
                        "mine.reviewed",
                        known.lastReviewedAt() == null
                                ? Words.say("mine.never")
                                : times.dated(known.lastReviewedAt())
                                        + (known.lastReview() == null ? "" : ", " + Words.of(known.lastReview())))
                .fact("mine.conflicts", known.conflicts().isEmpty() ? null : String.join(", ", known.conflicts()))
                .fact("mine.training", orUnknown(known.trainingUntil()))
                .fact("mine.licence", known.licenceUntil())
                .fact("mine.employment", known.employmentEnd())
                .fact(
                        "mine.glass",
                        known.breakGlassUses() == null
                                ? Words.say("mine.unknown")
                                : Words.say("mine.glass.times", known.breakGlassUses()))
                .fact(
                        "mine.incidents",
                        known.openIncidents() == null
                                ? Words.say("mine.unknown")
                                : Words.say("mine.incidents.open", known.openIncidents()));
    }

    private static String often(@Nullable Integer days, @Nullable Integer of) {
        return days == null || of == null ? Words.say("mine.unknown") : Words.say("mine.often.days", days, of);
    }

    private String when(@Nullable Instant at) {
        return at == null ? Words.say("mine.unknown") : times.ago(at);
    }

    private String by(@Nullable Instant at, @Nullable String who) {
        if (at == null) {
            return Words.say("mine.unknown");
        }
        return who == null ? times.dated(at) : Words.say("mine.granted.by", times.dated(at), who);
    }

    private static String orUnknown(@Nullable String known) {
        return known == null || known.isBlank() ? Words.say("mine.unknown") : known;
    }

    private Component answers(ReviewItem item) {
        var facts = new Facts(Words.say("mine.answers"));
        facts.setId("item-answers");
        for (var one : item.answers()) {
            facts.named(
                    Words.say("mine.stage", one.stage()) + " · " + (one.reviewer() == null ? "–" : one.reviewer()),
                    said(one));
        }
        return facts;
    }

    private Component said(ReviewAnswer one) {
        var words = new Span(Words.of(one.decision())
                + (one.reduceTo() == null ? "" : " → " + one.reduceTo())
                + (one.until() == null ? "" : " " + Words.say("mine.until.said", times.dated(one.until())))
                + (one.reason() == null ? "" : ": " + one.reason())
                + " · "
                + times.ago(one.at())
                + (one.superseded() ? " · " + Words.say("mine.corrected") : ""));
        if (one.superseded()) {
            words.addClassName("kw-quiet");
        }
        return words;
    }

    private static Component effect(ReviewItem item) {
        var facts = new Facts(Words.say("review.effect"));
        return item.effect() == ReviewEffect.NONE
                ? facts
                : facts.fact(
                                "review.effect",
                                ReviewWords.marked(
                                        ReviewWords.tone(item.effect()),
                                        ReviewWords.icon(item.effect()),
                                        Words.of(item.effect())))
                        .fact("review.effect.detail", item.effectDetail());
    }

    /** Of what was kept for a time. */
    private Component ends(ReviewItem item) {
        var facts = new Facts(Words.say("review.ends"));
        facts.setId("item-ends");
        var until = item.keptUntil();
        if (until == null) {
            return facts;
        }
        facts.fact("review.ends.at", times.dated(until.at()));
        return until.effect() == ReviewEffect.WAITING
                ? facts
                : facts.fact(
                                "review.ends.effect",
                                ReviewWords.marked(
                                        ReviewWords.tone(until.effect()),
                                        ReviewWords.icon(until.effect()),
                                        Words.of(until.effect())))
                        .fact("review.effect.detail", until.detail());
    }
}
