package health.keyward.console.authenticators;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import health.keyward.console.api.Answer;
import health.keyward.console.api.Caller;
import health.keyward.console.api.Models;
import health.keyward.console.base.Facts;
import health.keyward.console.base.States;
import health.keyward.console.base.Wish;
import health.keyward.console.base.Words;
import health.keyward.contract.stepup.ModelAct;
import health.keyward.contract.stepup.ModelDecisionRequest;
import health.keyward.contract.stepup.ModelDetail;

/** Decides about one model: says what will happen and to how many, offers only what is proven, asks why, and finishes with a receipt. */
final class ModelDialog extends Dialog {
    private static final int SHORTEST_REASON = 3;
    private static final int LONGEST_REASON = 500;

    private final transient Models models;
    private final transient ModelDetail detail;
    private final ModelAct act;
    private final transient Runnable after;
    private final Checkbox hardware = new Checkbox(Words.say("models.ask.hardware"));
    private final Checkbox biometric = new Checkbox();
    private final TextField testRecord = new TextField(Words.say("models.testrecord"));
    private final TextArea reason = new TextArea(Words.say("end.reason"));
    private final Paragraph trouble = new Paragraph();
    private final Button go;

    /** @param again whether it was begun before a fresh sign-in; what was typed then is in {@code typed} */
    ModelDialog(Models models, ModelDetail detail, UnfinishedModel typed, boolean again, Runnable after) {
        this.models = models;
        this.detail = detail;
        this.act = typed.act();
        this.after = after;
        var word = ModelWords.word(act);
        setId("model-decision");
        setHeaderTitle(Words.say("models." + word + ".title"));
        setWidth("480px");
        configureChoices(typed);
        reason.setId("model-reason");
        reason.setWidthFull();
        reason.setMaxLength(LONGEST_REASON);
        reason.setHelperText(Words.say("end.reason.hint"));
        reason.setRequiredIndicatorVisible(true);
        reason.setValue(typed.reason());
        trouble.setId("model-trouble");
        trouble.addClassName("kw-trouble");
        trouble.getElement().setAttribute("role", "alert");
        trouble.setVisible(again);
        trouble.setText(again ? Words.say("end.again") : "");
        add(
                new Paragraph(detail.row().name()),
                new Paragraph(Words.say("models." + word + ".what", detail.row().credentials())),
                hardware,
                biometric,
                testRecord,
                reason,
                trouble);
        go = new Button(Words.say("models." + word + ".do"));
        go.setId("model-do");
        go.addThemeVariants(ButtonVariant.PRIMARY);
        go.setDisableOnClick(true);
        go.addClickListener(e -> decide());
        getFooter().add(new Button(Words.say("vaadin.cancel"), e -> close()), go);
    }

    /** What the metadata do not prove is shown and cannot be chosen; the API would refuse it. */
    private void configureChoices(UnfinishedModel typed) {
        boolean accepts = act == ModelAct.ACCEPTED;
        var against = detail.againstHardware();
        boolean bound = against == null;
        boolean proven = detail.provesBiometric() != null;
        hardware.setId("model-hardware");
        hardware.setVisible(accepts);
        hardware.setEnabled(bound);
        hardware.setValue(bound && typed.hardware());
        hardware.setHelperText(Words.say(
                against == null ? "models.ask.hardware.hint" : "models.obstacle." + ModelWords.word(against)));
        biometric.setId("model-biometric");
        biometric.setLabel(Words.say(
                "models.ask.biometric", Words.say("models.amr." + (proven ? detail.provesBiometric() : "fpt"))));
        biometric.setVisible(accepts);
        biometric.setEnabled(proven);
        biometric.setValue(proven && typed.biometric());
        biometric.setHelperText(Words.say(proven ? "models.ask.biometric.hint" : "models.obstacle.not_biometric_only"));
        testRecord.setId("model-testrecord");
        testRecord.setWidthFull();
        testRecord.setMaxLength(LONGEST_REASON);
        testRecord.setHelperText(Words.say("models.testrecord.hint"));
        testRecord.setValue(typed.testRecord());
        testRecord.setVisible(accepts && biometric.getValue());
        biometric.addValueChangeListener(e -> testRecord.setVisible(e.getValue()));
    }

    private void decide() {
        go.setEnabled(true);
        var why = reason.getValue().strip();
        reason.setInvalid(why.length() < SHORTEST_REASON);
        reason.setErrorMessage(Words.say("end.needreason"));
        if (reason.isInvalid()) {
            return;
        }
        switch (models.decide(Caller.current(), detail.row().model(), asked(why))) {
            case Answer.Ok<ModelDetail>(var now) -> receipt(now);
            case Answer.StepUpFirst<ModelDetail>(var acr, var age) -> {
                new UnfinishedModel(
                                detail.row().model(),
                                act,
                                hardware.getValue(),
                                biometric.getValue(),
                                testRecord.getValue(),
                                why)
                        .keep();
                Wish.leaveFor(UI.getCurrent(), acr, age);
            }
            case Answer<ModelDetail> other -> {
                trouble.setVisible(true);
                trouble.setText(States.line(other));
            }
        }
    }

    private ModelDecisionRequest asked(String why) {
        if (act != ModelAct.ACCEPTED) {
            return new ModelDecisionRequest(act, null, null, null, why);
        }
        var tested = testRecord.getValue().strip();
        return new ModelDecisionRequest(
                act,
                hardware.getValue() ? "phrh" : "phr",
                biometric.getValue(),
                biometric.getValue() && !tested.isEmpty() ? tested : null,
                why);
    }

    private void receipt(ModelDetail now) {
        removeAll();
        getFooter().removeAll();
        setHeaderTitle(Words.say("end.receipt"));
        var words = new Paragraph(ModelWords.use(now.row()));
        words.setId("model-receipt");
        add(
                words,
                new Facts(now.row().name())
                        .fact("column.actor", now.decisions().getFirst().byName())
                        .fact("end.reason", now.decisions().getFirst().reason())
                        .id("models.aaguid", now.row().model()));
        var close = new Button(Words.say("end.close"), e -> close());
        close.setId("model-close");
        close.addThemeVariants(ButtonVariant.PRIMARY);
        close.focus();
        getFooter().add(close);
        after.run();
    }
}
