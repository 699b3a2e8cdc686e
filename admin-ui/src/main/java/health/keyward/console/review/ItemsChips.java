package health.keyward.console.review;

import com.vaadin.flow.component.html.Div;
import health.keyward.console.base.Chip;
import health.keyward.console.base.Picks;
import health.keyward.console.base.Words;
import health.keyward.contract.review.ReviewEffect;
import health.keyward.contract.review.ReviewItemState;
import health.keyward.contract.review.ReviewRisk;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which items of a campaign are shown. */
final class ItemsChips extends Div {
    private final Chip state;
    private final Chip risk;
    private final Chip effect;
    private ItemsFilter filter = ItemsFilter.ALL;

    ItemsChips(Consumer<ItemsFilter> go) {
        addClassName("kw-chips");
        getElement().setAttribute("role", "group").setAttribute("aria-label", Words.say("chip.group"));
        state = chip(
                "chip-state",
                "column.state",
                ReviewItemState.values(),
                now -> now.state(),
                name -> go.accept(filter.state(name == null ? null : ReviewItemState.valueOf(name))));
        risk = chip(
                "chip-risk",
                "mine.risk",
                ReviewRisk.values(),
                now -> now.risk(),
                name -> go.accept(filter.risk(name == null ? null : ReviewRisk.valueOf(name))));
        effect = chip(
                "chip-effect",
                "review.effect",
                ReviewEffect.values(),
                now -> now.effect(),
                name -> go.accept(filter.effect(name == null ? null : ReviewEffect.valueOf(name))));
        add(state, risk, effect);
    }

    private Chip chip(
            String id,
            String key,
            Enum<?>[] words,
            Function<ItemsFilter, @Nullable Enum<?>> chosen,
            Consumer<@Nullable String> go) {
        return new Chip(
                id,
                Words.say(key),
                () -> {
                    var now = chosen.apply(filter);
                    return Picks.one(
                            Words.say(key),
                            Stream.of(words).map(Enum::name).toList(),
                            name -> Stream.of(words)
                                    .filter(word -> word.name().equals(name))
                                    .findFirst()
                                    .map(Words::of)
                                    .orElse(name),
                            now == null ? null : now.name(),
                            go::accept);
                },
                () -> go.accept(null));
    }

    void show(ItemsFilter now) {
        filter = now;
        List.of(state, risk, effect).forEach(Chip::close);
        state.show(said(now.state()));
        risk.show(said(now.risk()));
        effect.show(said(now.effect()));
    }

    private static @Nullable String said(@Nullable Enum<?> word) {
        return word == null ? null : Words.of(word);
    }
}
