package health.keyward.console.inactivity;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import health.keyward.console.api.Answer;
import health.keyward.console.api.Caller;
import health.keyward.console.api.Inactivity;
import health.keyward.console.api.People;
import health.keyward.console.base.Background;
import health.keyward.console.base.States;
import health.keyward.console.base.Times;
import health.keyward.console.base.Words;
import health.keyward.contract.inactivity.InactivityAccountDetail;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** On the page of a person: where the account stands on its way out of use, and what comes next. */
public final class ChainPanel extends Div {
    private final transient Inactivity inactivity;
    private final transient People people;
    private final transient Background background;
    private final transient Clock clock;
    private final Times times;
    private final Div body = new Div();
    private String person = "";
    private @Nullable Dialog dialog;

    public ChainPanel(Inactivity inactivity, People people, Background background, Times times, Clock clock) {
        this.inactivity = inactivity;
        this.people = people;
        this.background = background;
        this.times = times;
        this.clock = clock;
        setId("chain");
        addClassName("kw-chain-panel");
        add(new H2(Words.say("dormant.person")), body);
    }

    public void of(String userId) {
        person = userId;
        ask();
    }

    private void ask() {
        var caller = Caller.current();
        var id = person;
        put(States.loading());
        background.ask(this, () -> inactivity.account(caller, id), answer -> {
            if (id.equals(person)) {
                show(answer);
            }
        });
    }

    private void show(Answer<InactivityAccountDetail> answer) {
        switch (answer) {
            case Answer.Ok<InactivityAccountDetail>(var detail) -> show(detail);
            case Answer.Failed<InactivityAccountDetail>(var problem)
            when problem.status() == 404 -> {
                var gone = new Paragraph(Words.say("dormant.person.gone"));
                gone.addClassNames("kw-quiet", "kw-said");
                put(gone);
            }
            case Answer<InactivityAccountDetail> other -> put(States.of(other, this::ask));
        }
    }

    private void show(InactivityAccountDetail detail) {
        var one = detail.account();
        var alone =
                new Button(Words.say("dormant.exemption.add"), e -> open(dialog().of(one.userId(), one.username())));
        alone.setId("chain-exempt");
        alone.addThemeVariants(ButtonVariant.SMALL);
        var all = new Anchor(ExemptionsView.PATH + "?person=" + one.userId(), Words.say("dormant.page.exemptions"));
        all.setId("chain-exemptions");
        all.addClassName("kw-link");
        all.getElement().setAttribute("router-link", true);
        var buttons = new Div(alone, all);
        buttons.addClassNames("kw-buttons", "kw-group");
        put(new ChainFacts(detail, times, clock.instant()), buttons);
        ExemptionDialog.unfinished().ifPresent(kept -> open(dialog().with(kept)));
    }

    private ExemptionDialog dialog() {
        return new ExemptionDialog(inactivity, people, times, clock);
    }

    private void open(Dialog next) {
        dialog = next;
        next.open();
    }

    private void put(Component... what) {
        body.removeAll();
        body.add(what);
    }

    @Override
    protected void onDetach(DetachEvent event) {
        if (dialog != null) {
            dialog.close();
        }
    }
}
