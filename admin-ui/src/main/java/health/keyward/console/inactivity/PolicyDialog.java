package health.keyward.console.inactivity;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextField;
import health.keyward.console.base.Words;
import health.keyward.contract.inactivity.InactivityAccountType;
import health.keyward.contract.inactivity.InactivityPolicy;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One policy in a form. Nothing counts before it was tried dry and activated. */
final class PolicyDialog extends Dialog {
    private static final InactivityPolicy NEW = new InactivityPolicy(
            "",
            InactivityAccountType.HUMAN,
            null,
            null,
            null,
            null,
            new InactivityPolicy.Limits(60, 75, 90),
            new InactivityPolicy.Limits(14, 21, 30),
            30,
            365,
            false,
            true,
            false,
            true);
    private static final int LONGEST = 255;

    private final TextField name = new TextField(Words.say("dormant.policy.name"));
    private final Select<InactivityAccountType> type = new Select<>();
    private final TextField role = named("dormant.whom.role.label", "policy-role");
    private final TextField group = named("dormant.whom.group.label", "policy-group");
    private final TextField employment = named("dormant.whom.employment.label", "policy-employment");
    private final TextField federation = named("dormant.whom.federation.label", "policy-federation");
    private final LimitsFields used;
    private final LimitsFields neverUsed;
    private final IntegerField archive;
    private final IntegerField delete;
    private final Checkbox end = new Checkbox(Words.say("dormant.also.end"));
    private final Checkbox violation = new Checkbox(Words.say("dormant.also.violation"));
    private final Checkbox manager = new Checkbox(Words.say("dormant.also.manager"));
    private final Checkbox other = new Checkbox(Words.say("dormant.also.other"));
    private final transient Set<String> taken;
    private final transient Consumer<InactivityPolicy> done;

    /**
     * @param policy to change; null for a new one
     * @param taken names of the other policies
     */
    PolicyDialog(@Nullable InactivityPolicy policy, Set<String> taken, Consumer<InactivityPolicy> done) {
        this.taken = taken;
        this.done = done;
        var now = policy == null ? NEW : policy;
        setId("policy");
        setHeaderTitle(Words.say(policy == null ? "dormant.policy.add" : "dormant.policy.edit"));
        setWidth("600px");
        used = new LimitsFields(Words.say("dormant.days.used"), "policy-used", now.used());
        neverUsed = new LimitsFields(Words.say("dormant.days.never"), "policy-never", now.neverUsed());
        archive = LimitsFields.days(Words.say("dormant.days.archive"), "policy-archive", now.archiveAfter());
        delete = LimitsFields.days(Words.say("dormant.days.delete"), "policy-delete", now.deleteAfter());
        configureWhom(now);
        configureAlso(now);
        var whom = new Div(type, role, group, employment, federation);
        whom.addClassName("kw-pairs");
        var later = new Div(archive, delete);
        later.addClassName("kw-pairs");
        var fields = new Div(name, whom, used, neverUsed, later, end, violation, manager, other);
        fields.addClassName("kw-fields");
        add(fields);
        var take = new Button(Words.say("map.take"), e -> take());
        take.setId("policy-do");
        take.addThemeVariants(ButtonVariant.PRIMARY);
        getFooter().add(new Button(Words.say("vaadin.cancel"), e -> close()), take);
    }

    private void configureWhom(InactivityPolicy now) {
        name.setId("policy-name");
        name.setWidthFull();
        name.setRequiredIndicatorVisible(true);
        name.setHelperText(Words.say("dormant.policy.name.hint"));
        name.setValue(now.name());
        name.setAutofocus(true);
        type.setId("policy-type");
        type.setLabel(Words.say("dormant.type"));
        type.setItems(
                List.of(InactivityAccountType.HUMAN, InactivityAccountType.BREAK_GLASS, InactivityAccountType.SERVICE));
        type.setItemLabelGenerator(one -> one == null ? Words.say("dormant.whom.any") : Words.of(one));
        type.setEmptySelectionAllowed(true);
        type.setEmptySelectionCaption(Words.say("dormant.whom.any"));
        type.setValue(now.accountType());
        type.setWidthFull();
        role.setValue(orEmpty(now.role()));
        group.setValue(orEmpty(now.group()));
        group.setHelperText(Words.say("dormant.whom.group.hint"));
        employment.setValue(orEmpty(now.employmentType()));
        federation.setValue(orEmpty(now.federation()));
        federation.setHelperText(Words.say("dormant.whom.federation.hint"));
    }

    private void configureAlso(InactivityPolicy now) {
        archive.setHelperText(Words.say("dormant.days.none"));
        delete.setHelperText(Words.say("dormant.days.none"));
        end.setId("policy-end");
        end.setValue(now.endDate());
        violation.setId("policy-violation");
        violation.setValue(now.violation());
        manager.setId("policy-manager");
        manager.setValue(now.noManager());
        other.setId("policy-other");
        other.setValue(now.countNonInteractive());
    }

    private static TextField named(String key, String id) {
        var field = new TextField(Words.say(key));
        field.setId(id);
        field.setMaxLength(LONGEST);
        field.setWidthFull();
        return field;
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static @Nullable String orNull(TextField field) {
        var text = field.getValue().strip();
        return text.isEmpty() ? null : text;
    }

    private static boolean bad(IntegerField field) {
        var days = field.getValue();
        field.setInvalid(days == null || days < 0 || days > LimitsFields.LONGEST);
        return field.isInvalid();
    }

    private void take() {
        boolean known = taken.contains(name.getValue());
        name.setInvalid(known || !name.getValue().matches("[a-z0-9][a-z0-9-]{0,63}"));
        name.setErrorMessage(Words.say(known ? "dormant.policy.name.taken" : "dormant.policy.name.hint"));
        var whenUsed = used.value();
        var whenNever = neverUsed.value();
        boolean wrong = bad(archive) | bad(delete);
        if (wrong || name.isInvalid() || whenUsed.isEmpty() || whenNever.isEmpty()) {
            return;
        }
        done.accept(new InactivityPolicy(
                name.getValue(),
                type.getValue(),
                orNull(role),
                orNull(group),
                orNull(employment),
                orNull(federation),
                whenUsed.get(),
                whenNever.get(),
                archive.getValue(),
                delete.getValue(),
                other.getValue(),
                end.getValue(),
                manager.getValue(),
                violation.getValue()));
        close();
    }
}
