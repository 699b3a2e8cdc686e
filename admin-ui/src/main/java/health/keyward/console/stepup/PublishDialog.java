package health.keyward.console.stepup;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextArea;
import health.keyward.console.api.Answer;
import health.keyward.console.api.Caller;
import health.keyward.console.api.StepUpMaps;
import health.keyward.console.approvals.ApprovalsView;
import health.keyward.console.base.Background;
import health.keyward.console.base.States;
import health.keyward.console.base.Wish;
import health.keyward.console.base.Words;
import health.keyward.contract.stepup.StepUpMapPreview;
import health.keyward.contract.stepup.StepUpMapPublished;

/** Shows whom the rules would have asked, then publishes them for a reason, or hands them to a second administrator. */
final class PublishDialog extends Dialog {
    private static final int SHORTEST = 3;
    private static final int LONGEST = 300;
    private static final int USUAL_DAYS = 30;

    private final transient StepUpMaps maps;
    private final transient Background background;
    private final MapDraft draft;
    private final transient Runnable after;
    private final Select<Integer> days = new Select<>();
    private final Div found = new Div();
    private final TextArea reason = new TextArea(Words.say("end.reason"));
    private final Paragraph second = new Paragraph(Words.say("map.second"));
    private final Paragraph trouble = new Paragraph();
    private final Button go = new Button(Words.say("map.publish"));
    private int asking;

    PublishDialog(StepUpMaps maps, Background background, MapDraft draft, Runnable after) {
        this.maps = maps;
        this.background = background;
        this.draft = draft;
        this.after = after;
        setId("publish");
        setHeaderTitle(Words.say("map.publish.title"));
        setWidth("720px");
        days.setId("publish-days");
        days.setLabel(Words.say("map.days"));
        days.setItems(7, USUAL_DAYS, 90);
        days.setItemLabelGenerator(count -> Words.say("map.days.of", count));
        days.setValue(USUAL_DAYS);
        days.addValueChangeListener(e -> look());
        reason.setId("publish-reason");
        reason.setWidthFull();
        reason.setMaxLength(LONGEST);
        reason.setHelperText(Words.say("end.reason.hint"));
        reason.setRequiredIndicatorVisible(true);
        reason.setValue(draft.reason());
        second.setId("publish-second");
        second.setVisible(false);
        trouble.setId("publish-trouble");
        trouble.addClassName("kw-trouble");
        trouble.getElement().setAttribute("role", "alert");
        trouble.setVisible(false);
        if (!draft.reason().isEmpty()) {
            trouble(Words.say("end.again"));
        }
        go.setId("publish-do");
        go.addThemeVariants(ButtonVariant.PRIMARY);
        go.setDisableOnClick(true);
        go.addClickListener(e -> publish());
        var fields = new Div(days, found, second, reason);
        fields.addClassName("kw-fields");
        add(fields, trouble);
        getFooter().add(new Button(Words.say("vaadin.cancel"), e -> close()), go);
        addOpenedChangeListener(e -> {
            if (e.isOpened()) {
                look();
            }
        });
    }

    private void look() {
        var caller = Caller.current();
        int mine = ++asking;
        int back = days.getValue();
        found.removeAll();
        found.add(States.loading());
        background.ask(this, () -> maps.preview(caller, draft.rules(), back), answer -> {
            if (mine == asking) {
                show(answer, back);
            }
        });
    }

    private void show(Answer<StepUpMapPreview> answer, int back) {
        found.removeAll();
        switch (answer) {
            case Answer.Ok<StepUpMapPreview>(var preview) -> {
                found.add(new PreviewPanel(preview, back));
                if (!preview.changes().isEmpty()) {
                    found.add(title("map.differs"), Changes.of(preview.changes()));
                }
                second.setVisible(!preview.weakened().isEmpty());
                second.setText(Words.say("map.second", String.join(", ", preview.weakened())));
                go.setText(Words.say(preview.weakened().isEmpty() ? "map.publish" : "retain.propose"));
            }
            case Answer<StepUpMapPreview> other -> found.add(States.of(other, this::look));
        }
    }

    private static H3 title(String key) {
        var title = new H3(Words.say(key));
        title.addClassName("kw-h");
        return title;
    }

    private void publish() {
        go.setEnabled(true);
        var why = reason.getValue().strip();
        reason.setInvalid(why.length() < SHORTEST);
        reason.setErrorMessage(Words.say("retain.needreason", SHORTEST));
        if (reason.isInvalid()) {
            return;
        }
        switch (maps.publish(Caller.current(), draft.after(), draft.rules(), why.replaceAll("\\s+", " "))) {
            case Answer.Ok<StepUpMapPublished>(var published) -> receipt(published);
            case Answer.StepUpFirst<StepUpMapPublished>(var acr, var age) -> {
                draft.because(why).keep();
                Wish.leaveFor(UI.getCurrent(), acr, age);
            }
            case Answer.Forbidden<StepUpMapPublished>(var problem)
            when !problem.detail().isBlank() -> trouble(problem.detail());
            case Answer<StepUpMapPublished> other -> trouble(States.line(other));
        }
    }

    private void trouble(String words) {
        trouble.setVisible(true);
        trouble.setText(words);
    }

    private void receipt(StepUpMapPublished published) {
        MapDraft.forget();
        removeAll();
        getFooter().removeAll();
        setHeaderTitle(Words.say("end.receipt"));
        setWidth("480px");
        var number = published.version();
        var words = new Paragraph(number == null ? Words.say("map.proposed") : Words.say("map.published", number));
        words.setId("publish-receipt");
        add(words);
        if (published.proposal() != null) {
            var there = new Anchor(
                    ApprovalsView.PATH + "?show=mine&open=" + published.proposal(), Words.say("retain.there"));
            there.setId("publish-there");
            there.addClassName("kw-link");
            there.getElement().setAttribute("router-link", true);
            add(there);
        }
        var close = new Button(Words.say("end.close"), e -> close());
        close.setId("publish-close");
        close.addThemeVariants(ButtonVariant.PRIMARY);
        close.focus();
        getFooter().add(close);
        after.run();
    }
}
