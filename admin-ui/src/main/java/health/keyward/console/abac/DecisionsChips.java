package health.keyward.console.abac;

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

/** The filters of the list of decisions. Changing one asks for a new address; the page reads that. */
final class DecisionsChips extends Div {
    private final Times times;
    private final Consumer<DecisionsFilter> go;
    private final Chip time;
    private final Chip person;
    private final Chip app;
    private final Chip effect;
    private final Chip reason;
    private final Chip point;
    private final Chip enforced;
    private final Button reset = new Button(Words.say("chip.reset"), Icons.of("reset"));
    private DecisionsFilter now = DecisionsFilter.everything();

    DecisionsChips(Times times, Clock clock, Consumer<DecisionsFilter> go) {
        this.times = times;
        this.go = go;
        addClassName("kw-chips");
        setId("chips");
        getElement().setAttribute("role", "group").setAttribute("aria-label", Words.say("chip.group"));
        time = new Chip(
                "chip-time",
                Words.say("chip.time"),
                () -> Picks.time(now.time(), clock, times.zone(), t -> go.accept(now.time(t))),
                () -> go.accept(now.time(DecisionsFilter.STANDARD)));
        person = text("person", Words.say("decisions.person.hint"), DecisionsFilter::person, DecisionsFilter::person);
        app = text("app", Words.say("decisions.app.hint"), DecisionsFilter::app, DecisionsFilter::app);
        reason = text("reason", Words.say("chip.reason.hint"), DecisionsFilter::reason, DecisionsFilter::reason);
        effect = word("effect", DecisionsFilter.EFFECTS, DecisionsFilter::effect, DecisionsFilter::effect);
        point = word("point", DecisionsFilter.POINTS, DecisionsFilter::point, DecisionsFilter::point);
        enforced = word("held", DecisionsFilter.HELD, DecisionsFilter::enforced, DecisionsFilter::enforced);
        reset.setId("chip-reset");
        reset.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        reset.addClickListener(e -> go.accept(DecisionsFilter.everything()));
        add(time, person, app, effect, reason, point, enforced, reset);
    }

    void show(DecisionsFilter filter) {
        now = filter;
        List.of(time, person, app, effect, reason, point, enforced).forEach(Chip::close);
        time.show(SummaryWords.range(filter.time(), times), !filter.time().equals(DecisionsFilter.STANDARD));
        person.show(filter.person());
        app.show(filter.app());
        reason.show(filter.reason());
        effect.show(said("effect", filter.effect()));
        point.show(said("point", filter.point()));
        enforced.show(said("held", filter.enforced()));
        reset.setVisible(!filter.equals(DecisionsFilter.everything()));
    }

    private static @Nullable String said(String name, @Nullable String word) {
        return word == null ? null : Words.say(name + "." + word);
    }

    @FunctionalInterface
    private interface Reads {
        @Nullable
        String of(DecisionsFilter filter);
    }

    @FunctionalInterface
    private interface Writes {
        DecisionsFilter to(DecisionsFilter filter, @Nullable String value);
    }

    private Chip text(String name, String hint, Reads value, Writes next) {
        var label = Words.say("chip." + name);
        return new Chip(
                "chip-" + name,
                label,
                () -> Picks.text(label, hint, value.of(now), t -> true, t -> go.accept(next.to(now, t))),
                () -> go.accept(next.to(now, null)));
    }

    private Chip word(String name, List<String> offered, Reads value, Writes next) {
        var label = Words.say("chip." + name);
        return new Chip(
                "chip-" + name,
                label,
                () -> Picks.one(
                        label,
                        offered,
                        one -> Words.say(name + "." + one),
                        value.of(now),
                        one -> go.accept(next.to(now, one))),
                () -> go.accept(next.to(now, null)));
    }
}
