package health.keyward.console.evidence;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import health.keyward.console.api.Answer;
import health.keyward.console.api.Caller;
import health.keyward.console.api.Evidence;
import health.keyward.console.base.Background;
import health.keyward.console.base.States;
import health.keyward.console.base.Times;
import health.keyward.console.base.Unfinished;
import health.keyward.console.base.Words;
import health.keyward.contract.audit.LedgerFeeds;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What goes to other systems and how far each of them has it; sends it again for a reason. Not there for who may not see it. */
final class FeedsZone extends Zone {
    private final transient Evidence evidence;
    private final transient Background background;
    private final Times times;
    private final Div content = new Div();

    FeedsZone(Evidence evidence, Background background, Times times) {
        super("feeds", Words.say("feed.title"));
        this.evidence = evidence;
        this.background = background;
        this.times = times;
        setVisible(false);
        add(quiet(Words.say("feed.what")), content);
    }

    void look(Caller caller) {
        background.ask(com.vaadin.flow.component.UI.getCurrent(), () -> evidence.feeds(caller), this::show);
    }

    private void show(Answer<LedgerFeeds> answer) {
        setVisible(!(answer instanceof Answer.Forbidden<LedgerFeeds>));
        content.removeAll();
        switch (answer) {
            case Answer.Ok<LedgerFeeds>(var feeds)
            when feeds.rows().isEmpty() -> content.add(quiet(Words.say("feed.none")));
            case Answer.Ok<LedgerFeeds>(var feeds) -> {
                content.add(table(
                        List.of("feed.name", "column.state", "feed.waiting", "feed.last", "feed.again"),
                        feeds.rows().stream().map(this::line).toList()));
                feeds.rows().forEach(feed -> ReplayDialog.unfinished(feed).ifPresent(kept -> replay(feed, kept)));
            }
            case Answer<LedgerFeeds> other -> content.add(sign("broken", "FAILED", States.line(other)));
        }
    }

    private List<Component> line(LedgerFeeds.Row feed) {
        var name = new Span(feed.name());
        name.addClassName("kw-mono");
        var at = feed.lastSuccessAt();
        var last = text(at == null ? "–" : times.ago(at));
        if (at != null) {
            last.setTitle(times.exact(at));
        }
        var again = new Button(Words.say("feed.replay"), e -> replay(feed, null));
        again.setAriaLabel(Words.say("feed.replay.of", feed.name()));
        again.setId("feed-replay-" + feed.name());
        again.addThemeVariants(ButtonVariant.SMALL);
        again.setEnabled(feed.nextSeq() > 1);
        return List.of(new Div(name, quiet(feed.described())), state(feed), number(feed.waiting()), last, again);
    }

    private void replay(LedgerFeeds.Row feed, @Nullable Unfinished kept) {
        new ReplayDialog(evidence, feed, kept, this::show).open();
    }

    private Component state(LedgerFeeds.Row feed) {
        if (feed.paused()) {
            return sign("clock", "UNDONE", Words.say("feed.paused"));
        }
        if (feed.failures() == 0) {
            return feed.lastSuccessAt() == null
                    ? sign("clock", "UNDONE", Words.say("feed.empty"))
                    : sign("ok", "SUCCESS", Words.say("feed.good"));
        }
        var box = new Div(sign("failures", "DENIED", Words.say("feed.trouble", feed.failures())));
        var at = feed.lastErrorAt();
        var why = feed.lastError() == null ? "–" : feed.lastError();
        box.add(quiet(at == null ? why : Words.say("feed.since", why, times.ago(at))));
        var due = feed.dueAt();
        if (due != null) {
            box.add(quiet(Words.say("feed.due", times.clock(due))));
        }
        return box;
    }
}
