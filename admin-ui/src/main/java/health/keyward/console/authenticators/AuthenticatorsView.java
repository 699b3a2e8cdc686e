package health.keyward.console.authenticators;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.HighlightConditions;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import health.keyward.console.api.Answer;
import health.keyward.console.api.Caller;
import health.keyward.console.api.Models;
import health.keyward.console.base.Asked;
import health.keyward.console.base.Background;
import health.keyward.console.base.Drawer;
import health.keyward.console.base.ListAndDrawer;
import health.keyward.console.base.Sentence;
import health.keyward.console.base.Shell;
import health.keyward.console.base.States;
import health.keyward.console.base.Times;
import health.keyward.console.base.Words;
import health.keyward.contract.stepup.ModelAct;
import health.keyward.contract.stepup.ModelDetail;
import health.keyward.contract.stepup.ModelPage;
import health.keyward.contract.stepup.ModelRow;
import health.keyward.contract.stepup.ModelShow;
import health.keyward.contract.stepup.ModelUse;
import jakarta.annotation.security.RolesAllowed;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which models of authenticators people have, and which are accepted for what. The address bar is its state. */
@Route(value = AuthenticatorsView.PATH, layout = Shell.class)
@RolesAllowed("system-admin")
public final class AuthenticatorsView extends Main implements BeforeEnterObserver, HasDynamicTitle {
    public static final String PATH = "policy/authenticators";
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final transient Models models;
    private final transient Background background;
    private final Times times;
    private final Sentence sentence = new Sentence();
    private final MetadataPanel metadata;
    private final Nav lists = new Nav();
    private final Map<ModelShow, RouterLink> link = new EnumMap<>(ModelShow.class);
    private final TextField search = new TextField();
    private final Div list = new Div();
    private final ModelGrid grid = new ModelGrid();
    private final Button more = new Button(Words.say("models.more"), e -> more());
    private final ListAndDrawer layout;
    private final Drawer drawer;
    private final List<ModelRow> rows = new ArrayList<>();
    private @Nullable ModelShow shown;
    private String searched = "";
    private @Nullable String next;
    private @Nullable String open;
    private int asking;

    AuthenticatorsView(Models models, Background background, Clock clock) {
        this.models = models;
        this.background = background;
        var caller = Caller.current();
        times = Times.of(UI.getCurrent(), clock);
        metadata = new MetadataPanel(models, background, times, () -> ask(caller));
        drawer = new Drawer(this::step, () -> show(which(), searched, null));
        setId("authenticators");
        addClassName("kw-page");
        configureLists();
        configureSearch();
        grid.addSelectionListener(e -> {
            if (e.isFromClient()) {
                show(
                        which(),
                        searched,
                        e.getFirstSelectedItem().map(ModelRow::model).orElse(null));
            }
        });
        more.setId("models-more");
        list.addClassName("kw-list");
        var head = new Div(new H1(Words.say("models.title")));
        head.addClassName("kw-head");
        var narrowing = new Div(lists, search);
        narrowing.addClassName("kw-narrowing");
        var master = new Div(head, sentence, metadata, narrowing, list, more);
        master.addClassName("kw-page");
        layout = new ListAndDrawer(master, "460px", () -> show(which(), searched, null));
        add(layout);
    }

    private void configureLists() {
        lists.setId("models-lists");
        lists.addClassName("kw-lists");
        lists.setAriaLabel(Words.say("models.title"));
        for (var one : ModelShow.values()) {
            var mine = new RouterLink(Words.of(one), AuthenticatorsView.class);
            mine.setQueryParameters(address(one, "", null));
            mine.setHighlightCondition(HighlightConditions.never());
            mine.setId("models-" + ModelWords.word(one));
            link.put(one, mine);
            lists.add(mine);
        }
    }

    private void configureSearch() {
        search.setId("models-search");
        search.setAriaLabel(Words.say("models.search"));
        search.setPlaceholder(Words.say("models.search"));
        search.setClearButtonVisible(true);
        search.setMaxLength(100);
        search.setValueChangeMode(ValueChangeMode.LAZY);
        search.addValueChangeListener(e -> {
            if (e.isFromClient()) {
                show(which(), e.getValue().strip(), open);
            }
        });
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        var asked = new Asked(event.getLocation().getQueryParameters());
        var which = asked.words("show", ModelShow.class).stream().findFirst().orElse(ModelShow.HERE);
        var part = Objects.requireNonNullElse(asked.one("search"), "");
        if (which != shown || !part.equals(searched)) {
            shown = which;
            searched = part;
            search.setValue(part);
            mark(which);
            ask();
        }
        var wanted = asked.one("open");
        if (wanted == null || !ID.matcher(wanted).matches()) {
            open = null;
            layout.setDetail(null);
            grid.deselectAll();
        } else if (!wanted.equals(open)) {
            open = wanted;
            detail(wanted);
        }
    }

    private void mark(ModelShow which) {
        link.forEach((one, its) -> {
            its.setQueryParameters(address(one, searched, null));
            if (one == which) {
                its.getElement().setAttribute("aria-current", "page");
            } else {
                its.getElement().removeAttribute("aria-current");
            }
        });
    }

    private void ask() {
        ask(Caller.current());
    }

    private void ask(Caller caller) {
        int mine = ++asking;
        var which = which();
        var part = searched;
        put(States.loading());
        more.setVisible(false);
        background.ask(this, () -> models.list(caller, which, part, null), answer -> {
            if (mine == asking) {
                rows.clear();
                show(answer);
            }
        });
        background.ask(this, () -> models.metadata(caller), metadata::show);
    }

    private void more() {
        int mine = ++asking;
        var caller = Caller.current();
        var which = which();
        var part = searched;
        var after = next;
        background.ask(this, () -> models.list(caller, which, part, after), answer -> {
            if (mine == asking) {
                show(answer);
            }
        });
    }

    private void show(Answer<ModelPage> answer) {
        if (!(answer instanceof Answer.Ok<ModelPage>(var page))) {
            sentence.say("", "");
            put(States.of(answer, this::ask));
            return;
        }
        rows.addAll(page.rows());
        next = page.next();
        more.setVisible(next != null);
        var glance = page.glance();
        sentence.say(
                Words.say("models.sentence", glance.credentials(), glance.models(), glance.hardwareBound()),
                glance.refused() == 0 ? "" : " " + Words.say("models.sentence.refused", glance.refused()));
        if (rows.isEmpty()) {
            put(States.empty(
                    "models.empty.title",
                    searched.isEmpty() ? "models.empty." + ModelWords.word(which()) : "models.empty.search"));
            return;
        }
        grid.setItems(List.copyOf(rows));
        put(grid);
        select();
    }

    private void detail(String id) {
        var caller = Caller.current();
        drawer.show(Words.say("state.loading"), "", States.loading());
        layout.setDetail(drawer);
        select();
        background.ask(this, () -> models.detail(caller, id), answer -> {
            if (id.equals(open)) {
                show(id, answer);
            }
        });
    }

    private void show(String id, Answer<ModelDetail> answer) {
        if (!(answer instanceof Answer.Ok<ModelDetail>(var detail))) {
            drawer.show(Words.say("drawer.name"), "", States.of(answer, () -> detail(id)));
            return;
        }
        var parts = new ArrayList<Component>();
        parts.add(acts(detail));
        parts.addAll(new ModelFacts(times).of(detail));
        drawer.show(
                detail.row().name(),
                detail.row().certification() == null ? "" : detail.row().certification(),
                parts.toArray(Component[]::new));
        UnfinishedModel.of(id).ifPresent(typed -> decide(detail, typed, true));
    }

    /** What the metadata compromise can only be left alone or refused for good; what nobody knows cannot be accepted. */
    private Component acts(ModelDetail detail) {
        var buttons = new Div();
        buttons.addClassNames("kw-buttons", "kw-group");
        var use = detail.row().use();
        if (detail.row().known() && use != ModelUse.COMPROMISED) {
            var accept = button(detail, ModelAct.ACCEPTED);
            accept.addThemeVariants(ButtonVariant.PRIMARY);
            buttons.add(accept);
        }
        if (!detail.decisions().isEmpty() && detail.decisions().getFirst().act() != ModelAct.WITHDRAWN) {
            buttons.add(button(detail, ModelAct.WITHDRAWN));
        }
        if (use != ModelUse.REFUSED) {
            buttons.add(button(detail, ModelAct.REFUSED));
        }
        return buttons;
    }

    private Button button(ModelDetail detail, ModelAct act) {
        var word = ModelWords.word(act);
        var button = new Button(
                Words.say("models." + word + ".button"),
                e -> decide(detail, UnfinishedModel.begun(detail.row().model(), act), false));
        button.setId("model-" + word);
        button.addThemeVariants(ButtonVariant.SMALL);
        return button;
    }

    private void decide(ModelDetail detail, UnfinishedModel typed, boolean again) {
        new ModelDialog(models, detail, typed, again, () -> {
                    ask();
                    detail(detail.row().model());
                })
                .open();
    }

    private void step(int by) {
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).model().equals(open) && i + by >= 0 && i + by < rows.size()) {
                show(which(), searched, rows.get(i + by).model());
                return;
            }
        }
    }

    private void select() {
        rows.stream()
                .filter(row -> row.model().equals(open))
                .findFirst()
                .ifPresentOrElse(grid::select, grid::deselectAll);
    }

    private static void show(ModelShow which, String part, @Nullable String id) {
        UI.getCurrent().navigate(AuthenticatorsView.class, address(which, part, id));
    }

    private static QueryParameters address(ModelShow which, String part, @Nullable String id) {
        return new Asked.Builder()
                .put("show", which == ModelShow.HERE ? null : ModelWords.word(which))
                .put("search", part)
                .put("open", id)
                .build();
    }

    private ModelShow which() {
        return shown == null ? ModelShow.HERE : shown;
    }

    private void put(Component what) {
        list.removeAll();
        list.add(what);
    }

    @Override
    public String getPageTitle() {
        return Words.say("models.title") + " · Keyward";
    }
}
