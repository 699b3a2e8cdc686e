package health.keyward.console.review;

import com.vaadin.flow.component.html.Span;
import health.keyward.console.base.Icons;
import health.keyward.console.base.Times;
import health.keyward.console.base.Words;
import health.keyward.contract.review.ReviewAnswer;
import health.keyward.contract.review.ReviewCampaign;
import health.keyward.contract.review.ReviewCampaignState;
import health.keyward.contract.review.ReviewDecision;
import health.keyward.contract.review.ReviewEffect;
import health.keyward.contract.review.ReviewItem;
import health.keyward.contract.review.ReviewItemState;
import health.keyward.contract.review.ReviewRecommendation;
import health.keyward.contract.review.ReviewRisk;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reviews in words. */
final class ReviewWords {
    private ReviewWords() {}

    static String person(ReviewItem item) {
        if (item.name() != null && !item.name().isBlank()) {
            return item.name();
        }
        return item.username() == null ? Words.say("review.gone") : item.username();
    }

    static String right(ReviewItem item) {
        return item.app() == null ? item.entitlement() : item.entitlement() + " · " + item.app();
    }

    /** Whoever is asked, and whoever is asked beside them. */
    static String asked(ReviewItem item) {
        var first = item.reviewer() == null ? "–" : item.reviewer();
        return item.added() == null ? first : first + " + " + item.added();
    }

    static String icon(ReviewRisk risk) {
        return switch (risk) {
            case LOW -> "ok";
            case ELEVATED -> "info";
            case HIGH -> "flag";
        };
    }

    static String tone(ReviewRisk risk) {
        return switch (risk) {
            case LOW -> "SUCCESS";
            case ELEVATED -> "DENIED";
            case HIGH -> "FAILED";
        };
    }

    static String icon(ReviewCampaignState state) {
        return switch (state) {
            case DRAFT, PREVIEWED -> "info";
            case RUNNING, APPLYING -> "clock";
            case HALTED -> "flag";
            case AWAITING_SIGN_OFF -> "approve";
            case CLOSED -> "ok";
            case CANCELLED -> "undone";
        };
    }

    static String tone(ReviewCampaignState state) {
        return switch (state) {
            case DRAFT, PREVIEWED, RUNNING, APPLYING -> "UNDONE";
            case HALTED -> "FAILED";
            case AWAITING_SIGN_OFF, CANCELLED -> "DENIED";
            case CLOSED -> "SUCCESS";
        };
    }

    static String icon(ReviewEffect effect) {
        return switch (effect) {
            case NONE, WAITING, BY_HAND -> "clock";
            case APPLIED, EFFECTIVE -> "ok";
            case FAILED, DRIFTED -> "failed";
            case UNDONE -> "undone";
        };
    }

    static String tone(ReviewEffect effect) {
        return switch (effect) {
            case NONE, WAITING, UNDONE -> "UNDONE";
            case APPLIED, EFFECTIVE -> "SUCCESS";
            case FAILED, DRIFTED -> "FAILED";
            case BY_HAND -> "DENIED";
        };
    }

    static Span marked(String tone, String icon, String word) {
        var mark = new Span(Icons.of(icon), new Span(word));
        mark.addClassNames("kw-outcome", tone);
        return mark;
    }

    /** What stands now of what was said in this stage. */
    static Optional<ReviewAnswer> answer(ReviewItem item) {
        return item.answers().stream()
                .filter(one -> one.stage() == item.stage() && !one.superseded())
                .reduce((first, second) -> second);
    }

    /** What the reviewer's list says of an item: the answer, or that it waits. */
    static String state(ReviewItem item) {
        return answer(item)
                .map(one -> Words.of(one.decision()))
                .orElseGet(() -> Words.of(item.outcome() == null ? item.state() : item.outcome()));
    }

    static boolean answered(ReviewItem item) {
        return item.state() != ReviewItemState.OPEN;
    }

    static String speaksFor(@Nullable ReviewRecommendation said) {
        return said == null
                ? Words.say("mine.facts.none")
                : Words.say("mine.facts." + said.decision().name().toLowerCase(Locale.ROOT), said.confidence());
    }

    /** A code of the API in the reader's language; one without a word is shown as it is. */
    static String code(String kind, String code) {
        var key = "review." + kind + "." + code.toLowerCase(Locale.ROOT).replace('_', '-');
        var said = Words.say(key);
        return said.contains(key) ? code : said;
    }

    /** Whether the API wants a reason with that answer. */
    static boolean needsReason(ReviewItem item, ReviewDecision decision) {
        return decision == ReviewDecision.UNKNOWN || decision == ReviewDecision.KEEP && against(item);
    }

    static boolean against(ReviewItem item) {
        return item.recommendation() != null && item.recommendation().decision() == ReviewDecision.REVOKE;
    }

    /** Whether it may be kept together with others. */
    static boolean keptTogether(ReviewItem item) {
        return item.risk() == ReviewRisk.LOW && !against(item);
    }

    /** What somebody has to do next about a campaign. */
    static String next(ReviewCampaign one, Times times) {
        return switch (one.state()) {
            case DRAFT -> Words.say("review.next.draft");
            case PREVIEWED -> Words.say("review.next.previewed");
            case RUNNING ->
                one.stageEndsAt() == null
                        ? Words.say("review.next.running")
                        : Words.say("review.next.until", one.stage(), times.brief(one.stageEndsAt()));
            case HALTED -> Words.say("review.next.halted");
            case APPLYING ->
                one.undoUntil() == null
                        ? Words.say("review.next.applying")
                        : Words.say("review.next.undo", times.brief(one.undoUntil()));
            case AWAITING_SIGN_OFF -> Words.say("review.next.sign");
            case CLOSED -> Words.say("review.next.closed");
            case CANCELLED -> Words.say("review.next.cancelled");
        };
    }

    static long answered(ReviewCampaign one) {
        return Math.max(0, one.progress().items() - one.progress().open());
    }

    static String code(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }
}
