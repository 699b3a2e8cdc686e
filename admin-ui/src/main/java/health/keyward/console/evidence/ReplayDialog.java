package health.keyward.console.evidence;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import health.keyward.console.api.Answer;
import health.keyward.console.api.Caller;
import health.keyward.console.api.Evidence;
import health.keyward.console.base.States;
import health.keyward.console.base.Wish;
import health.keyward.console.base.Words;
import health.keyward.contract.audit.LedgerFeeds;
import java.util.function.Consumer;

/** Sends a feed what it was sent before: from which entry on, and why. */
final class ReplayDialog extends Dialog {
    private static final int SHORTEST_REASON = 10;
    private static final int LONGEST_REASON = 500;

    private final transient Evidence evidence;
    private final LedgerFeeds.Row feed;
    private final transient Consumer<Answer<LedgerFeeds>> after;
    private final TextField from = new TextField(Words.say("feed.from"));
    private final TextArea reason = new TextArea(Words.say("feed.reason"));
    private final Paragraph trouble = new Paragraph();
    private final Button act = new Button(Words.say("feed.do"));

    ReplayDialog(Evidence evidence, LedgerFeeds.Row feed, Consumer<Answer<LedgerFeeds>> after) {
        this.evidence = evidence;
        this.feed = feed;
        this.after = after;
        setId("replay");
        setHeaderTitle(Words.say("feed.replay.of", feed.name()));
        setWidth("440px");
        from.setId("replay-from");
        from.setMaxLength(18);
        from.setHelperText(Words.say("feed.from.hint", feed.nextSeq() - 1));
        from.setRequiredIndicatorVisible(true);
        from.setAutofocus(true);
        reason.setId("replay-reason");
        reason.setWidthFull();
        reason.setMaxLength(LONGEST_REASON);
        reason.setHelperText(Words.say("feed.reason.hint"));
        reason.setRequiredIndicatorVisible(true);
        trouble.setId("replay-trouble");
        trouble.addClassName("kw-trouble");
        trouble.getElement().setAttribute("role", "alert");
        trouble.setVisible(false);
        add(new Paragraph(Words.say("feed.replay.what", feed.described())), from, reason, trouble);
        var stay = new Button(Words.say("vaadin.cancel"), e -> close());
        act.setId("replay-do");
        act.addThemeVariants(ButtonVariant.PRIMARY);
        act.setDisableOnClick(true);
        act.addClickListener(e -> replay());
        getFooter().add(stay, act);
    }

    private void replay() {
        act.setEnabled(true);
        var entry = from.getValue().strip();
        boolean number = entry.matches("[1-9][0-9]{0,17}") && Long.parseLong(entry) < feed.nextSeq();
        var why = reason.getValue().strip();
        from.setInvalid(!number);
        from.setErrorMessage(Words.say("feed.from.hint", feed.nextSeq() - 1));
        reason.setInvalid(why.length() < SHORTEST_REASON);
        reason.setErrorMessage(Words.say("feed.reason.hint"));
        if (from.isInvalid() || reason.isInvalid()) {
            return;
        }
        var answer = evidence.replay(Caller.current(), feed.name(), Long.parseLong(entry), why.replaceAll("\\s+", " "));
        switch (answer) {
            case Answer.Ok<LedgerFeeds> ok -> {
                after.accept(ok);
                close();
            }
            case Answer.StepUpFirst<LedgerFeeds>(var acr, var age) -> Wish.leaveFor(UI.getCurrent(), acr, age);
            case Answer<LedgerFeeds> other -> {
                trouble.setVisible(true);
                trouble.setText(States.line(other));
            }
        }
    }
}
