package health.keyward.console.review;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.textfield.TextArea;
import health.keyward.console.api.Answer;
import health.keyward.console.api.Caller;
import health.keyward.console.api.MyReviews;
import health.keyward.console.base.States;
import health.keyward.console.base.Words;
import health.keyward.contract.review.DecideReviewItems;
import health.keyward.contract.review.ReviewDecision;
import health.keyward.contract.review.ReviewItem;
import health.keyward.contract.review.ReviewItemsDecided;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The same answer for several items: revoking always, keeping only where little harm can come of it (AR-9). Says to whom before, and what became of each. */
final class BulkDialog extends Dialog {
    private static final int AT_ONCE = 100;
    private static final int NAMED = 8;

    private final transient MyReviews reviews;
    private final transient List<ReviewItem> items;
    private final ReviewDecision decision;
    private final transient Consumer<List<String>> after;
    private final TextArea reason = new TextArea(Words.say("end.reason"));
    private final Paragraph trouble = new Paragraph();
    private final Button go = new Button();

    /** @param after gets the ids that were answered */
    BulkDialog(MyReviews reviews, List<ReviewItem> chosen, ReviewDecision decision, Consumer<List<String>> after) {
        this.reviews = reviews;
        this.decision = decision;
        this.after = after;
        items = decision == ReviewDecision.KEEP
                ? chosen.stream().filter(ReviewWords::keptTogether).toList()
                : List.copyOf(chosen);
        var word = ReviewWords.code(decision);
        setId("bulk");
        setHeaderTitle(Words.say("mine.bulk." + word, items.size()));
        setWidth("480px");
        var what = new Paragraph(Words.say("mine.bulk.what." + word, items.size()));
        what.setId("bulk-what");
        var named = new UnorderedList();
        named.addClassName("kw-checks");
        items.stream()
                .limit(NAMED)
                .forEach(item -> named.add(new ListItem(ReviewWords.person(item) + ": " + ReviewWords.right(item))));
        if (items.size() > NAMED) {
            named.add(new ListItem(Words.say("mine.bulk.more", items.size() - NAMED)));
        }
        var left = new Paragraph(Words.say("mine.bulk.left", chosen.size() - items.size()));
        left.setId("bulk-left");
        left.setVisible(chosen.size() > items.size());
        reason.setId("bulk-reason");
        reason.setWidthFull();
        reason.setMaxLength(AnswerBar.LONGEST);
        reason.setHelperText(Words.say("mine.bulk.reason"));
        trouble.setId("bulk-trouble");
        trouble.addClassName("kw-trouble");
        trouble.getElement().setAttribute("role", "alert");
        trouble.setVisible(false);
        go.setText(Words.say("mine.bulk." + word, items.size()));
        go.setId("bulk-do");
        go.addThemeVariants(ButtonVariant.PRIMARY);
        go.setEnabled(!items.isEmpty());
        go.setDisableOnClick(true);
        go.addClickListener(e -> answer());
        add(new Div(what, named, left, reason, trouble));
        getFooter().add(new Button(Words.say("vaadin.cancel"), e -> close()), go);
    }

    private void answer() {
        go.setEnabled(true);
        var why = reason.getValue().strip().replaceAll("\\s+", " ");
        var done = new ArrayList<String>();
        var refused = new ArrayList<ReviewItemsDecided.Row>();
        for (int from = 0; from < items.size(); from += AT_ONCE) {
            var some = items.subList(from, Math.min(items.size(), from + AT_ONCE));
            var wanted = new DecideReviewItems(
                    decision,
                    some.stream()
                            .map(item -> new DecideReviewItems.Ref(item.id(), item.version()))
                            .toList(),
                    why.isEmpty() ? null : why);
            var answer = reviews.answer(Caller.current(), wanted);
            if (!(answer instanceof Answer.Ok<ReviewItemsDecided>(var decided))) {
                trouble.setVisible(true);
                trouble.setText(States.line(answer));
                after.accept(done);
                return;
            }
            for (var row : decided.rows()) {
                if (row.done()) {
                    done.add(row.id());
                } else {
                    refused.add(row);
                }
            }
        }
        after.accept(done);
        if (refused.isEmpty()) {
            close();
        } else {
            receipt(done.size(), refused);
        }
    }

    private void receipt(int done, List<ReviewItemsDecided.Row> refused) {
        removeAll();
        getFooter().removeAll();
        setHeaderTitle(Words.say("end.receipt"));
        var words = new Paragraph(Words.say("mine.bulk.done", done, refused.size()));
        words.setId("bulk-receipt");
        var list = new UnorderedList();
        list.addClassName("kw-checks");
        for (var row : refused) {
            items.stream()
                    .filter(item -> item.id().equals(row.id()))
                    .forEach(item -> list.add(new ListItem(ReviewWords.person(item) + ", " + ReviewWords.right(item)
                            + ": "
                            + ReviewWords.code("refused", row.why() == null ? "other" : row.why()))));
        }
        add(words, list);
        var close = new Button(Words.say("end.close"), e -> close());
        close.setId("bulk-close");
        close.addThemeVariants(ButtonVariant.PRIMARY);
        close.focus();
        getFooter().add(close);
    }
}
