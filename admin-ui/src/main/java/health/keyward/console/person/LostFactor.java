package health.keyward.console.person;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.CheckboxGroup;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextArea;
import health.keyward.console.api.Answer;
import health.keyward.console.api.Approvals;
import health.keyward.console.api.Caller;
import health.keyward.console.approvals.ApprovalsView;
import health.keyward.console.base.Facts;
import health.keyward.console.base.States;
import health.keyward.console.base.Times;
import health.keyward.console.base.Wish;
import health.keyward.console.base.Words;
import health.keyward.contract.approval.ProposalDetail;
import health.keyward.contract.stepup.PersonFactors;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Proposes that a person who lost a factor enrols a new one: how the identity was checked, what was lost, and how the person gets the link. Nothing happens
 * before a second administrator confirms.
 */
final class LostFactor extends Dialog {
    private static final int SHORTEST = 3;
    private static final int LONGEST = 500;
    private static final String MAIL = "MAIL";
    private static final String PRINTED = "PRINTED";

    private final transient Approvals approvals;
    private final transient PersonFactors held;
    private final Select<String> checked = new Select<>();
    private final Select<String> document = new Select<>();
    private final CheckboxGroup<PersonFactors.Factor> lost = new CheckboxGroup<>();
    private final Select<String> factor = new Select<>();
    private final Select<String> delivery = new Select<>();
    private final TextArea reason = new TextArea(Words.say("end.reason"));
    private final Paragraph trouble = new Paragraph();
    private final Button go = new Button(Words.say("retain.propose"));

    LostFactor(Approvals approvals, PersonFactors held, Times times) {
        this.approvals = approvals;
        this.held = held;
        setId("lost-factor");
        setHeaderTitle(Words.say("lost.title"));
        setWidth("520px");
        choice(checked, "checked", held.checks());
        choice(document, "document", held.documents());
        choice(factor, "factor", held.enrollable());
        choice(delivery, "delivery", held.hasMail() ? List.of(MAIL, PRINTED) : List.of(PRINTED));
        if (held.enrollable().size() == 1) {
            factor.setValue(held.enrollable().getFirst());
        }
        configureLost(times);
        configureReason();
        trouble.setId("lost-trouble");
        trouble.addClassName("kw-trouble");
        trouble.getElement().setAttribute("role", "alert");
        trouble.setVisible(false);
        go.setId("lost-do");
        go.addThemeVariants(ButtonVariant.PRIMARY);
        go.setDisableOnClick(true);
        go.addClickListener(e -> propose());
        var fields = new Div(checked, document, lost, factor, delivery, reason);
        fields.addClassName("kw-fields");
        add(
                new Paragraph(Words.say("lost.what", held.username())),
                fields,
                new Paragraph(Words.say("lost.second")),
                trouble);
        getFooter().add(new Button(Words.say("vaadin.cancel"), e -> close()), go);
    }

    /** Without the mark of what is required: Vaadin would put {@code aria-required} on a button, where ARIA does not allow it. */
    private static void choice(Select<String> select, String name, List<String> words) {
        select.setId("lost-" + name);
        select.setLabel(Words.say("lost." + name));
        select.setItems(words);
        select.setItemLabelGenerator(word -> Words.say("lost." + name + "." + word.toLowerCase(Locale.ROOT)));
        select.setWidthFull();
        select.setPlaceholder(Words.say("lost.needchoice"));
        select.setErrorMessage(Words.say("lost.needchoice"));
    }

    private void configureLost(Times times) {
        lost.setId("lost-factors");
        lost.setLabel(Words.say("lost.factors"));
        lost.setItems(held.factors());
        lost.setItemLabelGenerator(one -> {
            var name = PersonWords.FACTORS.contains(one.type()) ? Words.say("factor." + one.type()) : one.type();
            var label = one.label() == null || one.label().isBlank() ? "" : " · " + one.label();
            return name + label + (one.since() == null ? "" : " · " + times.exact(one.since()));
        });
        lost.setHelperText(Words.say(held.factors().isEmpty() ? "lost.factors.none" : "lost.factors.hint"));
    }

    private void configureReason() {
        reason.setId("lost-reason");
        reason.setWidthFull();
        reason.setMaxLength(LONGEST);
        reason.setHelperText(Words.say("lost.reason.hint"));
        reason.setRequiredIndicatorVisible(true);
        reason.setErrorMessage(Words.say("end.needreason"));
    }

    /** Fills in what was said before a fresh sign-in. */
    LostFactor with(UnfinishedLoss kept) {
        checked.setValue(kept.asked().get("checked"));
        document.setValue(kept.asked().get("document"));
        factor.setValue(kept.asked().get("factor"));
        delivery.setValue(kept.asked().get("delivery"));
        var ids = Set.of(kept.asked().getOrDefault("remove", "").split(","));
        lost.setValue(
                held.factors().stream().filter(one -> ids.contains(one.id())).collect(Collectors.toSet()));
        reason.setValue(kept.reason());
        trouble(Words.say("end.again"));
        return this;
    }

    private void propose() {
        go.setEnabled(true);
        var why = reason.getValue().strip();
        for (var select : Arrays.asList(checked, document, factor, delivery)) {
            select.setInvalid(select.isEmpty());
        }
        reason.setInvalid(why.length() < SHORTEST);
        if (reason.isInvalid()
                || checked.isInvalid()
                || document.isInvalid()
                || factor.isInvalid()
                || delivery.isInvalid()) {
            return;
        }
        var asked = asked();
        switch (approvals.propose(Caller.current(), "re-enrolment", asked, why)) {
            case Answer.Ok<ProposalDetail>(var detail) -> receipt(detail);
            case Answer.StepUpFirst<ProposalDetail>(var acr, var age) -> {
                new UnfinishedLoss(held.personId(), asked, why).keep();
                Wish.leaveFor(UI.getCurrent(), acr, age);
            }
            case Answer.Forbidden<ProposalDetail>(var problem)
            when !problem.detail().isBlank() -> trouble(problem.detail());
            case Answer<ProposalDetail> other -> trouble(States.line(other));
        }
    }

    private TreeMap<String, String> asked() {
        var asked = new TreeMap<String, String>();
        asked.put("person", held.personId());
        asked.put("checked", checked.getValue());
        asked.put("document", document.getValue());
        asked.put("factor", factor.getValue());
        asked.put("delivery", delivery.getValue());
        asked.put(
                "remove",
                lost.isEmpty()
                        ? "none"
                        : lost.getValue().stream()
                                .map(PersonFactors.Factor::id)
                                .sorted()
                                .collect(Collectors.joining(",")));
        return asked;
    }

    private void trouble(String words) {
        trouble.setVisible(true);
        trouble.setText(words);
    }

    private void receipt(ProposalDetail detail) {
        removeAll();
        getFooter().removeAll();
        setHeaderTitle(Words.say("end.receipt"));
        var words = new Paragraph(Words.say("retain.proposed", detail.row().title()));
        words.setId("lost-receipt");
        var facts = new Facts(Words.say("approvals.change"));
        detail.lines()
                .forEach(line -> facts.named(
                        line.name(),
                        new Span(Objects.requireNonNullElse(line.before(), "–") + " → "
                                + Objects.requireNonNullElse(line.after(), "–"))));
        var there = new Anchor(
                ApprovalsView.PATH + "?show=mine&open=" + detail.row().id(), Words.say("retain.there"));
        there.setId("lost-there");
        there.addClassName("kw-link");
        there.getElement().setAttribute("router-link", true);
        add(words, facts, there);
        var close = new Button(Words.say("end.close"), e -> close());
        close.setId("lost-close");
        close.addThemeVariants(ButtonVariant.PRIMARY);
        close.focus();
        getFooter().add(close);
    }
}
