package health.keyward.console.review;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextArea;
import health.keyward.console.api.People;
import health.keyward.console.base.PersonField;
import health.keyward.console.base.Unfinished;
import health.keyward.console.base.Words;
import health.keyward.contract.history.PersonHits;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Who answers for a small review, who is asked where the manager may not, for how long, and why. */
final class SmallReviewFields extends Div {
    private static final int LONGEST_DAYS = 90;
    private static final int USUAL_DAYS = 7;

    private final PersonField owner;
    private final PersonField reviewer;
    private final IntegerField days = new IntegerField(Words.say("review.stage.days"));
    private final TextArea reason = new TextArea(Words.say("end.reason"));

    /** @param word the ids of the fields begin with it */
    SmallReviewFields(People people, String word) {
        owner = new PersonField(people, Words.say("review.owner"), word + "-owner");
        reviewer = new PersonField(people, Words.say("review.fallback"), word + "-reviewer");
        days.setId(word + "-days");
        days.setMin(1);
        days.setMax(LONGEST_DAYS);
        days.setValue(USUAL_DAYS);
        days.setStepButtonsVisible(true);
        days.setWidthFull();
        reason.setId(word + "-reason");
        reason.setWidthFull();
        reason.setMaxLength(AnswerBar.LONGEST);
        reason.setHelperText(Words.say("end.reason.hint"));
        reason.setRequiredIndicatorVisible(true);
        addClassName("kw-fields");
        add(reviewer, owner, days, reason);
    }

    /** What was typed, where all of it can be sent; else the fields say what is missing. */
    Optional<Typed> typed() {
        boolean wrong = false;
        for (var field : List.of(owner, reviewer)) {
            wrong |= missing(field);
        }
        var length = days.getValue();
        days.setInvalid(length == null || length < 1 || length > LONGEST_DAYS);
        var why = reason.getValue().strip().replaceAll("\\s+", " ");
        reason.setInvalid(why.length() < AnswerBar.SHORTEST);
        reason.setErrorMessage(Words.say("retain.needreason", AnswerBar.SHORTEST));
        return wrong || days.isInvalid() || reason.isInvalid() || length == null
                ? Optional.empty()
                : Optional.of(new Typed(owner.getValue(), reviewer.getValue(), length, why));
    }

    static boolean missing(PersonField field) {
        field.setInvalid(field.isEmpty());
        field.setErrorMessage(Words.say("retain.needperson"));
        return field.isInvalid();
    }

    /** What goes over a stronger sign-in. */
    record Typed(PersonHits.Hit owner, PersonHits.Hit reviewer, int days, String reason) {
        Map<String, String> kept() {
            var kept = new TreeMap<String, String>();
            keep(kept, "owner", owner);
            keep(kept, "reviewer", reviewer);
            kept.put("days", Integer.toString(days));
            kept.put("reason", reason);
            return kept;
        }
    }

    static void keep(Map<String, String> kept, String field, PersonHits.Hit person) {
        kept.put(field, person.userId());
        kept.put(field + "-name", person.username());
    }

    void fill(Unfinished kept) {
        hit(kept, "owner").ifPresent(owner::setValue);
        hit(kept, "reviewer").ifPresent(reviewer::setValue);
        days.setValue(Integer.parseInt(kept.text("days")));
        reason.setValue(kept.text("reason"));
    }

    static Optional<PersonHits.Hit> hit(Unfinished kept, String field) {
        return kept.text(field).isEmpty()
                ? Optional.empty()
                : Optional.of(new PersonHits.Hit(kept.text(field), kept.text(field + "-name"), null, null, true));
    }
}
