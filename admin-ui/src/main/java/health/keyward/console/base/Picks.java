package health.keyward.console.base;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.CheckboxGroup;
import com.vaadin.flow.component.datetimepicker.DateTimePicker;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.textfield.TextField;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The forms inside the chips' popovers. */
public final class Picks {
    private Picks() {}

    /** Several words out of a few. */
    public static <E extends Enum<E>> Component words(
            String label, Collection<E> offered, Set<E> chosen, Consumer<Set<E>> apply) {
        var group = new CheckboxGroup<E>(label);
        group.addThemeName("vertical");
        group.setItems(offered);
        group.setItemLabelGenerator(Words::of);
        group.setValue(chosen);
        return box(group, () -> apply.accept(group.getValue()));
    }

    /** One word out of a few; taken at once. */
    public static Component one(
            String label,
            Collection<String> offered,
            UnaryOperator<String> words,
            @Nullable String now,
            Consumer<String> apply) {
        var group = new RadioButtonGroup<String>(label);
        group.addThemeName("vertical");
        group.setItems(offered);
        group.setItemLabelGenerator(words::apply);
        if (now != null && offered.contains(now)) {
            group.setValue(now);
        }
        group.addValueChangeListener(e -> {
            if (e.getValue() != null) {
                apply.accept(e.getValue());
            }
        });
        var box = new Div(group);
        box.addClassName("kw-pick");
        return box;
    }

    /** A line of text that must hold {@code valid}. */
    public static Component text(
            String label,
            String hint,
            @Nullable String now,
            Predicate<String> valid,
            Consumer<@Nullable String> apply) {
        var field = new TextField(label);
        field.setHelperText(hint);
        field.setMaxLength(200);
        field.setValue(now == null ? "" : now);
        field.setAutofocus(true);
        Runnable take = () -> {
            var text = field.getValue().strip();
            field.setInvalid(!text.isEmpty() && !valid.test(text));
            field.setErrorMessage(Words.say("pick.invalid"));
            if (!field.isInvalid()) {
                apply.accept(text.isEmpty() ? null : text);
            }
        };
        field.addKeyPressListener(Key.ENTER, e -> take.run());
        return box(field, take);
    }

    /** One of the usual lengths, or a start and an end. */
    public static Component time(TimeRange now, Clock clock, ZoneId zone, Consumer<TimeRange> apply) {
        var usual = new RadioButtonGroup<TimeRange.Last>(Words.say("chip.time"));
        usual.addThemeName("vertical");
        usual.setItems(TimeRange.Last.values());
        usual.setItemLabelGenerator(Words::of);
        var window = now.at(clock);
        var from = picker("pick.from", LocalDateTime.ofInstant(window.from(), zone));
        var to = picker(
                "pick.to",
                now instanceof TimeRange.Between b && b.to() != null ? LocalDateTime.ofInstant(b.to(), zone) : null);
        if (now instanceof TimeRange.Last last) {
            usual.setValue(last);
        }
        usual.addValueChangeListener(e -> {
            if (e.isFromClient() && e.getValue() != null) {
                apply.accept(e.getValue());
            }
        });
        var form = new Div(usual, from, to);
        form.addClassName("kw-pick");
        return box(form, () -> {
            var start = from.getValue();
            var end = to.getValue();
            from.setInvalid(start == null || end != null && !start.isBefore(end));
            from.setErrorMessage(Words.say("pick.order"));
            if (!from.isInvalid()) {
                apply.accept(new TimeRange.Between(
                        start.atZone(zone).toInstant(),
                        end == null ? null : end.atZone(zone).toInstant()));
            }
        });
    }

    private static DateTimePicker picker(String key, @Nullable LocalDateTime value) {
        var picker = new DateTimePicker(Words.say(key));
        picker.setLocale(Words.locale());
        picker.setDatePickerI18n(VaadinWords.datePicker());
        picker.setI18n(VaadinWords.dateTimePicker());
        picker.setValue(value == null ? null : value.withNano(0));
        return picker;
    }

    private static Component box(Component content, Runnable take) {
        var apply = new Button(Words.say("pick.apply"), e -> take.run());
        apply.setId("pick-apply");
        apply.addThemeVariants(ButtonVariant.PRIMARY);
        var box = new Div(content, apply);
        box.addClassName("kw-pick");
        return box;
    }
}
