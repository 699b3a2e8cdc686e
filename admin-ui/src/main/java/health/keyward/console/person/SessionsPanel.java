package health.keyward.console.person;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import health.keyward.console.api.Answer;
import health.keyward.console.api.Caller;
import health.keyward.console.api.People;
import health.keyward.console.base.Background;
import health.keyward.console.base.Icons;
import health.keyward.console.base.States;
import health.keyward.console.base.Times;
import health.keyward.console.base.Unfinished;
import health.keyward.console.base.Words;
import health.keyward.contract.history.Sessions;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The sessions a person has open now, each with a way to end it. */
final class SessionsPanel extends Div {
    private final transient People people;
    private final transient Background background;
    private final Times times;
    private final Div body = new Div();
    private String person = "";
    private String name = "";

    SessionsPanel(People people, Background background, Times times) {
        this.people = people;
        this.background = background;
        this.times = times;
        setId("sessions");
        addClassName("kw-sessions");
        add(new H2(Words.say("sessions.title")), body);
    }

    void named(String text) {
        name = text;
    }

    void of(String userId) {
        person = userId;
        name = userId;
        ask();
    }

    private void ask() {
        var caller = Caller.current();
        var id = person;
        put(States.loading());
        background.ask(this, () -> people.sessions(caller, id), answer -> {
            if (!id.equals(person)) {
                return;
            }
            if (!(answer instanceof Answer.Ok<Sessions>(var open))) {
                put(States.of(answer, this::ask));
            } else if (open.rows().isEmpty()) {
                put(States.empty("sessions.empty.title", "sessions.empty.text"));
            } else {
                show(open);
            }
        });
    }

    private void show(Sessions open) {
        var list = new UnorderedList();
        for (var session : open.rows()) {
            list.add(row(session));
            EndSession.unfinished(person, session.sessionId()).ifPresent(kept -> end(session, kept));
        }
        put(list);
    }

    private ListItem row(Sessions.OpenSession session) {
        var title = new Div(new Span(Objects.requireNonNullElse(session.device(), Words.say("sessions.unknown"))));
        title.addClassName("kw-session-title");
        var apps = new Div(String.join(", ", session.apps()));
        var facts = new Div(Words.say(
                "sessions.facts",
                times.ago(session.startedAt()),
                times.ago(session.lastSeenAt()),
                Objects.requireNonNullElse(session.address(), "–"),
                Objects.requireNonNullElse(session.acr(), "–")));
        facts.addClassName("kw-quiet");
        var end = new Button(Words.say("sessions.end"), Icons.of("logout"), e -> end(session, null));
        end.addClassName("kw-end");
        end.setAriaLabel(Words.say("sessions.end") + ": " + title.getText());
        end.getElement().setAttribute("data-session", session.sessionId());
        return new ListItem(title, apps, facts, end);
    }

    private void end(Sessions.OpenSession session, @Nullable Unfinished kept) {
        new EndSession(people, person, name, session, kept, this::ask).open();
    }

    private void put(com.vaadin.flow.component.Component what) {
        body.removeAll();
        body.add(what);
    }
}
