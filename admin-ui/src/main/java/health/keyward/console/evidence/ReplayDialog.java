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
import health.keyward.console.base.Unfinished;
import health.keyward.console.base.Words;
import health.keyward.contract.audit.LedgerFeeds;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Sends a feed what it was sent before: from which entry on, and why. */
final class ReplayDialog extends Dialog {
    private static final int SHORTEST_REASON = 10;
    private static final int LONGEST_REASON = 500;
    private static final String FROM = "from";
    private static final String REASON = "reason";

    private final transient Evidence evidence;
    private final LedgerFeeds.Row feed;
    private final transient Consumer<Answer<LedgerFeeds>> after;
    private final TextField from = new TextField(Words.say("feed.from"));
    private final TextArea reason = new TextArea(Words.say("feed.reason"));
    private final Paragraph trouble = new Paragraph();
    private final Button act = new Button(Words.say("feed.do"));

    /** @param kept what was typed before a stronger sign-in; null when it begins now */
    ReplayDialog(
            Evidence evidence, LedgerFeeds.Row feed, @Nullable Unfinished kept, Consumer<Answer<LedgerFeeds>> after) {
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
        from.setValue(Unfinished.text(kept, FROM));
        reason.setValue(Unfinished.text(kept, REASON));
        reason.setId("replay-reason");
        reason.setWidthFull();
        reason.setMaxLength(LONGEST_REASON);
        reason.setHelperText(Words.say("feed.reason.hint"));
        reason.setRequiredIndicatorVisible(true);
        trouble.setId("replay-trouble");
        trouble.addClassName("kw-trouble");
        trouble.getElement().setAttribute("role", "alert");
        trouble.setVisible(kept != null);
        trouble.setText(kept == null ? "" : Words.say("end.again"));
        add(new Paragraph(Words.say("feed.replay.what", feed.described())), from, reason, trouble);
        var stay = new Button(Words.say("vaadin.cancel"), e -> close());
        act.setId("replay-do");
        act.addThemeVariants(ButtonVariant.PRIMARY);
        act.setDisableOnClick(true);
        act.addClickListener(e -> replay());
        getFooter().add(stay, act);
    }

    private static String form(LedgerFeeds.Row feed) {
        return "replay:" + feed.name();
    }

    /** What was left unfinished about that feed. */
    static Optional<Unfinished> unfinished(LedgerFeeds.Row feed) {
        return Unfinished.take(form(feed));
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
            case Answer.StepUpFirst<LedgerFeeds> first ->
                Unfinished.leave(UI.getCurrent(), first, form(feed), Map.of(FROM, entry, REASON, why));
            case Answer<LedgerFeeds> other -> {
                trouble.setVisible(true);
                trouble.setText(States.line(other));
            }
        }
    }
}
