package health.keyward.console.stepup;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.checkbox.CheckboxGroup;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import health.keyward.console.base.Words;
import health.keyward.contract.stepup.StepUpMapNames;
import health.keyward.contract.stepup.StepUpRule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One rule in a form. Says in a sentence what it will mean while it is filled in; nothing counts before it is published. */
final class RuleDialog extends Dialog {
    private static final int LONGEST_NAME = 80;
    private static final int SHORTEST_NAME = 3;
    private static final int LONGEST_LIST = 1_000;
    private static final long ANY = -1;
    private static final List<Long> AGES = List.of(ANY, 0L, 60L, 300L, 900L, 1800L, 3600L, 14_400L, 43_200L);
    private static final List<String> LEVELS = List.of("pwd", "mfa", "phr", "phrh");
    private static final List<String> CLASSES = List.of("phi", "limited", "internal", "none");

    private final TextField name = new TextField(Words.say("map.name"));
    private final MultiSelectComboBox<String> apps;
    private final MultiSelectComboBox<String> roles;
    private final MultiSelectComboBox<String> scopes;
    private final CheckboxGroup<String> classes = new CheckboxGroup<>(Words.say("map.classes"));
    private final TextField actions = list("map.actions", "rule-actions");
    private final TextField networks = list("map.networks", "rule-networks");
    private final TextField except = list("map.except", "rule-except");
    private final Select<String> level = new Select<>();
    private final Select<Long> age = new Select<>();
    private final Checkbox risk = new Checkbox(Words.say("map.risk"));
    private final Checkbox different = new Checkbox(Words.say("map.different.ask"));
    private final Paragraph sentence = new Paragraph();
    private final transient Set<String> taken;
    private final transient Consumer<StepUpRule> done;

    /**
     * @param rule to change; null for a new one
     * @param taken names of the other rules, in lower case
     */
    RuleDialog(StepUpMapNames known, @Nullable StepUpRule rule, Set<String> taken, Consumer<StepUpRule> done) {
        this.taken = taken;
        this.done = done;
        apps = several(
                "map.apps",
                "rule-apps",
                known.apps().stream().map(StepUpMapNames.App::id).toList(),
                rule == null ? List.of() : rule.apps());
        roles = several("map.roles", "rule-roles", known.roles(), rule == null ? List.of() : rule.roles());
        scopes = several("map.scopes", "rule-scopes", known.scopes(), rule == null ? List.of() : rule.scopes());
        setId("rule");
        setHeaderTitle(Words.say(rule == null ? "map.add" : "map.edit"));
        setWidth("560px");
        name.setId("rule-name");
        name.setMaxLength(LONGEST_NAME);
        name.setRequiredIndicatorVisible(true);
        name.setWidthFull();
        name.setAutofocus(true);
        configureClasses();
        configureDemand(rule);
        sentence.setId("rule-sentence");
        sentence.addClassNames("kw-said", "kw-strong");
        sentence.getElement().setAttribute("aria-live", "polite");
        if (rule != null) {
            fill(rule);
        }
        listen();
        say();
        var fields = new Div(
                name,
                title("map.asks"),
                level,
                age,
                different,
                title("map.when"),
                apps,
                roles,
                classes,
                scopes,
                networks,
                except,
                risk,
                actions,
                sentence);
        fields.addClassName("kw-fields");
        add(fields);
        var save = new Button(Words.say("map.take"), e -> take());
        save.setId("rule-do");
        save.addThemeVariants(ButtonVariant.PRIMARY);
        getFooter().add(new Button(Words.say("vaadin.cancel"), e -> close()), save);
    }

    private static H3 title(String key) {
        var title = new H3(Words.say(key));
        title.addClassName("kw-h");
        return title;
    }

    private static TextField list(String key, String id) {
        var field = new TextField(Words.say(key));
        field.setId(id);
        field.setMaxLength(LONGEST_LIST);
        field.setWidthFull();
        field.setHelperText(Words.say(key + ".hint"));
        return field;
    }

    /** What the rule names and the realm no longer has stays choosable, so that it can be seen and taken out. */
    private static MultiSelectComboBox<String> several(
            String key, String id, Collection<String> known, Collection<String> chosen) {
        var items = new TreeSet<>(known);
        items.addAll(chosen);
        var box = new MultiSelectComboBox<String>(Words.say(key));
        box.setId(id);
        box.setItems(items);
        box.setWidthFull();
        box.setValue(new LinkedHashSet<>(chosen));
        box.setPlaceholder(Words.say("map.any"));
        return box;
    }

    private void configureClasses() {
        classes.setId("rule-classes");
        classes.setItems(CLASSES);
        classes.setItemLabelGenerator(RuleWords::dataClass);
        classes.setHelperText(Words.say("map.classes.hint"));
    }

    private void configureDemand(@Nullable StepUpRule rule) {
        level.setId("rule-level");
        level.setLabel(Words.say("map.level"));
        level.setItems(LEVELS);
        level.setItemLabelGenerator(RuleWords::level);
        level.setValue("mfa");
        level.setWidthFull();
        var ages = new ArrayList<>(AGES);
        var own = rule == null ? null : rule.maxAgeSeconds();
        if (own != null && !ages.contains(own)) {
            ages.add(own);
        }
        age.setId("rule-age");
        age.setLabel(Words.say("map.age"));
        age.setItems(ages);
        age.setItemLabelGenerator(seconds -> RuleWords.age(seconds == ANY ? null : seconds));
        age.setValue(ANY);
        age.setWidthFull();
        different.setId("rule-different");
        risk.setId("rule-risk");
        risk.setHelperText(Words.say("map.risk.hint"));
    }

    private void fill(StepUpRule rule) {
        name.setValue(rule.name());
        classes.setValue(new LinkedHashSet<>(rule.dataClasses()));
        actions.setValue(String.join(", ", rule.actions()));
        networks.setValue(String.join(", ", rule.networks()));
        except.setValue(String.join(", ", rule.exceptNetworks()));
        risk.setValue(rule.elevatedRisk());
        level.setValue(rule.level());
        age.setValue(rule.maxAgeSeconds() == null ? ANY : rule.maxAgeSeconds());
        different.setValue(rule.differentFactor());
    }

    private void listen() {
        apps.addValueChangeListener(e -> say());
        roles.addValueChangeListener(e -> say());
        scopes.addValueChangeListener(e -> say());
        classes.addValueChangeListener(e -> say());
        actions.addValueChangeListener(e -> say());
        networks.addValueChangeListener(e -> say());
        except.addValueChangeListener(e -> say());
        risk.addValueChangeListener(e -> say());
        level.addValueChangeListener(e -> say());
        age.addValueChangeListener(e -> say());
        different.addValueChangeListener(e -> say());
    }

    private void say() {
        var rule = rule();
        sentence.setText(RuleWords.when(rule) + ": " + RuleWords.asks(rule) + ".");
    }

    private StepUpRule rule() {
        var seconds = age.getValue();
        return new StepUpRule(
                name.getValue().strip(),
                sorted(apps.getValue()),
                sorted(scopes.getValue()),
                sorted(roles.getValue()),
                sorted(classes.getValue()),
                split(actions),
                split(networks),
                split(except),
                risk.getValue(),
                level.getValue(),
                seconds == null || seconds == ANY ? null : seconds,
                different.getValue());
    }

    /** As the server keeps them, so that a rule nobody changed is the same rule. */
    private static List<String> sorted(Collection<String> values) {
        return values.stream().sorted().toList();
    }

    private static List<String> split(TextField field) {
        return Arrays.stream(field.getValue().split("[,;\\s]+"))
                .filter(text -> !text.isEmpty())
                .distinct()
                .sorted()
                .toList();
    }

    private void take() {
        var rule = rule();
        boolean isTaken = taken.contains(rule.name().toLowerCase(java.util.Locale.ROOT));
        name.setInvalid(rule.name().length() < SHORTEST_NAME || isTaken);
        name.setErrorMessage(Words.say(isTaken ? "map.name.taken" : "map.name.short", SHORTEST_NAME));
        if (!name.isInvalid()) {
            done.accept(rule);
            close();
        }
    }
}
