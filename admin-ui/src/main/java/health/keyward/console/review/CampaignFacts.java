package health.keyward.console.review;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import health.keyward.console.base.Facts;
import health.keyward.console.base.Icons;
import health.keyward.console.base.Times;
import health.keyward.console.base.Words;
import health.keyward.contract.review.ReviewCampaign;
import health.keyward.contract.review.ReviewLadder;
import health.keyward.contract.review.ReviewReviewerRule;
import health.keyward.contract.review.ReviewScope;
import health.keyward.contract.review.ReviewStage;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a campaign is about, what stopped it, and who signed it. */
final class CampaignFacts extends Div {
    CampaignFacts(ReviewCampaign found, Times times) {
        setId("campaign-facts");
        addClassName("kw-card-head");
        if (!found.definition().description().isBlank()) {
            var about = new Paragraph(found.definition().description());
            about.addClassName("kw-said");
            add(about);
        }
        if (!found.halts().isEmpty()) {
            var why = new UnorderedList();
            why.setId("campaign-halts");
            why.addClassName("kw-attention");
            found.halts().forEach(said -> why.add(new ListItem(Icons.of("flag"), new Span(said))));
            add(why);
        }
        var rules = found.definition();
        var left = Facts.ofPage(Words.say("review.about"))
                .fact(
                        "column.state",
                        ReviewWords.marked(
                                ReviewWords.tone(found.state()),
                                ReviewWords.icon(found.state()),
                                Words.of(found.state())))
                .fact("review.scope", scope(rules.scope()))
                .fact("review.owner", found.ownerName())
                .fact("review.launched", found.launchedAt() == null ? null : times.exact(found.launchedAt()))
                .fact("review.undo.until", found.undoUntil() == null ? null : times.exact(found.undoUntil()))
                .fact(
                        "review.signed",
                        found.signedAt() == null
                                ? null
                                : times.exact(found.signedAt())
                                        + (found.signedBy() == null ? "" : ", " + found.signedBy()))
                .id("review.evidence.hash", found.evidenceHash());
        var right = Facts.ofPage(Words.say("review.rules")).fact("review.truth", Words.of(rules.truth()));
        for (int i = 0; i < rules.stages().size(); i++) {
            right.named(
                    Words.say("mine.stage", i + 1),
                    new Span(stage(rules.stages().get(i))));
        }
        right.fact(
                        "review.noanswer",
                        Words.say(
                                "review.noanswer.all",
                                Words.of(rules.lowNoAnswer()),
                                Words.of(rules.elevatedNoAnswer()),
                                Words.of(rules.highNoAnswer())))
                .fact("review.together", Words.say(rules.bulkKeep() ? "review.together.yes" : "review.together.no"))
                .fact("review.ladder", ladder(rules.ladder()));
        var both = new Div(left, right);
        both.addClassName("kw-two-facts");
        add(both);
    }

    private static @Nullable String ladder(@Nullable ReviewLadder ladder) {
        return ladder == null ? null : Words.say("review.ladder.all", ladder.add(), ladder.replace(), ladder.owner());
    }

    static String stage(ReviewStage stage) {
        return Words.say(
                        "review.stage.said",
                        stage.days(),
                        stage.reviewers().stream()
                                .map(ReviewReviewerRule::kind)
                                .map(Words::of)
                                .collect(Collectors.joining(" → ")))
                + (stage.blind() ? " · " + Words.say("review.stage.blind.said") : "");
    }

    /** What is reviewed, in one line. */
    static String scope(ReviewScope scope) {
        var said = new ArrayList<String>();
        part(said, "review.scope.roles", scope.roles());
        part(said, "review.scope.apps", scope.apps());
        part(said, "review.scope.classes", scope.dataClasses());
        if (said.isEmpty()) {
            said.add(Words.say("review.scope.all"));
        }
        part(said, "review.scope.units", scope.units());
        if (scope.groups()) {
            said.add(Words.say("review.scope.groups"));
        }
        if (scope.inherited()) {
            said.add(Words.say("review.scope.inherited"));
        }
        if (scope.serviceAccounts()) {
            said.add(Words.say("review.scope.services"));
        }
        if (scope.breakGlassEligible()) {
            said.add(Words.say("review.scope.glass"));
        }
        if (scope.exempt()) {
            said.add(Words.say("review.scope.exempt"));
        }
        if (scope.dormantDays() != null) {
            said.add(Words.say("review.scope.dormant.said", scope.dormantDays()));
        }
        if (scope.changedSince() != null) {
            said.add(Words.say("review.scope.changed.said"));
        }
        return String.join("; ", said);
    }

    private static void part(List<String> said, String key, List<String> values) {
        if (!values.isEmpty()) {
            said.add(Words.say(key) + ": " + String.join(", ", values));
        }
    }
}
