package health.keyward.console.services;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextArea;
import health.keyward.console.api.Answer;
import health.keyward.console.api.Caller;
import health.keyward.console.api.People;
import health.keyward.console.api.ServiceAccounts;
import health.keyward.console.base.PersonField;
import health.keyward.console.base.States;
import health.keyward.console.base.Unfinished;
import health.keyward.console.base.Words;
import health.keyward.contract.history.PersonHits;
import health.keyward.contract.inactivity.InactivityServiceAccount;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;

/** Says who answers for a client, disables it, or lets it sign in again; each for a reason. */
final class ServiceDialog extends Dialog {
    private static final int SHORTEST_REASON = 5;
    private static final int LONGEST_REASON = 500;

    /** What is done to the client. */
    enum Act {
        OWN,
        DISABLE,
        RESTORE;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        String form(InactivityServiceAccount account) {
            return "service-" + word() + ":" + account.id();
        }
    }

    private final transient ServiceAccounts accounts;
    private final transient InactivityServiceAccount account;
    private final transient Runnable after;
    private final Act act;
    private final PersonField owner;
    private final TextArea reason = new TextArea(Words.say("end.reason"));
    private final Paragraph trouble = new Paragraph();
    private final Button go;

    ServiceDialog(ServiceAccounts accounts, People people, InactivityServiceAccount account, Act act, Runnable after) {
        this.accounts = accounts;
        this.account = account;
        this.act = act;
        this.after = after;
        setId("service");
        setHeaderTitle(Words.say("services." + act.word() + ".title"));
        setWidth("440px");
        owner = new PersonField(people, Words.say("services.owner"), "service-owner");
        owner.setVisible(act == Act.OWN);
        reason.setId("service-reason");
        reason.setWidthFull();
        reason.setMaxLength(LONGEST_REASON);
        reason.setHelperText(Words.say("end.reason.hint"));
        reason.setRequiredIndicatorVisible(true);
        trouble.setId("service-trouble");
        trouble.addClassName("kw-trouble");
        trouble.getElement().setAttribute("role", "alert");
        trouble.setVisible(false);
        go = new Button(Words.say("services." + act.word()), e -> act());
        go.setId("service-do");
        go.addThemeVariants(ButtonVariant.PRIMARY);
        go.setDisableOnClick(true);
        var fields = new Div(owner, reason);
        fields.addClassName("kw-fields");
        add(new Paragraph(Words.say("services." + act.word() + ".what", account.clientId())), fields, trouble);
        getFooter().add(new Button(Words.say("vaadin.cancel"), e -> close()), go);
    }

    /** What was left unfinished about that client. */
    static Optional<Unfinished> unfinished(InactivityServiceAccount account, Act act) {
        return Unfinished.take(act.form(account));
    }

    ServiceDialog with(Unfinished kept) {
        if (!kept.text("owner").isEmpty()) {
            owner.setValue(new PersonHits.Hit(kept.text("owner"), kept.text("ownerName"), null, null, true));
        }
        reason.setValue(kept.text("reason"));
        trouble(Words.say("end.again"));
        return this;
    }

    private void act() {
        go.setEnabled(true);
        var why = reason.getValue().strip().replaceAll("\\s+", " ");
        reason.setInvalid(why.length() < SHORTEST_REASON);
        reason.setErrorMessage(Words.say("retain.needreason", SHORTEST_REASON));
        owner.setInvalid(act == Act.OWN && owner.isEmpty());
        owner.setErrorMessage(Words.say("retain.needperson"));
        if (reason.isInvalid() || owner.isInvalid()) {
            return;
        }
        var caller = Caller.current();
        var answer = switch (act) {
            case OWN -> accounts.own(caller, account.id(), owner.getValue().userId(), why);
            case DISABLE -> accounts.disable(caller, account.id(), why);
            case RESTORE -> accounts.restore(caller, account.id(), why);
        };
        switch (answer) {
            case Answer.Ok<InactivityServiceAccount> done -> {
                close();
                after.run();
            }
            case Answer.StepUpFirst<InactivityServiceAccount> first ->
                Unfinished.leave(UI.getCurrent(), first, act.form(account), typed(why));
            case Answer<InactivityServiceAccount> other -> trouble(States.line(other));
        }
    }

    private TreeMap<String, String> typed(String why) {
        var typed = new TreeMap<String, String>();
        typed.put("reason", why);
        if (act == Act.OWN) {
            typed.put("owner", owner.getValue().userId());
            typed.put("ownerName", owner.getValue().username());
        }
        return typed;
    }

    private void trouble(String words) {
        trouble.setVisible(true);
        trouble.setText(words);
    }
}
