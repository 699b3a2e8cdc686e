package health.keyward.console.review;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.dom.Element;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import health.keyward.console.api.Answer;
import health.keyward.console.api.Caller;
import health.keyward.console.api.People;
import health.keyward.console.api.Query;
import health.keyward.console.api.Reviews;
import health.keyward.console.api.StepUpMaps;
import health.keyward.console.base.Admission;
import health.keyward.console.base.Asked;
import health.keyward.console.base.Background;
import health.keyward.console.base.Icons;
import health.keyward.console.base.PersonField;
import health.keyward.console.base.Sentence;
import health.keyward.console.base.Shell;
import health.keyward.console.base.States;
import health.keyward.console.base.Unfinished;
import health.keyward.console.base.Words;
import health.keyward.contract.Me;
import health.keyward.contract.history.PersonCard;
import health.keyward.contract.history.PersonHits;
import health.keyward.contract.review.ReviewCampaign;
import health.keyward.contract.review.ReviewCampaignDraft;
import health.keyward.contract.review.ReviewCampaignPage;
import health.keyward.contract.review.ReviewPreview;
import health.keyward.contract.review.ReviewStage;
import health.keyward.contract.review.ReviewTemplate;
import health.keyward.contract.review.ReviewTemplates;
import health.keyward.contract.stepup.StepUpMapNames;
import jakarta.annotation.security.RolesAllowed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Plans a campaign in three steps; the fourth is its preview, without which nothing is launched (AR-1, AR-18). */
@Route(value = WizardView.PATH, layout = Shell.class)
@RolesAllowed("system-admin")
public final class WizardView extends Main implements BeforeEnterObserver, HasDynamicTitle {
    public static final String PATH = CampaignsView.PATH + "/new";

    private static final String FORM = "review-draft:";
    private static final String DRAFT = "draft";
    private static final String ID = "id";
    private static final int MOST_STAGES = 3;
    private static final int SOME = 50;
    private static final List<String> STEPS = List.of("scope", "stages", "rules", "preview");

    private final transient Reviews reviews;
    private final transient People people;
    private final transient StepUpMaps maps;
    private final transient Admission admission;
    private final transient Background background;
    private final transient JsonMapper json = JsonMapper.builder().build();
    private final Nav places = new Nav();
    private final List<Button> placed = new ArrayList<>();
    private final TextField name = new TextField(Words.say("review.name"));
    private final TextArea description = new TextArea(Words.say("review.description"));
    private final Select<ReviewTemplate> template = new Select<>();
    private final PersonField owner;
    private final ScopeForm scope = new ScopeForm();
    private final List<StageForm> stages = new ArrayList<>();
    private final Div stageList = new Div();
    private final Button moreStages = new Button(Words.say("review.stage.add"), Icons.of("plus"), e -> addStage());
    private final RulesForm rules = new RulesForm();
    private final List<Component> steps;
    private final Paragraph trouble = new Paragraph();
    private final Button back = new Button(Words.say("review.wizard.back"));
    private final Button next = new Button(Words.say("review.wizard.next"));
    private final Div body = new Div();
    private int step;
    private String asked = "";
    private String id = "";
    private @Nullable String templateName;

    WizardView(Reviews reviews, People people, StepUpMaps maps, Admission admission, Background background) {
        this.reviews = reviews;
        this.people = people;
        this.maps = maps;
        this.admission = admission;
        this.background = background;
        setId("wizard");
        addClassNames("kw-page", "kw-scroll");
        owner = new PersonField(people, Words.say("review.owner"), "wizard-owner");
        owner.setHelperText(Words.say("review.owner.hint"));
        configureFirst();
        moreStages.setId("stage-add");
        moreStages.addThemeVariants(ButtonVariant.SMALL);
        stageList.addClassName("kw-fields");
        var first = fields(template, name, owner, description, scope);
        steps = List.of(first, fields(stageList, moreStages), fields(rules));
        configurePlaces();
        trouble.setId("wizard-trouble");
        trouble.addClassName("kw-trouble");
        trouble.getElement().setAttribute("role", "alert");
        trouble.setVisible(false);
        back.setId("wizard-back");
        back.addClickListener(e -> to(step - 1));
        next.setId("wizard-next");
        next.addClickListener(e -> to(step + 1));
        next.addThemeVariants(ButtonVariant.PRIMARY);
        next.setDisableOnClick(true);
        var buttons = new Div(back, next);
        buttons.addClassName("kw-buttons");
        steps.forEach(body::add);
        body.add(trouble, buttons);
        body.addClassName("kw-wizard");
        var head = new Div(new H1(Words.say("review.new")));
        head.addClassName("kw-head");
        var sentence = new Sentence();
        sentence.say(Words.say("review.wizard.sentence"), "");
        add(head, sentence, places, body);
    }

    private static Div fields(Component... what) {
        var box = new Div(what);
        box.addClassName("kw-fields");
        return box;
    }

    private void configureFirst() {
        name.setId("wizard-name");
        name.setMaxLength(100);
        name.setRequiredIndicatorVisible(true);
        name.setWidthFull();
        description.setId("wizard-description");
        description.setMaxLength(500);
        description.setWidthFull();
        template.setId("wizard-template");
        template.setLabel(Words.say("review.template"));
        template.setHelperText(Words.say("review.template.hint"));
        template.setEmptySelectionAllowed(true);
        template.setEmptySelectionCaption(Words.say("review.template.none"));
        template.setItemLabelGenerator(
                one -> one == null ? Words.say("review.template.none") : Words.say("review.template." + one.name()));
        template.setWidthFull();
        template.addValueChangeListener(e -> {
            if (e.getValue() != null) {
                from(e.getValue());
            }
        });
    }

    private void configurePlaces() {
        places.setId("wizard-steps");
        places.setAriaLabel(Words.say("review.wizard.steps"));
        for (int i = 0; i < STEPS.size(); i++) {
            int wanted = i;
            Button place = new Button((i + 1) + ". " + Words.say("review.step." + STEPS.get(i)), pressed -> to(wanted));
            place.addThemeVariants(ButtonVariant.TERTIARY);
            placed.add(place);
            places.add(place);
        }
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        asked = Objects.requireNonNullElse(new Asked(event.getLocation().getQueryParameters()).one("campaign"), "");
        id = asked;
        Unfinished.take(FORM + asked)
                .ifPresentOrElse(
                        left -> {
                            id = left.text(ID);
                            fill(json.readValue(left.text(DRAFT), ReviewCampaignDraft.class));
                            trouble(Words.say("end.again"));
                        },
                        () -> {
                            if (id.isEmpty()) {
                                begin();
                            } else {
                                change();
                            }
                        });
        show(0);
        offer();
    }

    private void begin() {
        if (admission.of(Caller.current()) instanceof Answer.Ok<Me>(var me)) {
            owner.setValue(new PersonHits.Hit(me.userId(), me.username(), me.displayName(), null, true));
        }
        addStage();
    }

    private void change() {
        if (reviews.campaign(Caller.current(), id) instanceof Answer.Ok<ReviewCampaign>(var found)) {
            fill(found.definition());
        } else {
            trouble(Words.say("state.missing.text"));
        }
    }

    /** What can be chosen comes after the page; what was chosen already stays. */
    private void offer() {
        var caller = Caller.current();
        background.ask(this, () -> reviews.templates(caller), answer -> {
            if (answer instanceof Answer.Ok<ReviewTemplates>(var all)) {
                template.setItems(all.rows());
            } else {
                trouble(States.line(answer));
            }
        });
        background.ask(this, () -> maps.names(caller), names -> {
            if (names instanceof Answer.Ok<StepUpMapNames>(var known)) {
                background.ask(this, () -> closed(caller), before -> scope.offer(known, before));
            } else {
                trouble(States.line(names));
            }
        });
    }

    private List<ReviewCampaign> closed(Caller caller) {
        return reviews.campaigns(caller, Query.none().with("state", "CLOSED"), null, SOME)
                        instanceof Answer.Ok<ReviewCampaignPage>(var page)
                ? page.rows()
                : List.of();
    }

    private void addStage() {
        make().usual();
    }

    private StageForm make() {
        int number = stages.size() + 1;
        var form = new StageForm(people, number, () -> remove(number - 1));
        stages.add(form);
        stageList.add(form);
        moreStages.setVisible(stages.size() < MOST_STAGES);
        return form;
    }

    /** Those behind a removed one go too: each stage builds on the one before. */
    private void remove(int place) {
        while (stages.size() > place) {
            stageList.remove(stages.removeLast());
        }
        moreStages.setVisible(true);
    }

    private void from(ReviewTemplate chosen) {
        stages(chosen.stages());
        rules.show(
                chosen.truth(),
                chosen.lowNoAnswer(),
                chosen.elevatedNoAnswer(),
                chosen.highNoAnswer(),
                chosen.bulkKeep());
    }

    private void fill(ReviewCampaignDraft draft) {
        templateName = draft.template();
        name.setValue(draft.name());
        description.setValue(draft.description());
        owner.setValue(new PersonHits.Hit(draft.ownerId(), username(draft.ownerId()), null, null, true));
        scope.show(draft.scope(), closed(Caller.current()));
        stages(draft.stages());
        rules.show(
                draft.truth(), draft.lowNoAnswer(), draft.elevatedNoAnswer(), draft.highNoAnswer(), draft.bulkKeep());
        if (draft.ladder() != null) {
            rules.show(draft.ladder());
        }
    }

    private void stages(List<ReviewStage> wanted) {
        remove(0);
        wanted.forEach(one -> make().with(one, this::username));
    }

    private String username(String userId) {
        return people.card(Caller.current(), userId) instanceof Answer.Ok<PersonCard>(var card)
                ? card.username()
                : userId;
    }

    private void show(int wanted) {
        step = wanted;
        for (int i = 0; i < steps.size(); i++) {
            steps.get(i).setVisible(i == wanted);
        }
        for (int i = 0; i < placed.size(); i++) {
            Element place = placed.get(i).getElement();
            if (i == wanted) {
                place.setAttribute("aria-current", "step");
            } else {
                place.removeAttribute("aria-current");
            }
        }
        back.setVisible(wanted > 0);
        next.setText(Words.say(wanted == steps.size() - 1 ? "review.preview.do" : "review.wizard.next"));
    }

    /** Goes back freely, and forward past nothing that is missing. */
    private void to(int wanted) {
        next.setEnabled(true);
        trouble.setVisible(false);
        for (int i = 0; i < wanted; i++) {
            if (!whole(i)) {
                trouble(Words.say("review.wizard.missing"));
                show(i);
                return;
            }
        }
        if (wanted >= steps.size()) {
            show(steps.size() - 1);
            preview();
        } else {
            show(Math.max(0, wanted));
        }
    }

    private boolean whole(int which) {
        return switch (which) {
            case 0 -> {
                name.setInvalid(name.getValue().isBlank());
                name.setErrorMessage(Words.say("review.name.needed"));
                owner.setInvalid(owner.isEmpty());
                owner.setErrorMessage(Words.say("retain.needperson"));
                yield scope.whole() & !name.isInvalid() & !owner.isInvalid();
            }
            case 1 -> stages.stream().filter(one -> !one.whole()).count() == 0 && !stages.isEmpty();
            case 2 -> rules.whole();
            default -> true;
        };
    }

    private ReviewCampaignDraft draft() {
        return new ReviewCampaignDraft(
                name.getValue().strip(),
                description.getValue().strip(),
                template.getValue() == null ? templateName : template.getValue().name(),
                owner.getValue().userId(),
                scope.scope(),
                stages.stream().map(StageForm::stage).toList(),
                rules.truth(),
                rules.low(),
                rules.elevated(),
                rules.high(),
                rules.together(),
                rules.ladder());
    }

    private void preview() {
        var caller = Caller.current();
        var wanted = draft();
        switch (id.isEmpty() ? reviews.create(caller, wanted) : reviews.change(caller, id, wanted)) {
            case Answer.Ok<ReviewCampaign>(var made) -> {
                id = made.id();
                next.setEnabled(false);
                background.ask(this, () -> reviews.freeze(caller, made.id()), this::previewed);
            }
            case Answer.StepUpFirst<ReviewCampaign> first ->
                Unfinished.leave(
                        UI.getCurrent(), first, FORM + asked, Map.of(DRAFT, json.writeValueAsString(wanted), ID, id));
            case Answer<ReviewCampaign> other -> trouble(Refused.line(other));
        }
    }

    /** The draft is kept whatever became of its preview; its page says what. */
    private void previewed(Answer<ReviewPreview> answer) {
        next.setEnabled(true);
        if (answer instanceof Answer.Ok<ReviewPreview>) {
            UI.getCurrent().navigate(CampaignView.AT + id);
        } else {
            trouble(Refused.line(answer));
        }
    }

    private void trouble(String words) {
        trouble.setVisible(true);
        trouble.setText(words);
    }

    @Override
    public String getPageTitle() {
        return Words.say("review.new") + " · Keyward";
    }
}
