package health.keyward.console.review;

import com.vaadin.flow.router.QueryParameters;
import health.keyward.console.api.Query;
import health.keyward.console.base.Asked;
import health.keyward.contract.review.ReviewRisk;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a reviewer looks at; the address bar holds it.
 *
 * @param campaign id; null for all
 * @param decided what was answered already, instead of what waits
 */
record MineFilter(
        By by, @Nullable String campaign, @Nullable ReviewRisk risk, boolean decided) {
    static final MineFilter ALL = new MineFilter(By.ANY, null, null, false);

    /** How items stand together. ANY is an order of each reviewer's own, which tempts nobody to answer in rows (AR-8). */
    enum By {
        ANY,
        PERSON,
        ENTITLEMENT
    }

    static MineFilter of(QueryParameters parameters) {
        var asked = new Asked(parameters);
        return new MineFilter(
                asked.words("by", By.class).stream().findFirst().orElse(By.ANY),
                asked.one("campaign"),
                asked.words("risk", ReviewRisk.class).stream().findFirst().orElse(null),
                "decided".equalsIgnoreCase(asked.one("show")));
    }

    Query question() {
        return Query.none()
                .with("campaign", campaign)
                .with("state", decided ? "DECIDED" : "OPEN")
                .with("by", by.name());
    }

    QueryParameters address(@Nullable String open) {
        return new Asked.Builder()
                .put("by", by == By.ANY ? null : by.name().toLowerCase(Locale.ROOT))
                .put("campaign", campaign)
                .put("risk", risk == null ? null : risk.name().toLowerCase(Locale.ROOT))
                .put("show", decided ? "decided" : null)
                .put("open", open)
                .build();
    }

    MineFilter by(By next) {
        return new MineFilter(next, campaign, risk, decided);
    }

    MineFilter campaign(@Nullable String next) {
        return new MineFilter(by, next, risk, decided);
    }

    MineFilter risk(@Nullable ReviewRisk next) {
        return new MineFilter(by, campaign, next, decided);
    }

    MineFilter decided(boolean next) {
        return new MineFilter(by, campaign, risk, next);
    }
}
