package health.keyward.console.api;

import health.keyward.contract.review.DecideReviewItem;
import health.keyward.contract.review.DecideReviewItems;
import health.keyward.contract.review.ReassignReviewItem;
import health.keyward.contract.review.ReopenReviewItem;
import health.keyward.contract.review.ReviewAbsence;
import health.keyward.contract.review.ReviewAbsences;
import health.keyward.contract.review.ReviewItem;
import health.keyward.contract.review.ReviewItemPage;
import health.keyward.contract.review.ReviewItemsDecided;
import health.keyward.contract.review.ReviewSummary;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** Answers what waits for the caller, and nothing else. */
@Component
public class MyReviews {
    private static final String MINE = "review/mine";
    private static final String ITEMS = MINE + "/items";
    private static final int AT_ONCE = 100;
    private static final int MOST = 1_000;

    private final AdminApi api;

    public MyReviews(AdminApi api) {
        this.api = api;
    }

    /** Items at hand. {@code more} where there are so many that they do not all fit. */
    public record All(List<ReviewItem> rows, boolean more) {}

    public Answer<ReviewSummary> summary(Caller caller) {
        return api.get(caller, MINE, Query.none(), ReviewSummary.class);
    }

    /**
     * One page after the other: a load is split long before it gets large.
     *
     * @param filter {@code campaign}, {@code state}, {@code by}
     */
    public Answer<All> items(Caller caller, Query filter) {
        var rows = new ArrayList<ReviewItem>();
        String cursor = null;
        do {
            var answer =
                    api.get(caller, ITEMS, filter.with("cursor", cursor).with("limit", AT_ONCE), ReviewItemPage.class);
            if (!(answer instanceof Answer.Ok<ReviewItemPage>(var page))) {
                return answer.map(none -> new All(List.of(), false));
            }
            rows.addAll(page.rows());
            cursor = page.next();
        } while (cursor != null && rows.size() < MOST);
        return new Answer.Ok<>(new All(List.copyOf(rows), cursor != null));
    }

    /** With its context; from here the time for the answer counts. */
    public Answer<ReviewItem> open(Caller caller, String id) {
        return api.get(caller, at(id, ""), Query.none(), ReviewItem.class);
    }

    public Answer<ReviewItem> answer(Caller caller, String id, DecideReviewItem decided) {
        return api.post(caller, at(id, "/answer"), decided, ReviewItem.class);
    }

    /** Takes the own answer back. */
    public Answer<ReviewItem> reopen(Caller caller, String id, long version) {
        return api.post(caller, at(id, "/reopen"), new ReopenReviewItem(version), ReviewItem.class);
    }

    public Answer<ReviewItem> reassign(Caller caller, String id, ReassignReviewItem to) {
        return api.post(caller, at(id, "/reassign"), to, ReviewItem.class);
    }

    public Answer<ReviewItemsDecided> answer(Caller caller, DecideReviewItems decided) {
        return api.post(caller, MINE + "/answers", decided, ReviewItemsDecided.class);
    }

    public Answer<ReviewAbsences> absences(Caller caller) {
        return api.get(caller, MINE + "/absences", Query.none(), ReviewAbsences.class);
    }

    public Answer<ReviewAbsences> away(Caller caller, ReviewAbsence absence) {
        return api.post(caller, MINE + "/absences", absence, ReviewAbsences.class);
    }

    private static String at(String id, String act) {
        return ITEMS + "/" + AdminApi.segment(id) + act;
    }
}
