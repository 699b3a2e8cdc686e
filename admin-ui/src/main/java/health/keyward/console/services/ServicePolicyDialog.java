package health.keyward.console.services;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextArea;
import health.keyward.console.api.Answer;
import health.keyward.console.api.Caller;
import health.keyward.console.api.ServiceAccounts;
import health.keyward.console.base.States;
import health.keyward.console.base.Times;
import health.keyward.console.base.Unfinished;
import health.keyward.console.base.Words;
import health.keyward.contract.inactivity.InactivityServiceDraft;
import health.keyward.contract.inactivity.InactivityServicePolicy;
import health.keyward.contract.inactivity.InactivityServicePreview;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** After how many unused days a client is disabled. Nothing is activated whose list was not shown. */
final class ServicePolicyDialog extends Dialog {
    private static final String FORM = "service-policy";
    private static final int SHORTEST_REASON = 5;
    private static final int LONGEST_REASON = 500;
    private static final int SHOWN = 10;

    private final transient ServiceAccounts accounts;
    private final transient Runnable after;
    private final Times times;
    private final long version;
    private final IntegerField unused = new IntegerField(Words.say("services.unused"));
    private final IntegerField notice = new IntegerField(Words.say("services.notice"));
    private final TextArea reason = new TextArea(Words.say("end.reason"));
    private final Div list = new Div();
    private final Paragraph trouble = new Paragraph();
    private final Button go = new Button(Words.say("services.activate"), e -> activate());
    private @Nullable String hash;

    ServicePolicyDialog(ServiceAccounts accounts, InactivityServicePolicy now, Times times, Runnable after) {
        this.accounts = accounts;
        this.after = after;
        this.times = times;
        version = now.version();
        setId("service-policy");
        setHeaderTitle(Words.say("services.policy"));
        setWidth("480px");
        unused.setId("service-unused");
        unused.setHelperText(Words.say("services.unused.hint"));
        unused.setValue(now.unusedDays());
        unused.setWidthFull();
        notice.setId("service-notice");
        notice.setHelperText(Words.say("services.notice.hint"));
        notice.setValue(now.noticeDays());
        notice.setWidthFull();
        unused.addValueChangeListener(e -> forget());
        notice.addValueChangeListener(e -> forget());
        reason.setId("service-policy-reason");
        reason.setWidthFull();
        reason.setMaxLength(LONGEST_REASON);
        reason.setHelperText(Words.say("end.reason.hint"));
        list.setId("service-preview-list");
        list.getElement().setAttribute("role", "status");
        trouble.setId("service-policy-trouble");
        trouble.addClassName("kw-trouble");
        trouble.getElement().setAttribute("role", "alert");
        trouble.setVisible(false);
        go.setId("service-activate");
        go.addThemeVariants(ButtonVariant.PRIMARY);
        var preview = new Button(Words.say("services.preview"), e -> preview());
        preview.setId("service-preview");
        var fields = new Div(unused, notice, preview, list, reason);
        fields.addClassName("kw-fields");
        add(new Paragraph(Words.say("services.policy.what")), fields, trouble);
        getFooter().add(new Button(Words.say("vaadin.cancel"), e -> close()), go);
        forget();
    }

    static Optional<Unfinished> unfinished() {
        return Unfinished.take(FORM);
    }

    ServicePolicyDialog with(Unfinished kept) {
        unused.setValue(Integer.valueOf(kept.text("unused")));
        notice.setValue(Integer.valueOf(kept.text("notice")));
        reason.setValue(kept.text("reason"));
        preview();
        trouble(Words.say("end.again"));
        return this;
    }

    /** What was shown is not what is asked now. */
    private void forget() {
        hash = null;
        list.removeAll();
        go.setEnabled(false);
    }

    private void preview() {
        forget();
        trouble.setVisible(false);
        if (unused.getValue() == null || notice.getValue() == null) {
            return;
        }
        var answer = accounts.preview(Caller.current(), draft(null, null));
        if (!(answer instanceof Answer.Ok<InactivityServicePreview>(var found))) {
            trouble(States.line(answer));
            return;
        }
        hash = found.hash();
        go.setEnabled(true);
        list.add(new Paragraph(
                Words.say("services.preview.sentence", found.rows().size())));
        var lines = new UnorderedList();
        found.rows().stream()
                .limit(SHOWN)
                .map(row -> new ListItem(row.clientId() + ": " + ServiceWords.next(row, times)))
                .forEach(lines::add);
        list.add(lines);
        if (found.rows().size() > SHOWN) {
            list.add(new Paragraph(
                    Words.say("services.preview.more", found.rows().size() - SHOWN)));
        }
    }

    private void activate() {
        var why = reason.getValue().strip().replaceAll("\\s+", " ");
        reason.setInvalid(why.length() < SHORTEST_REASON);
        reason.setErrorMessage(Words.say("retain.needreason", SHORTEST_REASON));
        if (reason.isInvalid() || hash == null) {
            return;
        }
        switch (accounts.activate(Caller.current(), draft(hash, why))) {
            case Answer.Ok<InactivityServicePolicy> done -> {
                close();
                after.run();
            }
            case Answer.StepUpFirst<InactivityServicePolicy> first ->
                Unfinished.leave(
                        UI.getCurrent(),
                        first,
                        FORM,
                        Map.of(
                                "unused",
                                unused.getValue().toString(),
                                "notice",
                                notice.getValue().toString(),
                                "reason",
                                why));
            case Answer<InactivityServicePolicy> other -> {
                forget();
                trouble(States.line(other));
            }
        }
    }

    private InactivityServiceDraft draft(@Nullable String of, @Nullable String why) {
        return new InactivityServiceDraft(version, unused.getValue(), notice.getValue(), of, why);
    }

    private void trouble(String words) {
        trouble.setVisible(true);
        trouble.setText(words);
    }
}
