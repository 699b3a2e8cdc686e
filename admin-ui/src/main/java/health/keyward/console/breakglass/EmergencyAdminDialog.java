package health.keyward.console.breakglass;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import health.keyward.console.base.Words;
import health.keyward.contract.breakglass.EmergencyAdmin;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One emergency account in a form. Nothing counts before it is proposed and confirmed. */
final class EmergencyAdminDialog extends Dialog {
    private static final int CUSTODIANS = 3;

    private final TextField account = field("account");
    private final TextField purpose = field("purpose");
    private final TextField custodians = field("custodians");
    private final TextField storage = field("storage");
    private final Select<String> authenticator = new Select<>();
    private final TextField networks = field("networks");
    private final @Nullable EmergencyAdmin before;
    private final transient Consumer<EmergencyAdmin> done;

    EmergencyAdminDialog(@Nullable EmergencyAdmin before, Consumer<EmergencyAdmin> done) {
        this.before = before;
        this.done = done;
        setId("emergency-admin");
        setHeaderTitle(Words.say(before == null ? "emergency.add" : "map.edit"));
        setWidth("480px");
        account.setAutofocus(true);
        custodians.setHelperText(Words.say("emergency.custodians.hint"));
        networks.setHelperText(Words.say("emergency.networks.hint"));
        authenticator.setId("emergency-authenticator");
        authenticator.setLabel(Words.say("emergency.authenticator"));
        authenticator.setHelperText(Words.say("emergency.authenticator.hint"));
        authenticator.setItems("PASSKEY", "SECURITY_KEY", "ONE_TIME_CODE");
        authenticator.setItemLabelGenerator(EmergencyAdminDialog::word);
        authenticator.setWidthFull();
        authenticator.setValue(
                before == null || before.authenticator() == null ? "SECURITY_KEY" : before.authenticator());
        if (before != null) {
            account.setValue(text(before.account()));
            purpose.setValue(text(before.purpose()));
            custodians.setValue(joined(before.custodians()));
            storage.setValue(text(before.storage()));
            networks.setValue(joined(before.networks()));
        }
        var fields = new Div(account, purpose, custodians, storage, authenticator, networks);
        fields.addClassName("kw-fields");
        add(fields);
        var take = new Button(Words.say("map.take"), e -> take());
        take.setId("emergency-do");
        take.addThemeVariants(ButtonVariant.PRIMARY);
        getFooter().add(new Button(Words.say("vaadin.cancel"), e -> close()), take);
    }

    static String word(@Nullable String type) {
        return type == null ? "" : Words.say("emergency.authenticator." + type.toLowerCase(Locale.ROOT));
    }

    private static TextField field(String name) {
        var field = new TextField(Words.say("emergency." + name));
        field.setId("emergency-" + name);
        field.setWidthFull();
        field.setRequiredIndicatorVisible(true);
        return field;
    }

    private void take() {
        List<String> keepers = ListTables.split(custodians.getValue());
        for (var one : List.of(account, purpose, storage, networks)) {
            one.setInvalid(one.getValue().isBlank());
            one.setErrorMessage(Words.say("emergency.needed"));
        }
        custodians.setInvalid(keepers.size() != CUSTODIANS);
        custodians.setErrorMessage(Words.say("emergency.custodians.needed"));
        if (List.of(account, purpose, custodians, storage, networks).stream().noneMatch(TextField::isInvalid)) {
            done.accept(new EmergencyAdmin(
                    account.getValue().strip(),
                    purpose.getValue().strip(),
                    keepers,
                    storage.getValue().strip(),
                    authenticator.getValue(),
                    ListTables.split(networks.getValue()),
                    before == null ? null : before.lastDrill()));
            close();
        }
    }

    private static String text(@Nullable String given) {
        return given == null ? "" : given;
    }

    private static String joined(@Nullable List<String> given) {
        return given == null ? "" : String.join(", ", given);
    }
}
