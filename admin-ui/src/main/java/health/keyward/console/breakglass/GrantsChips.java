package health.keyward.console.breakglass;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import health.keyward.console.base.Chip;
import health.keyward.console.base.Icons;
import health.keyward.console.base.Picks;
import health.keyward.console.base.Times;
import health.keyward.console.base.Words;
import health.keyward.console.history.SummaryWords;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The filters of the page Emergency access. Counts know a time alone. Changing one asks for a new address; the page reads that. */
final class GrantsChips extends Div {
    private final Times times;
    private final Consumer<GrantsFilter> go;
    private final Chip time;
    private final Chip state;
    private final Chip person;
    private final Chip reason;
    private final Chip app;
    private final Button reset = new Button(Words.say("chip.reset"), Icons.of("reset"));
    private GrantsFilter now = GrantsFilter.ALL;

    GrantsChips(Times times, Clock clock, Consumer<GrantsFilter> go) {
        this.times = times;
        this.go = go;
        addClassName("kw-chips");
        setId("chips");
        getElement().setAttribute("role", "group").setAttribute("aria-label", Words.say("chip.group"));
        time = new Chip(
                "chip-time",
                Words.say("chip.time"),
                () -> Picks.time(now.time(), clock, times.zone(), t -> go.accept(now.time(t))),
                () -> go.accept(now.time(GrantsFilter.STANDARD)));
        state = new Chip(
                "chip-state",
                Words.say("column.state"),
                () -> Picks.one(
                        Words.say("column.state"),
                        GrantsFilter.STATES,
                        one -> Words.say("grant.state." + one),
                        now.state(),
                        one -> go.accept(now.state(one))),
                () -> go.accept(now.state(null)));
        person = text("person", Words.say("decisions.person.hint"), GrantsFilter::person, GrantsFilter::person);
        reason = text("reason", Words.say("grant.reason.hint"), GrantsFilter::reason, GrantsFilter::reason);
        app = text("app", Words.say("decisions.app.hint"), GrantsFilter::app, GrantsFilter::app);
        reset.setId("chip-reset");
        reset.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        reset.addClickListener(e -> go.accept(GrantsFilter.ALL));
        add(time, state, person, reason, app, reset);
    }

    void show(GrantsFilter filter, boolean timeAlone) {
        now = filter;
        List.of(time, state, person, reason, app).forEach(Chip::close);
        List.of(state, person, reason, app).forEach(chip -> chip.setVisible(!timeAlone));
        time.show(SummaryWords.range(filter.time(), times), !filter.time().equals(GrantsFilter.STANDARD));
        state.show(filter.state() == null ? null : Words.say("grant.state." + filter.state()));
        person.show(filter.person());
        reason.show(filter.reason());
        app.show(filter.app());
        reset.setVisible(!filter.equals(GrantsFilter.ALL));
    }

    @FunctionalInterface
    private interface Reads {
        @Nullable
        String of(GrantsFilter filter);
    }

    @FunctionalInterface
    private interface Writes {
        GrantsFilter to(GrantsFilter filter, @Nullable String value);
    }

    private Chip text(String name, String hint, Reads value, Writes next) {
        var label = Words.say("chip." + name);
        return new Chip(
                "chip-" + name,
                label,
                () -> Picks.text(label, hint, value.of(now), t -> true, t -> go.accept(next.to(now, t))),
                () -> go.accept(next.to(now, null)));
    }
}
