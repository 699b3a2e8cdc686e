package health.keyward.console.review;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Paragraph;
import health.keyward.console.api.Answer;
import health.keyward.console.api.Caller;
import health.keyward.console.api.Reviews;
import health.keyward.console.base.Background;
import health.keyward.console.base.States;
import health.keyward.console.base.Times;
import health.keyward.console.base.Words;
import health.keyward.contract.review.ReviewTask;
import health.keyward.contract.review.ReviewTaskState;
import health.keyward.contract.review.ReviewTasks;
import java.util.List;
import java.util.function.Consumer;

/** Rights that were denied and that only another system can take away: what is left to do there, and that it was done (AR-2). Not there while nothing is. */
final class TasksPart extends Div {
    private static final List<String> HEADINGS =
            List.of("column.person", "review.task.right", "review.task.system", "review.task.opened", "column.state");

    private final transient Reviews reviews;
    private final transient Background background;
    private final Times times;
    private final transient Consumer<Dialog> open;
    private final transient Runnable again;
    private final String campaign;

    /** @param again after a task was done */
    TasksPart(
            String campaign,
            Reviews reviews,
            Background background,
            Times times,
            Consumer<Dialog> open,
            Runnable again) {
        this.campaign = campaign;
        this.reviews = reviews;
        this.background = background;
        this.times = times;
        this.open = open;
        this.again = again;
        setId("tasks");
        addClassNames("kw-zone", "kw-wide-zone");
        setVisible(false);
    }

    void ask() {
        var caller = Caller.current();
        background.ask(this, () -> reviews.tasks(caller, campaign), this::show);
    }

    private void show(Answer<ReviewTasks> answer) {
        removeAll();
        if (!(answer instanceof Answer.Ok<ReviewTasks>(var found))) {
            setVisible(true);
            add(new H2(Words.say("review.tasks")), States.of(answer, this::ask));
            return;
        }
        setVisible(!found.tasks().isEmpty());
        if (isVisible()) {
            long left = found.tasks().stream().filter(TasksPart::isOpen).count();
            add(
                    new H2(Words.say("review.tasks")),
                    new Paragraph(Words.say(left == 0 ? "review.tasks.done" : "review.tasks.left", left)),
                    new WideTable(
                            Words.say("review.tasks"),
                            HEADINGS,
                            found.tasks().stream().map(this::row).toList()));
        }
    }

    private NativeTableRow row(ReviewTask task) {
        var from = task.origin();
        return new NativeTableRow(
                new NativeTableCell(person(task)),
                new NativeTableCell(task.denial()),
                new NativeTableCell(
                        Words.say("mine.origin.words", Words.of(from.kind()), from.name(), from.external())),
                new NativeTableCell(times.exact(task.openedAt())),
                isOpen(task) ? new NativeTableCell(done(task)) : new NativeTableCell(closed(task)));
    }

    private String closed(ReviewTask task) {
        return task.doneAt() == null
                ? ""
                : Words.say(
                        "review.task.closed", times.exact(task.doneAt()), task.doneBy() == null ? "" : task.doneBy());
    }

    private Button done(ReviewTask task) {
        var button = new Button(Words.say("review.act.task-done"), e -> open.accept(dialog(task)));
        button.setId("task-done-" + task.itemId());
        button.setAriaLabel(Words.say("review.task.done.of", person(task), task.denial()));
        button.addThemeVariants(ButtonVariant.SMALL);
        ActDialog.unfinished(form(task))
                .ifPresent(kept -> open.accept(dialog(task).with(kept)));
        return button;
    }

    private ActDialog<ReviewTask> dialog(ReviewTask task) {
        return new ActDialog<>(
                form(task),
                "task-done",
                new Object[] {task.denial(), person(task), task.origin().name()},
                why -> reviews.taskDone(Caller.current(), campaign, task.itemId(), why),
                now -> again.run());
    }

    private static String form(ReviewTask task) {
        return "review-task:" + task.itemId();
    }

    private static String person(ReviewTask task) {
        return task.username() == null ? task.personId() : task.username();
    }

    private static boolean isOpen(ReviewTask task) {
        return task.state() == ReviewTaskState.OPEN;
    }
}
