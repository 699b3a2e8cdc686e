package health.keyward.console.review;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import health.keyward.console.base.Times;
import health.keyward.console.base.VaadinWords;
import health.keyward.console.base.Words;
import health.keyward.contract.review.DecideReviewItem;
import health.keyward.contract.review.ReviewDecision;
import health.keyward.contract.review.ReviewItem;
import java.time.Instant;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Takes one answer. Nothing is chosen beforehand, and no button stands out from the others (AR-8). */
final class AnswerBar extends Div {
    static final int SHORTEST = 5;
    static final int LONGEST = 500;

    private static final int LONGEST_KEEP = 365;

    private final Times times;
    private final transient Consumer<DecideReviewItem> answered;
    private final TextField reason = new TextField(Words.say("mine.reason"));
    private final DatePicker until = new DatePicker(Words.say("mine.until"));
    private final Select<String> reduceTo = new Select<>();
    private final Button reduce = button(ReviewDecision.REDUCE, "");
    private final Paragraph trouble = new Paragraph();
    private final Div more = new Div();
    private transient @Nullable ReviewItem item;
    private @Nullable ReviewDecision pending;

    AnswerBar(Times times, Runnable undo, Consumer<DecideReviewItem> answered) {
        this.times = times;
        this.answered = answered;
        setId("answer-bar");
        addClassName("kw-answer-bar");
        getElement().setAttribute("role", "group").setAttribute("aria-label", Words.say("mine.answer"));
        configureFields();
        trouble.setId("answer-trouble");
        trouble.addClassName("kw-trouble");
        trouble.getElement().setAttribute("role", "alert");
        trouble.setVisible(false);
        var back = new Button(Words.say("mine.does.undo"), Letters.key("u"), e -> undo.run());
        back.setId("answer-undo");
        back.getElement().setAttribute("aria-keyshortcuts", "u");
        var buttons = new Div(
                button(ReviewDecision.KEEP, "k"),
                button(ReviewDecision.REVOKE, "r"),
                button(ReviewDecision.UNKNOWN, "d"),
                reduce,
                back);
        buttons.addClassName("kw-buttons");
        more.add(reason, until, reduceTo);
        more.addClassName("kw-answer-more");
        add(buttons, more, trouble);
    }

    private void configureFields() {
        reason.setId("answer-reason");
        reason.setMaxLength(LONGEST);
        reason.setHelperText(Words.say("mine.reason.hint"));
        reason.setValueChangeMode(ValueChangeMode.EAGER);
        reason.addKeyPressListener(Key.ENTER, e -> {
            if (pending != null) {
                decide(pending);
            }
        });
        until.setId("answer-until");
        until.setLocale(Words.locale());
        until.setI18n(VaadinWords.datePicker());
        until.setHelperText(Words.say("mine.until.hint"));
        reduceTo.setId("answer-reduce-to");
        reduceTo.setLabel(Words.say("mine.reduce"));
    }

    private Button button(ReviewDecision decision, String letter) {
        var button =
                letter.isEmpty() ? new Button(Words.of(decision)) : new Button(Words.of(decision), Letters.key(letter));
        button.setIconAfterText(true);
        button.setId("answer-" + decision.name().toLowerCase(Locale.ROOT));
        if (!letter.isEmpty()) {
            button.getElement().setAttribute("aria-keyshortcuts", letter);
        }
        button.addClickListener(e -> decide(decision));
        return button;
    }

    /** Begins anew: what was typed for another item is gone. */
    void show(ReviewItem next, Instant now) {
        boolean other = item == null || !item.id().equals(next.id());
        item = next;
        if (other) {
            pending = null;
            reason.clear();
            until.clear();
        }
        reason.setInvalid(false);
        trouble.setVisible(false);
        var today = now.atZone(times.zone()).toLocalDate();
        until.setMin(today.plusDays(1));
        until.setMax(today.plusDays(LONGEST_KEEP));
        boolean lesser = !next.mayReduceTo().isEmpty();
        reduceTo.setItems(next.mayReduceTo());
        reduceTo.setVisible(lesser);
        reduce.setVisible(lesser);
    }

    /** As a button or a letter does. */
    void decide(ReviewDecision decision) {
        var now = item;
        if (now == null) {
            return;
        }
        trouble.setVisible(false);
        reduceTo.setInvalid(decision == ReviewDecision.REDUCE && reduceTo.getValue() == null);
        reduceTo.setErrorMessage(Words.say("mine.reduce.which"));
        if (reduceTo.isInvalid() || decision == ReviewDecision.KEEP && until.isInvalid()) {
            return;
        }
        var why = reason.getValue().strip().replaceAll("\\s+", " ");
        if (ReviewWords.needsReason(now, decision) && why.length() < SHORTEST) {
            askWhy(decision);
            return;
        }
        answered.accept(new DecideReviewItem(
                decision,
                now.version(),
                decision == ReviewDecision.KEEP && until.getValue() != null
                        ? until.getValue()
                                .plusDays(1)
                                .atStartOfDay(times.zone())
                                .toInstant()
                        : null,
                decision == ReviewDecision.REDUCE ? reduceTo.getValue() : null,
                why.isEmpty() ? null : why));
    }

    /** The reason is typed next, and Enter gives the answer that waits for it. */
    void askWhy(ReviewDecision decision) {
        pending = decision;
        reason.setInvalid(true);
        reason.setErrorMessage(Words.say(
                decision == ReviewDecision.UNKNOWN ? "mine.reason.unknown" : "mine.reason.against", SHORTEST));
        reason.focus();
    }

    /** What was typed before a stronger sign-in; the person answers again. */
    void again(String typed) {
        reason.setValue(typed);
        trouble(Words.say("end.again"));
    }

    void trouble(String words) {
        trouble.setVisible(true);
        trouble.setText(words);
    }
}
