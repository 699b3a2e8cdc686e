package health.keyward.console.changes;

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

/** The filters of the list of changes. */
final class ChangeChips extends Div {
    private static final List<String> AREAS = List.of(
            "USER",
            "REALM_ROLE",
            "REALM_ROLE_MAPPING",
            "CLIENT",
            "CLIENT_ROLE",
            "CLIENT_ROLE_MAPPING",
            "CLIENT_SCOPE",
            "GROUP",
            "GROUP_MEMBERSHIP",
            "IDENTITY_PROVIDER",
            "AUTH_FLOW",
            "AUTH_EXECUTION",
            "COMPONENT",
            "REALM");

    private final Times times;
    private final Chip time;
    private final Chip actor;
    private final Chip target;
    private final Chip area;
    private final Chip operation;
    private final Chip source;
    private final Button reset = new Button(Words.say("chip.reset"), Icons.of("reset"));
    private ChangeFilter now = ChangeFilter.everything();

    ChangeChips(Times times, Clock clock, Consumer<ChangeFilter> go) {
        this.times = times;
        addClassName("kw-chips");
        setId("chips");
        getElement().setAttribute("role", "group").setAttribute("aria-label", Words.say("chip.group"));
        time = new Chip(
                "chip-time",
                Words.say("chip.time"),
                () -> Picks.time(now.time(), clock, times.zone(), t -> go.accept(now.time(t))),
                () -> go.accept(now.time(ChangeFilter.STANDARD)));
        actor = new Chip(
                "chip-actor",
                Words.say("chip.actor"),
                () -> Picks.text(
                        Words.say("chip.actor"),
                        Words.say("chip.person.hint"),
                        now.actor(),
                        t -> true,
                        t -> go.accept(now.actor(t))),
                () -> go.accept(now.actor(null)));
        target = new Chip(
                "chip-target",
                Words.say("chip.target"),
                () -> Picks.text(
                        Words.say("chip.target"),
                        Words.say("chip.target.hint"),
                        now.target(),
                        t -> true,
                        t -> go.accept(now.target(t))),
                () -> go.accept(now.target(null)));
        area = new Chip(
                "chip-area",
                Words.say("chip.area"),
                () -> Picks.one(
                        Words.say("chip.area"), AREAS, ChangeWords::area, now.area(), v -> go.accept(now.area(v))),
                () -> go.accept(now.area(null)));
        operation = new Chip(
                "chip-operation",
                Words.say("chip.operation"),
                () -> Picks.one(
                        Words.say("chip.operation"),
                        ChangeFilter.OPERATIONS,
                        ChangeWords::operation,
                        now.operation(),
                        v -> go.accept(now.operation(v))),
                () -> go.accept(now.operation(null)));
        source = new Chip(
                "chip-source",
                Words.say("chip.source"),
                () -> Picks.one(
                        Words.say("chip.source"),
                        ChangeFilter.SOURCES,
                        ChangeWords::source,
                        now.source(),
                        v -> go.accept(now.source(v))),
                () -> go.accept(now.source(null)));
        reset.setId("chip-reset");
        reset.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        reset.addClickListener(e -> go.accept(ChangeFilter.everything()));
        add(time, actor, target, area, operation, source, reset);
    }

    void show(ChangeFilter filter) {
        now = filter;
        List.of(time, actor, target, area, operation, source).forEach(Chip::close);
        time.show(SummaryWords.range(filter.time(), times), !filter.time().equals(ChangeFilter.STANDARD));
        actor.show(filter.actor());
        target.show(filter.target());
        area.show(filter.area() == null ? null : ChangeWords.area(filter.area()));
        operation.show(filter.operation() == null ? null : ChangeWords.operation(filter.operation()));
        source.show(filter.source() == null ? null : ChangeWords.source(filter.source()));
        reset.setVisible(!filter.equals(ChangeFilter.everything()));
    }
}
