package health.keyward.console.base;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import health.keyward.console.api.Answer;
import health.keyward.contract.Problem;

/** What stands where the content would be: nothing there, still coming, gone wrong, not allowed, or a stronger sign-in first. */
public final class States {
    private States() {}

    public static Component empty(String titleKey, String textKey) {
        return state("empty", "empty", Words.say(titleKey), Words.say(textKey));
    }

    public static Component loading() {
        var box = new Div();
        box.addClassNames("kw-state", "kw-loading-state");
        box.getElement().setAttribute("role", "status");
        box.getElement().setAttribute("aria-label", Words.say("state.loading"));
        for (int width : new int[] {260, 320, 220}) {
            var bar = new Div();
            bar.addClassName("kw-skeleton");
            bar.setWidth(width + "px");
            bar.getStyle().set("max-width", "80%");
            box.add(bar);
        }
        return box;
    }

    /** The state for any ending but {@link Answer.Ok}. */
    public static Component of(Answer<?> answer, Runnable again) {
        return switch (answer) {
            case Answer.Ok<?> ok -> new Div();
            case Answer.StepUpFirst<?> first ->
                withButton(
                        state("step-up", "key", Words.say("state.stepup.title"), Words.say("state.stepup.text")),
                        "state.stepup.button",
                        () -> Wish.leaveFor(UI.getCurrent(), first.acrValues(), first.maxAge()));
            case Answer.SignInAgain<?> ended ->
                withButton(
                        state("signed-out", "lock", Words.say("state.ended.title"), Words.say("state.ended.text")),
                        "state.ended.button",
                        () -> UI.getCurrent().getPage().setLocation(Wish.SIGN_IN));
            case Answer.Forbidden<?> no ->
                state("forbidden", "lock", Words.say("state.forbidden.title"), Words.say("state.forbidden.text"));
            case Answer.Failed<?> failed -> withButton(failed(failed.problem()), "state.failed.button", again);
        };
    }

    /** One line for a notification. */
    public static String line(Answer<?> answer) {
        return switch (answer) {
            case Answer.Ok<?> ok -> "";
            case Answer.StepUpFirst<?> first -> Words.say("state.stepup.title");
            case Answer.SignInAgain<?> ended -> Words.say("state.ended.title");
            case Answer.Forbidden<?> no -> Words.say("state.forbidden.title");
            case Answer.Failed<?> failed ->
                failed.problem().detail().isBlank()
                        ? Words.say("state.failed.title")
                        : failed.problem().detail();
        };
    }

    private static Div failed(Problem problem) {
        if (problem.status() == 0) {
            return state("failed", "broken", Words.say("state.unreached.title"), Words.say("state.unreached.text"));
        }
        if (problem.status() == 400 || problem.status() == 404) {
            var key = problem.status() == 400 ? "state.bad" : "state.missing";
            return state(
                    "failed",
                    "info",
                    Words.say(key + ".title"),
                    problem.detail().isBlank() ? Words.say(key + ".text") : problem.detail());
        }
        return state(
                "failed",
                "broken",
                Words.say("state.failed.title"),
                problem.detail().isBlank() ? Words.say("state.failed.text", problem.status()) : problem.detail());
    }

    private static Div state(String name, String icon, String title, String text) {
        var box = new Div(Icons.of(icon), new H2(title), new Paragraph(text));
        box.addClassNames("kw-state", "kw-" + name + "-state");
        box.getElement().setAttribute("data-state", name);
        return box;
    }

    private static Div withButton(Div box, String key, Runnable act) {
        var button = new Button(Words.say(key), e -> act.run());
        button.addClassName("kw-again");
        box.add(button);
        return box;
    }
}
