package health.keyward.console.breakglass;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextArea;
import health.keyward.console.api.Answer;
import health.keyward.console.api.Caller;
import health.keyward.console.api.EmergencyGrants;
import health.keyward.console.base.States;
import health.keyward.console.base.Unfinished;
import health.keyward.console.base.Words;
import health.keyward.contract.breakglass.BreakGlassGrant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes emergency access away before its time: says what will happen and to whom, and asks why. */
final class EndGrantDialog extends Dialog {
    private static final int SHORTEST_REASON = 3;
    private static final int LONGEST_REASON = 500;
    private static final String FORM = "end-grant:";
    private static final String REASON = "reason";
    private static final String NAME = "name";

    private final transient EmergencyGrants grants;
    private final String id;
    private final String name;
    private final transient Runnable after;
    private final TextArea reason = new TextArea(Words.say("end.reason"));
    private final Paragraph trouble = new Paragraph();
    private final Button act = new Button(Words.say("grant.end"));

    EndGrantDialog(EmergencyGrants grants, BreakGlassGrant grant, Runnable after) {
        this(grants, grant.id(), grant.username(), null, after);
    }

    private EndGrantDialog(EmergencyGrants grants, String id, String name, @Nullable Unfinished kept, Runnable after) {
        this.grants = grants;
        this.id = id;
        this.name = name;
        this.after = after;
        setId("end-grant");
        setHeaderTitle(Words.say("grant.end.title"));
        setWidth("440px");
        reason.setId("end-grant-reason");
        reason.setWidthFull();
        reason.setMaxLength(LONGEST_REASON);
        reason.setHelperText(Words.say("end.reason.hint"));
        reason.setRequiredIndicatorVisible(true);
        reason.setAutofocus(true);
        reason.setValue(Unfinished.text(kept, REASON));
        trouble.setId("end-grant-trouble");
        trouble.addClassName("kw-trouble");
        trouble.getElement().setAttribute("role", "alert");
        trouble.setVisible(kept != null);
        trouble.setText(kept == null ? "" : Words.say("end.again"));
        act.setId("end-grant-do");
        act.addThemeVariants(ButtonVariant.PRIMARY, ButtonVariant.ERROR);
        act.setDisableOnClick(true);
        act.addClickListener(e -> end());
        add(
                new Paragraph(Words.say("grant.end.what", name)),
                new Paragraph(Words.say("grant.end.told")),
                reason,
                trouble);
        getFooter().add(new Button(Words.say("vaadin.cancel"), e -> close()), act);
    }

    /** What was left unfinished for a stronger sign-in, opened again. */
    static Optional<EndGrantDialog> unfinished(EmergencyGrants grants, Runnable after) {
        return Unfinished.takeAny(FORM)
                .map(kept -> new EndGrantDialog(grants, kept.about(), kept.text(NAME), kept, after));
    }

    private void end() {
        act.setEnabled(true);
        var why = reason.getValue().strip().replaceAll("\\s+", " ");
        reason.setInvalid(why.length() < SHORTEST_REASON);
        reason.setErrorMessage(Words.say("end.needreason"));
        if (reason.isInvalid()) {
            return;
        }
        switch (grants.end(Caller.current(), id, why)) {
            case Answer.Ok<BreakGlassGrant> ended -> {
                close();
                after.run();
            }
            case Answer.StepUpFirst<BreakGlassGrant> first ->
                Unfinished.leave(UI.getCurrent(), first, FORM + id, Map.of(REASON, why, NAME, name));
            case Answer<BreakGlassGrant> other -> {
                trouble.setVisible(true);
                trouble.setText(States.line(other));
            }
        }
    }
}
