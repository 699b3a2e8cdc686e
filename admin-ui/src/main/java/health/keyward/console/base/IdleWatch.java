package health.keyward.console.base;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.ClientCallable;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.dependency.JavaScript;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.internal.AllowInert;

/** Signs out whoever has left: warns a minute before, stays when asked to. Time is measured in the browser, over all its tabs. */
@JavaScript("context://js/kw-idle.js")
final class IdleWatch extends Div {
    private static final int WARNING_SECONDS = 60;

    private final int minutes;
    private final Runnable signOut;
    private final ConfirmDialog warning = new ConfirmDialog();

    IdleWatch(int minutes, Runnable signOut) {
        this.minutes = minutes;
        this.signOut = signOut;
        setId("idle-watch");
        getElement().setAttribute("hidden", true);
        var left = new Span(Integer.toString(WARNING_SECONDS));
        left.getElement().setAttribute("data-idle-seconds", true);
        warning.setId("idle-warning");
        warning.setHeader(Words.say("idle.title"));
        warning.setText(
                new Paragraph(new Span(Words.say("idle.before") + " "), left, new Span(" " + Words.say("idle.after"))));
        warning.setConfirmText(Words.say("idle.stay"));
        warning.setCancelText(Words.say("account.signout"));
        warning.setCancelable(true);
        warning.addConfirmListener(e -> getElement().executeJs("window.keywardIdle.stay(this)"));
        warning.addCancelListener(e -> signOut.run());
    }

    @Override
    protected void onAttach(AttachEvent event) {
        getElement()
                .executeJs(
                        "window.keywardIdle.watch(this, $0, $1, $2)",
                        minutes * 60,
                        WARNING_SECONDS,
                        Words.say("account.left"));
    }

    @ClientCallable
    @AllowInert
    private void warn() {
        warning.open();
    }

    /** Somebody moved in another tab. */
    @ClientCallable
    @AllowInert
    private void calm() {
        warning.close();
    }

    /** Without {@link AllowInert} the open warning would swallow this call and nobody would be signed out. */
    @ClientCallable
    @AllowInert
    private void leave() {
        signOut.run();
    }
}
