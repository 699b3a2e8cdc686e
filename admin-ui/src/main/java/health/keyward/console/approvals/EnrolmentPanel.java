package health.keyward.console.approvals;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import health.keyward.console.api.Answer;
import health.keyward.console.api.Caller;
import health.keyward.console.api.Recovery;
import health.keyward.console.base.Background;
import health.keyward.console.base.Facts;
import health.keyward.console.base.States;
import health.keyward.console.base.Times;
import health.keyward.console.base.Words;
import health.keyward.contract.stepup.EnrolmentCode;
import health.keyward.contract.stepup.EnrolmentRow;
import java.util.Locale;

/** What became of the link that a confirmed re-enrolment issued; whoever confirmed it has a code to print shown here, once. */
final class EnrolmentPanel extends Div {
    private final transient Recovery recovery;
    private final transient Background background;
    private final Times times;
    private final String proposal;
    private final transient Caller caller;

    EnrolmentPanel(Recovery recovery, Background background, Times times, String proposal, Caller caller) {
        this.recovery = recovery;
        this.background = background;
        this.times = times;
        this.proposal = proposal;
        this.caller = caller;
        setId("enrolment");
    }

    @Override
    protected void onAttach(AttachEvent event) {
        ask();
    }

    private void ask() {
        removeAll();
        add(States.loading());
        background.ask(this, () -> recovery.link(caller, proposal), this::show);
    }

    private void show(Answer<EnrolmentRow> answer) {
        removeAll();
        if (!(answer instanceof Answer.Ok<EnrolmentRow>(var link))) {
            add(States.of(answer, this::ask));
            return;
        }
        add(new Facts(Words.say("enrolment.title"))
                .fact("column.state", Words.of(link.state()))
                .fact("lost.factor", Words.say("lost.factor." + link.factor().toLowerCase(Locale.ROOT)))
                .fact(
                        "lost.delivery",
                        Words.say("lost.delivery." + link.delivery().toLowerCase(Locale.ROOT)))
                .fact("enrolment.until", times.exact(link.expiresAt()))
                .fact("enrolment.ended", link.endedAt() == null ? null : times.exact(link.endedAt())));
        if (link.codeForYou()) {
            var reveal = new Button(Words.say("enrolment.show"), e -> reveal());
            reveal.setId("enrolment-show");
            reveal.addThemeVariants(ButtonVariant.SMALL, ButtonVariant.PRIMARY);
            reveal.setDisableOnClick(true);
            add(new Paragraph(Words.say("enrolment.once")), reveal);
        }
    }

    private void reveal() {
        if (recovery.code(caller, proposal) instanceof Answer.Ok<EnrolmentCode>(var code)) {
            sheet(code).open();
        }
        ask();
    }

    private Dialog sheet(EnrolmentCode code) {
        var sheet = new Dialog(Words.say("enrolment.sheet"));
        sheet.setId("enrolment-sheet");
        sheet.setWidth("460px");
        sheet.setCloseOnOutsideClick(false);
        var close = new Button(Words.say("end.close"), e -> sheet.close());
        close.setId("enrolment-close");
        close.addThemeVariants(ButtonVariant.PRIMARY);
        var print = new Button(
                Words.say("enrolment.print"), e -> e.getSource().getElement().executeJs("window.print()"));
        sheet.add(
                new Paragraph(Words.say("enrolment.sheet.what")),
                new Facts(Words.say("enrolment.code"))
                        .id("enrolment.code", code.code())
                        .id("enrolment.page", code.page())
                        .fact("enrolment.until", times.exact(code.expiresAt())));
        sheet.getFooter().add(print, close);
        return sheet;
    }
}
