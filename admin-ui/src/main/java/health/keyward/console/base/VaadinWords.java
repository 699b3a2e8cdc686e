package health.keyward.console.base;

import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.datetimepicker.DateTimePicker;
import java.time.DayOfWeek;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Vaadin's own words, in the language of the page. */
public final class VaadinWords {
    private VaadinWords() {}

    public static DatePicker.DatePickerI18n datePicker() {
        Locale locale = Words.locale();
        List<DayOfWeek> days = Stream.concat(
                        Stream.of(DayOfWeek.SUNDAY),
                        Stream.of(DayOfWeek.values()).limit(6))
                .toList();
        return new DatePicker.DatePickerI18n()
                .setMonthNames(Stream.of(Month.values())
                        .map(m -> m.getDisplayName(TextStyle.FULL_STANDALONE, locale))
                        .toList())
                .setWeekdays(days.stream()
                        .map(d -> d.getDisplayName(TextStyle.FULL_STANDALONE, locale))
                        .toList())
                .setWeekdaysShort(days.stream()
                        .map(d -> d.getDisplayName(TextStyle.SHORT_STANDALONE, locale))
                        .toList())
                .setFirstDayOfWeek(java.time.temporal.WeekFields.of(locale)
                                .getFirstDayOfWeek()
                                .getValue()
                        % 7)
                .setToday(Words.say("vaadin.today"))
                .setCancel(Words.say("vaadin.cancel"));
    }

    public static DateTimePicker.DateTimePickerI18n dateTimePicker() {
        return new DateTimePicker.DateTimePickerI18n()
                .setDateLabel(Words.say("vaadin.date"))
                .setTimeLabel(Words.say("vaadin.time"))
                .setBadInputErrorMessage(Words.say("vaadin.baddate"))
                .setIncompleteInputErrorMessage(Words.say("vaadin.incomplete"));
    }
}
