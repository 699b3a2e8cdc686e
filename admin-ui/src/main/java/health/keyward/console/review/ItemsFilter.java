package health.keyward.console.review;

import com.vaadin.flow.router.QueryParameters;
import health.keyward.console.api.Query;
import health.keyward.console.base.Asked;
import health.keyward.contract.review.ReviewEffect;
import health.keyward.contract.review.ReviewItemState;
import health.keyward.contract.review.ReviewRisk;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Which items of a campaign; the address bar holds it. */
record ItemsFilter(
        @Nullable ReviewItemState state,
        @Nullable ReviewRisk risk,
        @Nullable ReviewEffect effect) {
    static final ItemsFilter ALL = new ItemsFilter(null, null, null);

    static ItemsFilter of(QueryParameters parameters) {
        var asked = new Asked(parameters);
        return new ItemsFilter(
                asked.words("state", ReviewItemState.class).stream().findFirst().orElse(null),
                asked.words("risk", ReviewRisk.class).stream().findFirst().orElse(null),
                asked.words("effect", ReviewEffect.class).stream().findFirst().orElse(null));
    }

    Query question() {
        return Query.none().with("state", name(state)).with("risk", name(risk)).with("effect", name(effect));
    }

    QueryParameters address(@Nullable String open) {
        return new Asked.Builder()
                .put("state", small(state))
                .put("risk", small(risk))
                .put("effect", small(effect))
                .put("open", open)
                .build();
    }

    ItemsFilter state(@Nullable ReviewItemState next) {
        return new ItemsFilter(next, risk, effect);
    }

    ItemsFilter risk(@Nullable ReviewRisk next) {
        return new ItemsFilter(state, next, effect);
    }

    ItemsFilter effect(@Nullable ReviewEffect next) {
        return new ItemsFilter(state, risk, next);
    }

    private static @Nullable String name(@Nullable Enum<?> word) {
        return word == null ? null : word.name();
    }

    private static @Nullable String small(@Nullable Enum<?> word) {
        return word == null ? null : word.name().toLowerCase(Locale.ROOT);
    }
}
