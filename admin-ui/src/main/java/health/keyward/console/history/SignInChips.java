package health.keyward.console.history;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import health.keyward.console.base.Chip;
import health.keyward.console.base.Cidr;
import health.keyward.console.base.Icons;
import health.keyward.console.base.Picks;
import health.keyward.console.base.Times;
import health.keyward.console.base.Words;
import health.keyward.contract.history.Cause;
import health.keyward.contract.history.EventKind;
import health.keyward.contract.history.Method;
import health.keyward.contract.history.Outcome;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The filters of a list of attempts. Changing one asks for a new address; the page reads that. */
public final class SignInChips extends Div {
    private final Times times;
    private final Chip time;
    private final Chip person;
    private final Chip app;
    private final Chip outcome;
    private final Chip cause;
    private final Chip method;
    private final Chip address;
    private final Chip device;
    private final Chip kind;
    private final Chip session;
    private final Chip correlation;
    private final Button reset = new Button(Words.say("chip.reset"), Icons.of("reset"));
    private SignInFilter now = SignInFilter.everything();

    public SignInChips(Times times, Clock clock, Consumer<SignInFilter> go) {
        this.times = times;
        addClassName("kw-chips");
        setId("chips");
        getElement().setAttribute("role", "group").setAttribute("aria-label", Words.say("chip.group"));
        time = new Chip(
                "chip-time",
                Words.say("chip.time"),
                () -> Picks.time(now.time(), clock, times.zone(), t -> go.accept(now.time(t))),
                () -> go.accept(now.time(SignInFilter.STANDARD)));
        person = text("person", now -> now.person(), go, (f, v) -> f.person(v), t -> true);
        app = new Chip(
                "chip-app",
                Words.say("chip.app"),
                () -> Picks.text(
                        Words.say("chip.app"),
                        Words.say("chip.app.hint"),
                        String.join(", ", now.apps()),
                        t -> true,
                        t -> go.accept(now.apps(split(t)))),
                () -> go.accept(now.apps(List.of())));
        outcome = words("outcome", List.of(Outcome.values()), f -> f.outcomes(), go, SignInFilter::outcomes);
        cause = words(
                "cause",
                List.of(Cause.values()).stream().filter(c -> c != Cause.NONE).toList(),
                f -> f.causes(),
                go,
                SignInFilter::causes);
        method = words("method", List.of(Method.values()), f -> f.methods(), go, SignInFilter::methods);
        address = text("address", f -> f.address(), go, (f, v) -> f.address(v), Cidr::isAddress);
        device = text("device", f -> f.device(), go, (f, v) -> f.device(v), t -> true);
        kind = words("kind", List.of(EventKind.values()), f -> f.kinds(), go, SignInFilter::kinds);
        session = text("session", f -> f.session(), go, (f, v) -> f.session(v), t -> true);
        correlation = text("correlation", f -> f.correlation(), go, (f, v) -> f.correlation(v), t -> true);
        reset.setId("chip-reset");
        reset.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        reset.addClickListener(e -> go.accept(SignInFilter.everything()));
        add(time, person, app, outcome, cause, method, address, device, kind, session, correlation, reset);
    }

    /** @param personName what to call the person when the filter holds an id; null shows the filter itself */
    public void show(SignInFilter filter, @Nullable String personName) {
        now = filter;
        all().forEach(Chip::close);
        boolean usualTime = filter.time().equals(SignInFilter.STANDARD);
        time.show(SummaryWords.range(filter.time(), times), !usualTime);
        person.show(filter.person() != null && personName != null ? personName : filter.person());
        app.show(filter.apps().isEmpty() ? null : String.join(", ", filter.apps()));
        outcome.show(joined(filter.outcomes()));
        cause.show(joined(filter.causes()));
        method.show(joined(filter.methods()));
        address.show(filter.address());
        device.show(filter.device());
        kind.show(joined(filter.kinds()));
        session.show(filter.session() == null ? null : brief(filter.session()));
        session.setVisible(filter.session() != null);
        correlation.show(filter.correlation() == null ? null : brief(filter.correlation()));
        correlation.setVisible(filter.correlation() != null);
        reset.setVisible(!filter.equals(SignInFilter.everything()));
    }

    /** Takes the outcome away from a page that fixes it. */
    public SignInChips withoutOutcome() {
        remove(outcome, kind);
        return this;
    }

    private List<Chip> all() {
        return List.of(time, person, app, outcome, cause, method, address, device, kind, session, correlation);
    }

    @FunctionalInterface
    private interface Reads<V> {
        V of(SignInFilter filter);
    }

    @FunctionalInterface
    private interface Writes<V> {
        SignInFilter to(SignInFilter filter, V value);
    }

    @FunctionalInterface
    private interface ReadsText {
        @Nullable
        String of(SignInFilter filter);
    }

    @FunctionalInterface
    private interface WritesText {
        SignInFilter to(SignInFilter filter, @Nullable String value);
    }

    private Chip text(
            String name,
            ReadsText value,
            Consumer<SignInFilter> go,
            WritesText next,
            java.util.function.Predicate<String> valid) {
        var label = Words.say("chip." + name);
        return new Chip(
                "chip-" + name,
                label,
                () -> Picks.text(
                        label,
                        Words.say("chip." + name + ".hint"),
                        value.of(now),
                        valid,
                        t -> go.accept(next.to(now, t))),
                () -> go.accept(next.to(now, null)));
    }

    private <E extends Enum<E>> Chip words(
            String name, Collection<E> offered, Reads<Set<E>> value, Consumer<SignInFilter> go, Writes<Set<E>> next) {
        var label = Words.say("chip." + name);
        return new Chip(
                "chip-" + name,
                label,
                () -> Picks.words(label, offered, value.of(now), v -> go.accept(next.to(now, v))),
                () -> go.accept(next.to(now, Set.of())));
    }

    private static @Nullable String joined(Set<? extends Enum<?>> values) {
        return values.isEmpty() ? null : values.stream().map(Words::of).sorted().collect(Collectors.joining(", "));
    }

    private static String brief(String id) {
        return id.length() <= 12 ? id : id.substring(0, 8) + "…";
    }

    private static List<String> split(@Nullable String text) {
        return text == null
                ? List.of()
                : List.of(text.split(",")).stream()
                        .map(String::strip)
                        .filter(s -> !s.isEmpty())
                        .toList();
    }
}
