package health.keyward.console.review;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.select.Select;
import health.keyward.console.api.Answer;
import health.keyward.console.api.Caller;
import health.keyward.console.api.People;
import health.keyward.console.api.Reviews;
import health.keyward.console.base.PersonField;
import health.keyward.console.base.Unfinished;
import health.keyward.console.base.Words;
import health.keyward.contract.review.NewReviewMicro;
import health.keyward.contract.review.ReviewCampaign;
import health.keyward.contract.review.ReviewMicroCause;
import java.util.Optional;
import java.util.TreeMap;

/** Asks for a small review of everything one person may do (AR-15). */
final class MicroDialog extends Dialog {
    private static final String FORM = "review-micro";

    private final transient Reviews reviews;
    private final PersonField person;
    private final SmallReviewFields fields;
    private final Select<ReviewMicroCause> cause = new Select<>();
    private final Paragraph trouble = new Paragraph();
    private final Button go = new Button(Words.say("review.micro.do"));

    MicroDialog(Reviews reviews, People people) {
        this.reviews = reviews;
        setId("micro");
        setHeaderTitle(Words.say("review.micro"));
        setWidth("480px");
        person = new PersonField(people, Words.say("review.micro.person"), "micro-person");
        fields = new SmallReviewFields(people, "micro");
        cause.setId("micro-cause");
        cause.setLabel(Words.say("review.micro.cause"));
        cause.setItems(ReviewMicroCause.values());
        cause.setItemLabelGenerator(Words::of);
        cause.setValue(ReviewMicroCause.TRANSFER);
        cause.setWidthFull();
        trouble.setId("micro-trouble");
        trouble.addClassName("kw-trouble");
        trouble.getElement().setAttribute("role", "alert");
        trouble.setVisible(false);
        go.setId("micro-do");
        go.addThemeVariants(ButtonVariant.PRIMARY);
        go.setDisableOnClick(true);
        go.addClickListener(e -> ask());
        var all = new Div(new Paragraph(Words.say("review.micro.what")), person, cause, fields);
        all.addClassName("kw-fields");
        add(all, trouble);
        getFooter().add(new Button(Words.say("vaadin.cancel"), e -> close()), go);
    }

    /** Filled again after a stronger sign-in. */
    static Optional<MicroDialog> unfinished(Reviews reviews, People people) {
        return Unfinished.take(FORM).map(kept -> {
            var dialog = new MicroDialog(reviews, people);
            SmallReviewFields.hit(kept, "person").ifPresent(dialog.person::setValue);
            dialog.fields.fill(kept);
            dialog.cause.setValue(ReviewMicroCause.valueOf(kept.text("cause")));
            dialog.trouble(Words.say("end.again"));
            return dialog;
        });
    }

    private void ask() {
        go.setEnabled(true);
        trouble.setVisible(false);
        boolean missing = SmallReviewFields.missing(person);
        var typed = fields.typed();
        if (!missing && typed.isPresent()) {
            begin(typed.get());
        }
    }

    private void begin(SmallReviewFields.Typed typed) {
        var wanted = new NewReviewMicro(
                person.getValue().userId(),
                cause.getValue(),
                typed.owner().userId(),
                typed.reviewer().userId(),
                typed.days(),
                typed.reason());
        switch (reviews.micro(Caller.current(), wanted)) {
            case Answer.Ok<ReviewCampaign>(var made) -> {
                close();
                UI.getCurrent().navigate(CampaignView.AT + made.id());
            }
            case Answer.StepUpFirst<ReviewCampaign> first -> {
                var kept = new TreeMap<>(typed.kept());
                SmallReviewFields.keep(kept, "person", person.getValue());
                kept.put("cause", wanted.cause().name());
                Unfinished.leave(UI.getCurrent(), first, FORM, kept);
            }
            case Answer<ReviewCampaign> other -> trouble(Refused.line(other));
        }
    }

    private void trouble(String words) {
        trouble.setVisible(true);
        trouble.setText(words);
    }
}
