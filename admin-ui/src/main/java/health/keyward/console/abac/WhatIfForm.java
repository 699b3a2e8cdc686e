package health.keyward.console.abac;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.datetimepicker.DateTimePicker;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.QueryParameters;
import health.keyward.console.base.Asked;
import health.keyward.console.base.Words;
import health.keyward.contract.abac.WhatIfQuestion;
import health.keyward.contract.abac.WhatIfQuestion.Assurance;
import health.keyward.contract.abac.WhatIfQuestion.Device;
import health.keyward.contract.abac.WhatIfQuestion.Network;
import health.keyward.contract.abac.WhatIfQuestion.Resource;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is asked. All of it stands in the address too, except what may name a patient. */
final class WhatIfForm extends Div {
    private static final String ANY = "";
    private static final int LONGEST = 200;
    private static final int MINUTE = 60;
    private static final int MOST_MINUTES = 527_040;
    private static final String RECORD = "record";

    private final ZoneId zone;
    private final TextField person = text("person");
    private final TextField app = text("app");
    private final Select<String> bundle = select("bundle", List.of());
    private final DateTimePicker at = new DateTimePicker(Words.say("whatif.at"));
    private final Select<String> network = select("network", List.of("guarded", "plain"));
    private final TextField address = text("address");
    private final Select<String> device = select("device", List.of("managed", "unmanaged"));
    private final TextField type = text("class");
    private final TextField posture = text("posture");
    private final Select<String> level = select("level", List.of("pwd", "mfa", "phr", "phrh"));
    private final IntegerField age = new IntegerField(Words.say("whatif.age"));
    private final ComboBox<String> purpose = new ComboBox<>(Words.say("whatif.purpose"));
    private final TextField kind = text("type");
    private final TextField id = text("id");
    private final TextField action = text("action");
    private final TextField unit = text("unit");
    private final TextField patient = text("patient");
    private final TextField team = text("team");
    private final Select<String> confidentiality = select("confidentiality", List.of("N", "R", "V"));
    private final TextField labels = text("labels");
    private final Details record;

    WhatIfForm(ZoneId zone) {
        this.zone = zone;
        setId("what-if-form");
        addClassName("kw-ask");
        setWidthFull();
        person.setRequiredIndicatorVisible(true);
        app.setRequiredIndicatorVisible(true);
        at.setId("whatif-at");
        at.setHelperText(Words.say("whatif.at.hint"));
        age.setId("whatif-age");
        age.setMin(0);
        age.setMax(MOST_MINUTES);
        purpose.setId("whatif-purpose");
        purpose.setItems("TREAT", "HPAYMT", "HOPERAT", "ETREAT", "HRESCH", "PATRQT");
        purpose.setAllowCustomValue(true);
        purpose.addCustomValueSetListener(e -> purpose.setValue(e.getDetail()));
        id.setHelperText(Words.say("whatif.id.hint"));
        team.setHelperText(Words.say("whatif.list.hint"));
        labels.setHelperText(Words.say("whatif.list.hint"));
        var fields = fields(person, app, bundle, at, network, address, device, type, posture, level, age, purpose);
        record = new Details(
                Words.say("whatif.record"), fields(kind, id, action, unit, patient, team, confidentiality, labels));
        record.setId("whatif-record");
        add(fields, record);
    }

    private static Div fields(Component... fields) {
        var box = new Div(fields);
        box.addClassName("kw-grid-fields");
        return box;
    }

    private static TextField text(String name) {
        var field = new TextField(Words.say("whatif." + name));
        field.setId("whatif-" + name);
        field.setMaxLength(LONGEST);
        return field;
    }

    private static Select<String> select(String name, List<String> items) {
        var field = new Select<String>();
        field.setLabel(Words.say("whatif." + name));
        field.setId("whatif-" + name);
        field.setItems(Stream.concat(Stream.of(ANY), items.stream()).toList());
        field.setItemLabelGenerator(item -> Words.say("whatif." + name + (item.isEmpty() ? ".any" : "." + item)));
        field.setValue(ANY);
        return field;
    }

    /** Bundles to choose from, beside what is in force. */
    void bundles(List<Long> versions) {
        var chosen = bundle.getValue();
        var items = new ArrayList<>(List.of(ANY, "0"));
        versions.forEach(version -> items.add(Long.toString(version)));
        if (!items.contains(chosen)) {
            items.add(chosen);
        }
        bundle.setItemLabelGenerator(
                item -> item.isEmpty() ? Words.say("whatif.bundle.any") : PolicyWords.version(Long.valueOf(item)));
        bundle.setItems(items);
        bundle.setValue(chosen);
    }

    /** Marks what is missing. */
    boolean complete() {
        person.setInvalid(person.isEmpty());
        person.setErrorMessage(Words.say("whatif.needed"));
        app.setInvalid(app.isEmpty());
        app.setErrorMessage(Words.say("whatif.needed"));
        id.setInvalid(aboutRecord() && id.isEmpty());
        id.setErrorMessage(Words.say("whatif.needed"));
        if (id.isInvalid()) {
            record.setOpened(true);
        }
        return !person.isInvalid() && !app.isInvalid() && !id.isInvalid();
    }

    private boolean aboutRecord() {
        return Stream.of(kind, id, action, unit, patient, team, labels).anyMatch(field -> !field.isEmpty())
                || !confidentiality.getValue().isEmpty();
    }

    WhatIfQuestion question() {
        return new WhatIfQuestion(
                person.getValue().strip(),
                app.getValue().strip(),
                aboutRecord() ? resource() : null,
                moment(),
                network.getValue().isEmpty() && address.isEmpty()
                        ? null
                        : new Network(given(address), network.getValue().equals("guarded")),
                device.getValue().isEmpty()
                        ? null
                        : new Device(device.getValue().equals("managed"), given(type), given(posture)),
                level.getValue().isEmpty()
                        ? null
                        : new Assurance(
                                level.getValue(),
                                age.getValue() == null ? null : (long) age.getValue() * MINUTE,
                                !level.getValue().equals("pwd")),
                purpose.getValue(),
                bundle.getValue().isEmpty() ? null : Long.valueOf(bundle.getValue()));
    }

    private Resource resource() {
        return new Resource(
                given(kind),
                given(id),
                given(action),
                given(patient),
                given(unit),
                list(team),
                confidentiality.getValue().isEmpty() ? null : confidentiality.getValue(),
                list(labels));
    }

    private @Nullable Instant moment() {
        return at.getValue() == null ? null : at.getValue().atZone(zone).toInstant();
    }

    private static @Nullable String given(TextField field) {
        return field.isEmpty() ? null : field.getValue().strip();
    }

    private static @Nullable List<String> list(TextField field) {
        return field.isEmpty()
                ? null
                : Arrays.stream(field.getValue().split(","))
                        .map(String::strip)
                        .filter(one -> !one.isEmpty())
                        .toList();
    }

    QueryParameters toQuery() {
        var moment = moment();
        return new Asked.Builder()
                .put("person", person.getValue().strip())
                .put("app", app.getValue().strip())
                .put("bundle", bundle.getValue())
                .put("at", moment == null ? null : moment.toString())
                .put("network", network.getValue())
                .put("address", address.getValue().strip())
                .put("device", device.getValue())
                .put("class", type.getValue().strip())
                .put("posture", posture.getValue().strip())
                .put("level", level.getValue())
                .put("age", age.getValue() == null ? null : age.getValue().toString())
                .put("purpose", purpose.getValue())
                .put(
                        "type",
                        aboutRecord()
                                ? kind.isEmpty() ? RECORD : kind.getValue().strip()
                                : null)
                .put("action", action.getValue().strip())
                .put("unit", unit.getValue().strip())
                .put("confidentiality", confidentiality.getValue())
                .put("labels", labels.getValue().strip())
                .build();
    }

    void fill(QueryParameters query) {
        var asked = new Asked(query);
        fill(person, asked, "person");
        fill(app, asked, "app");
        var wanted = asked.one("bundle");
        if (wanted != null && wanted.matches("[0-9]{1,9}")) {
            bundle.setItems(ANY, wanted);
            bundle.setValue(wanted);
        }
        at.setValue(moment(asked.one("at"), zone));
        choose(network, asked.one("network"), List.of("guarded", "plain"));
        fill(address, asked, "address");
        choose(device, asked.one("device"), List.of("managed", "unmanaged"));
        fill(type, asked, "class");
        fill(posture, asked, "posture");
        choose(level, asked.one("level"), List.of("pwd", "mfa", "phr", "phrh"));
        var minutes = asked.one("age");
        age.setValue(minutes != null && minutes.matches("[0-9]{1,6}") ? Integer.valueOf(minutes) : null);
        purpose.setValue(asked.one("purpose"));
        fill(kind, asked, "type");
        fill(action, asked, "action");
        fill(unit, asked, "unit");
        choose(confidentiality, asked.one("confidentiality"), List.of("N", "R", "V"));
        fill(labels, asked, "labels");
        record.setOpened(aboutRecord());
    }

    private static @Nullable LocalDateTime moment(@Nullable String text, ZoneId zone) {
        try {
            return text == null ? null : Instant.parse(text).atZone(zone).toLocalDateTime();
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    private static void fill(TextField field, Asked asked, String name) {
        var value = asked.one(name);
        field.setValue(value == null ? "" : value);
    }

    private static void choose(Select<String> field, @Nullable String value, List<String> known) {
        field.setValue(value != null && known.contains(value) ? value : ANY);
    }
}
