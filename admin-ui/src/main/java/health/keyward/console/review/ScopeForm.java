package health.keyward.console.review;

import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.checkbox.CheckboxGroup;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextField;
import health.keyward.console.base.Words;
import health.keyward.contract.review.ReviewCampaign;
import health.keyward.contract.review.ReviewScope;
import health.keyward.contract.stepup.StepUpMapNames;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What is reviewed (AR-1). What is left empty narrows nothing. */
final class ScopeForm extends Div {
    private static final List<String> CLASSES = List.of("phi", "limited", "internal", "none");
    private static final int LONGEST_LIST = 500;
    private static final int LONGEST_DAYS = 3_650;

    private final MultiSelectComboBox<String> roles = several("review.scope.roles", "scope-roles");
    private final MultiSelectComboBox<String> apps = several("review.scope.apps", "scope-apps");
    private final CheckboxGroup<String> classes = new CheckboxGroup<>(Words.say("review.scope.classes"));
    private final TextField units = new TextField(Words.say("review.scope.units"));
    private final Checkbox groups = box("groups", true);
    private final Checkbox inherited = box("inherited", true);
    private final Checkbox services = box("services", false);
    private final Checkbox glass = box("glass", false);
    private final Checkbox exempt = box("exempt", false);
    private final IntegerField dormant = new IntegerField(Words.say("review.scope.dormant"));
    private final Select<ReviewCampaign> since = new Select<>();

    ScopeForm() {
        setId("scope");
        addClassName("kw-fields");
        classes.setId("scope-classes");
        classes.setItems(CLASSES);
        classes.setItemLabelGenerator(name -> Words.say("review.class." + name));
        units.setId("scope-units");
        units.setMaxLength(LONGEST_LIST);
        units.setHelperText(Words.say("review.scope.units.hint"));
        units.setWidthFull();
        dormant.setId("scope-dormant");
        dormant.setMin(1);
        dormant.setMax(LONGEST_DAYS);
        dormant.setHelperText(Words.say("review.scope.dormant.hint"));
        since.setId("scope-since");
        since.setLabel(Words.say("review.scope.changed"));
        since.setEmptySelectionAllowed(true);
        since.setEmptySelectionCaption(Words.say("review.scope.changed.none"));
        since.setItemLabelGenerator(one -> one == null
                ? Words.say("review.scope.changed.none")
                : one.definition().name());
        var what = new Div(roles, apps);
        what.addClassName("kw-pairs");
        var also = new Div(groups, inherited);
        also.addClassName("kw-pairs");
        var whom = new Div(services, glass, exempt);
        whom.addClassName("kw-pairs");
        var last = new Div(dormant, since);
        last.addClassName("kw-pairs");
        add(what, classes, also, units, whom, last);
    }

    private static MultiSelectComboBox<String> several(String key, String id) {
        var box = new MultiSelectComboBox<String>(Words.say(key));
        box.setId(id);
        box.setWidthFull();
        box.setPlaceholder(Words.say("map.any"));
        return box;
    }

    private static Checkbox box(String word, boolean on) {
        var box = new Checkbox(Words.say("review.scope." + word));
        box.setId("scope-" + word);
        box.setValue(on);
        return box;
    }

    void offer(StepUpMapNames names, List<ReviewCampaign> before) {
        choices(roles, names.roles());
        choices(apps, names.apps().stream().map(StepUpMapNames.App::id).toList());
        var chosen = since.getValue();
        since.setItems(before);
        if (chosen != null) {
            since.setValue(chosen);
        }
    }

    /** What is chosen and no longer known stays choosable, so that it can be seen and taken out. */
    private static void choices(MultiSelectComboBox<String> box, Collection<String> known) {
        var chosen = new LinkedHashSet<>(box.getValue());
        var all = new TreeSet<>(known);
        all.addAll(chosen);
        box.setItems(all);
        box.setValue(chosen);
    }

    void show(ReviewScope scope, List<ReviewCampaign> before) {
        roles.setItems(scope.roles());
        roles.setValue(new LinkedHashSet<>(scope.roles()));
        apps.setItems(scope.apps());
        apps.setValue(new LinkedHashSet<>(scope.apps()));
        classes.setValue(new LinkedHashSet<>(scope.dataClasses()));
        units.setValue(String.join(", ", scope.units()));
        groups.setValue(scope.groups());
        inherited.setValue(scope.inherited());
        services.setValue(scope.serviceAccounts());
        glass.setValue(scope.breakGlassEligible());
        exempt.setValue(scope.exempt());
        dormant.setValue(scope.dormantDays());
        since.setItems(before);
        before.stream()
                .filter(one -> one.id().equals(scope.changedSince()))
                .findFirst()
                .ifPresent(since::setValue);
    }

    boolean whole() {
        var days = dormant.getValue();
        dormant.setInvalid(days != null && (days < 1 || days > LONGEST_DAYS));
        return !dormant.isInvalid();
    }

    ReviewScope scope() {
        return new ReviewScope(
                sorted(roles.getValue()),
                sorted(apps.getValue()),
                sorted(classes.getValue()),
                Arrays.stream(units.getValue().split(","))
                        .map(String::strip)
                        .filter(unit -> !unit.isEmpty())
                        .distinct()
                        .toList(),
                groups.getValue(),
                inherited.getValue(),
                services.getValue(),
                glass.getValue(),
                exempt.getValue(),
                dormant.getValue(),
                changedSince());
    }

    private @Nullable String changedSince() {
        return since.getValue() == null ? null : since.getValue().id();
    }

    private static List<String> sorted(Collection<String> values) {
        return values.stream().sorted().toList();
    }
}
