package health.keyward.console.breakglass;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import health.keyward.console.base.Words;
import health.keyward.contract.breakglass.BreakGlassEligible;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One row of the list of eligible people in a form. Nothing counts before it is proposed and confirmed. */
final class EligibleDialog extends Dialog {
    private final Select<String> kind = new Select<>();
    private final TextField name = new TextField(Words.say("glass.name"));
    private final TextField apps = new TextField(Words.say("map.apps"));
    private final TextField classes = new TextField(Words.say("map.classes"));
    private final Checkbox clinical = new Checkbox(Words.say("glass.clinical"));
    private final transient Consumer<BreakGlassEligible> done;

    EligibleDialog(@Nullable BreakGlassEligible entry, Consumer<BreakGlassEligible> done) {
        this.done = done;
        setId("eligible");
        setHeaderTitle(Words.say(entry == null ? "glass.eligible.add" : "map.edit"));
        setWidth("480px");
        kind.setId("eligible-kind");
        kind.setLabel(Words.say("glass.kind"));
        kind.setItems("ROLE", "GROUP", "PERSON");
        kind.setItemLabelGenerator(EligibleDialog::word);
        kind.setValue(entry == null || entry.kind() == null ? "ROLE" : entry.kind());
        kind.setWidthFull();
        name.setId("eligible-name");
        name.setWidthFull();
        name.setRequiredIndicatorVisible(true);
        name.setHelperText(Words.say("glass.name.hint"));
        name.setAutofocus(true);
        apps.setId("eligible-apps");
        apps.setWidthFull();
        apps.setHelperText(Words.say("glass.list.hint"));
        classes.setId("eligible-classes");
        classes.setWidthFull();
        classes.setHelperText(Words.say("glass.list.hint"));
        clinical.setId("eligible-clinical");
        clinical.setHelperText(Words.say("glass.clinical.hint"));
        clinical.setValue(entry == null || entry.clinical());
        if (entry != null) {
            name.setValue(entry.name() == null ? "" : entry.name());
            apps.setValue(entry.apps() == null ? "" : String.join(", ", entry.apps()));
            classes.setValue(entry.dataClasses() == null ? "" : String.join(", ", entry.dataClasses()));
        }
        var fields = new Div(kind, name, apps, classes, clinical);
        fields.addClassName("kw-fields");
        add(fields);
        var take = new Button(Words.say("map.take"), e -> take());
        take.setId("eligible-do");
        take.addThemeVariants(ButtonVariant.PRIMARY);
        getFooter().add(new Button(Words.say("vaadin.cancel"), e -> close()), take);
    }

    static String word(@Nullable String kind) {
        return kind == null ? "" : Words.say("glass.kind." + kind.toLowerCase(Locale.ROOT));
    }

    private void take() {
        name.setInvalid(name.getValue().isBlank());
        name.setErrorMessage(Words.say("glass.name.needed"));
        if (!name.isInvalid()) {
            done.accept(new BreakGlassEligible(
                    kind.getValue(), null, name.getValue().strip(), split(apps), split(classes), clinical.getValue()));
            close();
        }
    }

    private static List<String> split(TextField field) {
        return ListTables.split(field.getValue());
    }
}
