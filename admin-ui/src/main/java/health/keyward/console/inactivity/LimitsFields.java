package health.keyward.console.inactivity;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.textfield.IntegerField;
import health.keyward.console.base.Words;
import health.keyward.contract.inactivity.InactivityPolicy;
import java.util.List;
import java.util.Optional;

/** The three days of one clock. */
final class LimitsFields extends Div {
    static final int LONGEST = 3_650;

    private final IntegerField warn;
    private final IntegerField warnAgain;
    private final IntegerField disable;

    /** @param id beginning of the ids of the fields */
    LimitsFields(String title, String id, InactivityPolicy.Limits now) {
        warn = days(Words.say("dormant.days.warn"), id + "-warn", now.warn());
        warnAgain = days(Words.say("dormant.days.again"), id + "-again", now.warnAgain());
        disable = days(Words.say("dormant.days.disable"), id + "-disable", now.disable());
        var heading = new H3(title);
        heading.addClassName("kw-h");
        var fields = new Div(warn, warnAgain, disable);
        fields.addClassName("kw-three");
        getElement().setAttribute("role", "group").setAttribute("aria-label", title);
        add(heading, fields);
    }

    static IntegerField days(String label, String id, int now) {
        var field = new IntegerField(label);
        field.setId(id);
        field.setMin(0);
        field.setMax(LONGEST);
        field.setValue(now);
        field.setWidthFull();
        field.setErrorMessage(Words.say("dormant.days.bad"));
        return field;
    }

    /** Empty when a number is missing or they do not grow; the field that is wrong says so. */
    Optional<InactivityPolicy.Limits> value() {
        int before = 0;
        for (var field : List.of(warn, warnAgain, disable)) {
            var now = field.getValue();
            boolean bad = now == null || now <= before || now > LONGEST;
            field.setInvalid(bad);
            if (bad) {
                field.focus();
                return Optional.empty();
            }
            before = now;
        }
        return Optional.of(new InactivityPolicy.Limits(warn.getValue(), warnAgain.getValue(), disable.getValue()));
    }
}
