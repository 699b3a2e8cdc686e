package health.keyward.console.services;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import health.keyward.console.base.Chip;
import health.keyward.console.base.Icons;
import health.keyward.console.base.Picks;
import health.keyward.console.base.Words;
import health.keyward.contract.inactivity.InactivityServiceState;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The filters of the list of clients. */
final class ServiceChips extends Div {
    private final Chip search;
    private final Chip owned;
    private final Chip state;
    private final Button reset = new Button(Words.say("chip.reset"), Icons.of("reset"));
    private ServiceFilter now = ServiceFilter.ALL;

    ServiceChips(Consumer<ServiceFilter> go) {
        addClassName("kw-chips");
        setId("chips");
        getElement().setAttribute("role", "group").setAttribute("aria-label", Words.say("chip.group"));
        search = new Chip(
                "chip-search",
                Words.say("services.client"),
                () -> Picks.text(
                        Words.say("services.client"),
                        Words.say("services.client.hint"),
                        now.search(),
                        t -> true,
                        t -> go.accept(now.search(t))),
                () -> go.accept(now.search(null)));
        owned = new Chip(
                "chip-owned",
                Words.say("services.owner"),
                () -> Picks.one(
                        Words.say("services.owner"),
                        List.of("YES", "NO"),
                        ServiceChips::answer,
                        now.owned(),
                        v -> go.accept(now.owned(v))),
                () -> go.accept(now.owned(null)));
        state = new Chip(
                "chip-state",
                Words.say("column.state"),
                () -> Picks.one(
                        Words.say("column.state"),
                        Stream.of(InactivityServiceState.values())
                                .map(InactivityServiceState::name)
                                .toList(),
                        name -> Words.of(InactivityServiceState.valueOf(name)),
                        now.state() == null ? null : now.state().name(),
                        v -> go.accept(now.state(ServiceFilter.stateOf(v)))),
                () -> go.accept(now.state(null)));
        reset.setId("chip-reset");
        reset.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        reset.addClickListener(e -> go.accept(ServiceFilter.ALL));
        add(search, owned, state, reset);
    }

    void show(ServiceFilter filter) {
        now = filter;
        List.of(search, owned, state).forEach(Chip::close);
        search.show(filter.search());
        owned.show(filter.owned() == null ? null : answer(filter.owned()));
        state.show(filter.state() == null ? null : Words.of(filter.state()));
        reset.setVisible(!filter.equals(ServiceFilter.ALL));
    }

    private static String answer(String word) {
        return Words.say(word.equals("YES") ? "services.owner.yes" : "services.owner.no");
    }
}
