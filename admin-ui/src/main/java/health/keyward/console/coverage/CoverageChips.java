package health.keyward.console.coverage;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import health.keyward.console.base.Chip;
import health.keyward.console.base.Icons;
import health.keyward.console.base.Picks;
import health.keyward.console.base.Words;
import health.keyward.contract.stepup.FactorHeld;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The filters of the list of people. */
final class CoverageChips extends Div {
    private final Chip role;
    private final Chip unit;
    private final Chip factor;
    private final Chip excepted;
    private final Button reset = new Button(Words.say("chip.reset"), Icons.of("reset"));
    private CoverageFilter now = CoverageFilter.ALL;

    CoverageChips(Consumer<CoverageFilter> go) {
        addClassName("kw-chips");
        setId("chips");
        getElement().setAttribute("role", "group").setAttribute("aria-label", Words.say("chip.group"));
        role = new Chip(
                "chip-role",
                Words.say("chip.role"),
                () -> Picks.text(
                        Words.say("chip.role"),
                        Words.say("chip.role.hint"),
                        now.role(),
                        t -> true,
                        t -> go.accept(now.role(t))),
                () -> go.accept(now.role(null)));
        unit = new Chip(
                "chip-unit",
                Words.say("chip.unit"),
                () -> Picks.text(
                        Words.say("chip.unit"),
                        Words.say("chip.unit.hint"),
                        now.unit(),
                        t -> true,
                        t -> go.accept(now.unit(t))),
                () -> go.accept(now.unit(null)));
        factor = new Chip(
                "chip-factor",
                Words.say("chip.factor"),
                () -> Picks.one(
                        Words.say("chip.factor"),
                        Stream.of(FactorHeld.values()).map(FactorHeld::name).toList(),
                        name -> Words.of(FactorHeld.valueOf(name)),
                        now.factor() == null ? null : now.factor().name(),
                        v -> go.accept(now.factor(v))),
                () -> go.accept(now.factor(null)));
        excepted = new Chip(
                "chip-excepted",
                Words.say("chip.excepted"),
                () -> Picks.one(
                        Words.say("chip.excepted"),
                        List.of("YES", "NO"),
                        CoverageChips::answer,
                        now.excepted(),
                        v -> go.accept(now.excepted(v))),
                () -> go.accept(now.excepted(null)));
        reset.setId("chip-reset");
        reset.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        reset.addClickListener(e -> go.accept(CoverageFilter.ALL));
        add(role, unit, factor, excepted, reset);
    }

    void show(CoverageFilter filter) {
        now = filter;
        List.of(role, unit, factor, excepted).forEach(Chip::close);
        role.show(filter.role());
        unit.show(filter.unit());
        factor.show(filter.factor() == null ? null : Words.of(filter.factor()));
        excepted.show(filter.excepted() == null ? null : answer(filter.excepted()));
        reset.setVisible(!filter.equals(CoverageFilter.ALL));
    }

    private static String answer(String word) {
        return Words.say(word.equals("YES") ? "coverage.yes" : "coverage.no");
    }
}
