package health.keyward.console.stepup;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import health.keyward.console.api.Answer;
import health.keyward.console.api.Caller;
import health.keyward.console.api.StepUpMaps;
import health.keyward.console.base.Background;
import health.keyward.console.base.Icons;
import health.keyward.console.base.Sentence;
import health.keyward.console.base.Shell;
import health.keyward.console.base.States;
import health.keyward.console.base.Times;
import health.keyward.console.base.Words;
import health.keyward.contract.stepup.StepUpMap;
import health.keyward.contract.stepup.StepUpMapNames;
import health.keyward.contract.stepup.StepUpMapVersion;
import health.keyward.contract.stepup.StepUpRule;
import jakarta.annotation.security.RolesAllowed;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who is asked for what proof, when: the step-up map, its draft, and its versions (SU-1). */
@Route(value = StepUpView.PATH, layout = Shell.class)
@RolesAllowed("system-admin")
public final class StepUpView extends Main implements BeforeEnterObserver, HasDynamicTitle {
    public static final String PATH = "policy/step-up";
    private static final String VERSION = "version";

    private final transient StepUpMaps maps;
    private final transient Background background;
    private final Times times;
    private final Sentence sentence = new Sentence();
    private final Div content = new Div();
    private final Div pending = new Div();
    private final Span pendingWords = new Span();
    private final RuleList list = new RuleList(this::edit, this::remove);
    private final Div nothing = new Div();
    private final VersionsZone versions;
    private final Button add = new Button(Words.say("map.add"), Icons.of("plus"));
    private final Button publish = new Button(Words.say("map.preview"));
    private @Nullable StepUpMap inForce;
    private @Nullable Dialog dialog;
    private @Nullable String wanted;

    StepUpView(StepUpMaps maps, Background background, Clock clock) {
        this.maps = maps;
        this.background = background;
        times = Times.of(UI.getCurrent(), clock);
        versions = new VersionsZone(
                times,
                version -> UI.getCurrent()
                        .navigate(StepUpView.class, QueryParameters.of(VERSION, Long.toString(version.number()))));
        setId("step-up");
        addClassNames("kw-page", "kw-scroll");
        add.setId("map-add");
        add.addClickListener(e -> edit(-1));
        publish.setId("map-preview");
        publish.addThemeVariants(ButtonVariant.PRIMARY);
        publish.addClickListener(e -> preview());
        var tools = new Div(add, publish);
        tools.addClassName("kw-tools");
        var head = new Div(new H1(Words.say("map.title")), tools);
        head.addClassName("kw-head");
        configurePending();
        nothing.add(States.empty("map.empty.title", "map.empty.text"));
        content.addClassName("kw-parts");
        put(States.loading());
        add(head, sentence, content);
    }

    private void configurePending() {
        var away = new Button(Words.say("map.discard"), e -> {
            MapDraft.forget();
            render();
        });
        away.setId("map-discard");
        away.addThemeVariants(ButtonVariant.SMALL);
        pending.setId("map-pending");
        pending.addClassName("kw-banner");
        pending.getElement().setAttribute("role", "status");
        pending.add(Icons.of("info"), pendingWords, away);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        wanted = event.getLocation()
                .getQueryParameters()
                .getSingleParameter(VERSION)
                .filter(number -> number.matches("[0-9]{1,9}"))
                .orElse(null);
        closeDialog();
        if (inForce == null) {
            ask();
        } else {
            openWanted();
        }
    }

    private void ask() {
        var caller = Caller.current();
        background.ask(this, () -> maps.inForce(caller), this::show);
        background.ask(this, () -> maps.versions(caller), versions::show);
    }

    private void show(Answer<StepUpMap> answer) {
        if (!(answer instanceof Answer.Ok<StepUpMap>(var map))) {
            sentence.say("", "");
            put(States.of(answer, this::ask));
            return;
        }
        inForce = map;
        render();
        openWanted();
        MapDraft.kept().filter(draft -> !draft.reason().isEmpty()).ifPresent(this::goOn);
    }

    private void render() {
        var map = inForce;
        if (map == null) {
            return;
        }
        var draft = draft();
        boolean changed = !Set.copyOf(draft.rules()).equals(Set.copyOf(map.rules()));
        boolean overtaken = changed && draft.after() != number(map);
        sentence.say(sentence(map), "");
        pendingWords.setText(Words.say(overtaken ? "map.overtaken" : "map.pending"));
        publish.setEnabled(changed && !overtaken);
        list.show(draft.rules(), map.rules(), map.faults());
        put(changed ? pending : new Div(), draft.rules().isEmpty() ? nothing : list, versions);
    }

    private String sentence(StepUpMap map) {
        var version = map.version();
        return version == null
                ? Words.say("map.sentence.none")
                : Words.say(
                        "map.sentence", map.rules().size(), version.number(), times.ago(version.at()), version.by());
    }

    private MapDraft draft() {
        var map = inForce;
        List<StepUpRule> rules = map == null ? List.of() : map.rules();
        return MapDraft.kept().orElseGet(() -> new MapDraft(number(map), rules, ""));
    }

    private static long number(@Nullable StepUpMap map) {
        return map == null || map.version() == null ? 0 : map.version().number();
    }

    private void edit(int place) {
        switch (maps.names(Caller.current())) {
            case Answer.Ok<StepUpMapNames>(var known) -> {
                var draft = draft();
                var taken = new HashSet<String>();
                for (int i = 0; i < draft.rules().size(); i++) {
                    if (i != place) {
                        taken.add(draft.rules().get(i).name().toLowerCase(Locale.ROOT));
                    }
                }
                open(new RuleDialog(
                        known,
                        place < 0 ? null : draft.rules().get(place),
                        taken,
                        rule -> keep(draft.with(place, rule))));
            }
            case Answer<StepUpMapNames> other -> Notification.show(States.line(other));
        }
    }

    private void remove(int place) {
        keep(draft().without(place));
    }

    private void keep(MapDraft draft) {
        draft.keep();
        render();
    }

    private void preview() {
        open(new PublishDialog(maps, background, draft(), this::published));
    }

    /** After a fresh sign-in; whoever closes the dialog then is not asked again. */
    private void goOn(MapDraft draft) {
        draft.because("").keep();
        open(new PublishDialog(maps, background, draft, this::published));
    }

    private void published() {
        ask();
    }

    private void openWanted() {
        var number = wanted;
        if (number == null) {
            return;
        }
        switch (maps.version(Caller.current(), Long.parseLong(number))) {
            case Answer.Ok<StepUpMap>(var map) -> {
                var version = map.version();
                if (version != null) {
                    show(version, map.rules());
                }
            }
            case Answer<StepUpMap> other -> Notification.show(States.line(other));
        }
    }

    private void show(StepUpMapVersion version, List<StepUpRule> rules) {
        Runnable restore =
                version.number() == number(inForce) ? null : () -> keep(new MapDraft(number(inForce), rules, ""));
        var shown = new VersionDialog(version, times, restore);
        shown.addOpenedChangeListener(e -> {
            if (!e.isOpened() && wanted != null) {
                UI.getCurrent().navigate(StepUpView.class);
            }
        });
        open(shown);
    }

    private void open(Dialog next) {
        dialog = next;
        next.open();
    }

    private void put(Component... what) {
        content.removeAll();
        content.add(what);
    }

    private void closeDialog() {
        if (dialog != null) {
            var shown = dialog;
            dialog = null;
            shown.close();
        }
    }

    @Override
    protected void onDetach(DetachEvent event) {
        wanted = null;
        closeDialog();
    }

    @Override
    public String getPageTitle() {
        return Words.say("map.title") + " · Keyward";
    }
}
