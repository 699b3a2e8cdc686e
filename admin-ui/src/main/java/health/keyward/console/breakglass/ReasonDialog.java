package health.keyward.console.breakglass;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextField;
import health.keyward.console.base.Words;
import health.keyward.contract.breakglass.BreakGlassReason;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One reason in a form. Nothing counts before it is proposed and confirmed. */
final class ReasonDialog extends Dialog {
    private static final int LONGEST_LABEL = 120;
    private static final int SHORTEST_MINUTES = 5;
    private static final int LONGEST_MINUTES = 240;
    private static final int USUAL_MINUTES = 60;

    private final TextField code = new TextField(Words.say("glass.code"));
    private final Select<String> purpose = new Select<>();
    private final TextField en = text("glass.text.en", "reason-en");
    private final TextField es = text("glass.text.es", "reason-es");
    private final IntegerField minutes = new IntegerField(Words.say("glass.minutes"));
    private final Checkbox words = new Checkbox(Words.say("glass.words"));
    private final TextField classes = new TextField(Words.say("map.classes"));
    private final transient Consumer<BreakGlassReason> done;

    ReasonDialog(@Nullable BreakGlassReason reason, Consumer<BreakGlassReason> done) {
        this.done = done;
        setId("reason");
        setHeaderTitle(Words.say(reason == null ? "glass.reason.add" : "map.edit"));
        setWidth("480px");
        code.setId("reason-code");
        code.setWidthFull();
        code.setHelperText(Words.say("glass.code.hint"));
        code.setRequiredIndicatorVisible(true);
        purpose.setId("reason-purpose");
        purpose.setLabel(Words.say("glass.purpose"));
        purpose.setItems("BTG", "ETREAT");
        purpose.setItemLabelGenerator(ReasonDialog::purpose);
        purpose.setValue("BTG");
        purpose.setWidthFull();
        minutes.setId("reason-minutes");
        minutes.setMin(SHORTEST_MINUTES);
        minutes.setMax(LONGEST_MINUTES);
        minutes.setValue(USUAL_MINUTES);
        minutes.setHelperText(Words.say("glass.minutes.hint"));
        words.setId("reason-words");
        classes.setId("reason-classes");
        classes.setWidthFull();
        classes.setHelperText(Words.say("glass.list.hint"));
        if (reason != null) {
            code.setValue(orEmpty(reason.code()));
            code.setReadOnly(true);
            purpose.setValue(orEmpty(reason.purpose()));
            en.setValue(orEmpty(reason.en()));
            es.setValue(orEmpty(reason.es()));
            minutes.setValue(reason.minutes());
            words.setValue(reason.textDemanded());
            classes.setValue(reason.dataClasses() == null ? "" : String.join(", ", reason.dataClasses()));
        }
        var fields = new Div(code, purpose, en, es, minutes, words, classes);
        fields.addClassName("kw-fields");
        add(fields);
        var take = new Button(Words.say("map.take"), e -> take());
        take.setId("reason-do");
        take.addThemeVariants(ButtonVariant.PRIMARY);
        getFooter().add(new Button(Words.say("vaadin.cancel"), e -> close()), take);
    }

    static String purpose(@Nullable String code) {
        return code == null ? "" : Words.say("glass.purpose." + code.toLowerCase(Locale.ROOT));
    }

    private static TextField text(String key, String id) {
        var field = new TextField(Words.say(key));
        field.setId(id);
        field.setMaxLength(LONGEST_LABEL);
        field.setWidthFull();
        field.setRequiredIndicatorVisible(true);
        return field;
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private void take() {
        code.setInvalid(!code.getValue().matches("[A-Z][A-Z0-9_]{1,39}"));
        code.setErrorMessage(Words.say("glass.code.hint"));
        en.setInvalid(en.getValue().isBlank());
        en.setErrorMessage(Words.say("glass.text.needed"));
        es.setInvalid(es.getValue().isBlank());
        es.setErrorMessage(Words.say("glass.text.needed"));
        var time = minutes.getValue();
        minutes.setInvalid(time == null || time < SHORTEST_MINUTES || time > LONGEST_MINUTES);
        if (time == null || code.isInvalid() || en.isInvalid() || es.isInvalid() || minutes.isInvalid()) {
            return;
        }
        List<String> good = ListTables.split(classes.getValue());
        done.accept(new BreakGlassReason(
                code.getValue(),
                purpose.getValue(),
                en.getValue().strip(),
                es.getValue().strip(),
                time,
                words.getValue(),
                good));
        close();
    }
}
