package health.keyward.console.inactivity;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import health.keyward.console.base.Chip;
import health.keyward.console.base.Picks;
import health.keyward.console.base.Words;
import health.keyward.contract.inactivity.InactivityCause;
import health.keyward.contract.inactivity.InactivityStep;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The filters over the accounts. */
final class DormantChips extends Div {
    private static final String EVERYBODY = "ALL";
    private static final List<String> STEPS = Stream.concat(
                    Stream.of(EVERYBODY),
                    Stream.of(InactivityStep.values())
                            .filter(word -> word != InactivityStep.DELETED)
                            .map(InactivityStep::name))
            .toList();

    private final Chip step;
    private final Chip cause;
    private final Chip search;
    private final Chip unit;
    private final Chip exempt;
    private final Button reset = new Button(Words.say("chip.reset"));
    private DormantFilter now = DormantFilter.CHAIN;

    DormantChips(Consumer<DormantFilter> go) {
        addClassName("kw-chips");
        setId("chips");
        getElement().setAttribute("role", "group").setAttribute("aria-label", Words.say("chip.group"));
        step = new Chip(
                "chip-step",
                Words.say("dormant.step"),
                () -> Picks.one(
                        Words.say("dormant.step"),
                        STEPS,
                        DormantChips::word,
                        now.everybody()
                                ? EVERYBODY
                                : now.step() == null ? null : now.step().name(),
                        name -> go.accept(name.equals(EVERYBODY) ? now.all() : now.step(InactivityStep.valueOf(name)))),
                () -> go.accept(now.step(null)));
        cause = new Chip(
                "chip-cause",
                Words.say("dormant.cause"),
                () -> Picks.one(
                        Words.say("dormant.cause"),
                        Stream.of(InactivityCause.values())
                                .map(InactivityCause::name)
                                .toList(),
                        name -> Words.of(InactivityCause.valueOf(name)),
                        now.cause() == null ? null : now.cause().name(),
                        name -> go.accept(now.cause(InactivityCause.valueOf(name)))),
                () -> go.accept(now.cause(null)));
        search = new Chip(
                "chip-search",
                Words.say("chip.person"),
                () -> Picks.text(
                        Words.say("chip.person"),
                        Words.say("dormant.search.hint"),
                        now.search(),
                        text -> true,
                        text -> go.accept(now.search(text))),
                () -> go.accept(now.search(null)));
        unit = new Chip(
                "chip-unit",
                Words.say("chip.unit"),
                () -> Picks.text(
                        Words.say("chip.unit"),
                        Words.say("chip.unit.hint"),
                        now.unit(),
                        text -> true,
                        text -> go.accept(now.unit(text))),
                () -> go.accept(now.unit(null)));
        exempt = new Chip(
                "chip-exempt",
                Words.say("dormant.exempt"),
                () -> Picks.one(
                        Words.say("dormant.exempt"),
                        List.of("YES", "NO"),
                        DormantChips::answer,
                        now.exempt(),
                        word -> go.accept(now.exempt(word))),
                () -> go.accept(now.exempt(null)));
        reset.setId("chip-reset");
        reset.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        reset.addClickListener(e -> go.accept(DormantFilter.CHAIN));
        add(step, cause, search, unit, exempt, reset);
    }

    void show(DormantFilter filter) {
        now = filter;
        List.of(step, cause, search, unit, exempt).forEach(Chip::close);
        step.show(
                filter.chain()
                        ? Words.say("dormant.step.chain")
                        : filter.everybody()
                                ? Words.say("dormant.step.all")
                                : filter.step() == null ? null : Words.of(filter.step()),
                filter.everybody() || filter.step() != null);
        cause.show(filter.cause() == null ? null : Words.of(filter.cause()));
        search.show(filter.search());
        unit.show(filter.unit());
        exempt.show(filter.exempt() == null ? null : answer(filter.exempt()));
        reset.setVisible(!filter.equals(DormantFilter.CHAIN));
    }

    private static String word(String name) {
        return name.equals(EVERYBODY) ? Words.say("dormant.step.all") : Words.of(InactivityStep.valueOf(name));
    }

    private static String answer(String word) {
        return Words.say(word.equals("YES") ? "dormant.exempt.yes" : "dormant.exempt.no");
    }
}
