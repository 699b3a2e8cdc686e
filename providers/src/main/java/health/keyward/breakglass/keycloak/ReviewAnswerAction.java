package health.keyward.breakglass.keycloak;

import health.keyward.breakglass.core.Cases;
import health.keyward.breakglass.core.ReviewAnswer;
import health.keyward.breakglass.core.ReviewCase;
import health.keyward.kernel.Actor;
import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import health.keyward.keycloak.Doors;
import health.keyward.keycloak.PersonAction;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.models.ImpersonationSessionNote;
import org.keycloak.models.UserSessionModel;
import org.keycloak.sessions.AuthenticationSessionModel;

/** Shows people what a reviewer asks about emergency access of theirs, and takes their answers (BG-14). Not to whoever sits in somebody else's session. */
public final class ReviewAnswerAction extends PersonAction {
    public static final String ID = "keyward-review-answer";

    private static final String PAGE = "keyward-review-answer.ftl";

    public ReviewAnswerAction() {
        super(ID, "Keyward questions of reviewers");
    }

    @Override
    public void requiredActionChallenge(RequiredActionContext context) {
        show(context, "", "");
    }

    @Override
    public void processAction(RequiredActionContext context) {
        var typed = context.getHttpRequest().getDecodedFormParameters();
        if (!isOfTheForm(context)) {
            show(context, "", "");
        } else if (typed.containsKey("done")) {
            context.success();
        } else {
            answer(context, Objects.requireNonNullElse(typed.getFirst("grant"), ""), typed.getFirst("answer"));
        }
    }

    private void answer(RequiredActionContext context, String grant, @Nullable String typed) {
        Optional<ReviewAnswer> answer = ReviewAnswer.of(typed);
        if (answer.isEmpty()) {
            show(context, grant, "keywardReviewAnswerShort");
            return;
        }
        boolean waits = questions(context).stream().anyMatch(one -> one.id().equals(grant));
        boolean taken = waits
                && cases(context)
                                .answer(
                                        realm(context),
                                        grant,
                                        answer.get().words(),
                                        new UserId(context.getUser().getId()),
                                        actor(context))
                        instanceof Cases.Outcome.Done;
        show(context, "", taken ? "keywardReviewAnswerTaken" : "keywardReviewAnswerNot");
    }

    private void show(RequiredActionContext context, String grant, String said) {
        SessionCases cases = cases(context);
        List<Map<String, String>> questions =
                questions(context).stream().map(one -> shown(cases, one)).toList();
        context.challenge(context.form()
                .setAttribute("keywardForm", freshForm(context))
                .setAttribute("keywardQuestions", questions)
                .setAttribute("keywardFaulty", grant)
                .setAttribute("keywardTyped", said.equals("keywardReviewAnswerShort") ? typed(context) : "")
                .setAttribute("keywardSaid", said)
                .setAttribute("keywardLongest", Integer.toString(Cases.LONGEST_WORDS))
                .createForm(PAGE));
    }

    private static String typed(RequiredActionContext context) {
        return Objects.requireNonNullElse(
                context.getHttpRequest().getDecodedFormParameters().getFirst("answer"), "");
    }

    private static List<ReviewCase> questions(RequiredActionContext context) {
        return isImpersonated(context)
                ? List.of()
                : cases(context)
                        .asked(realm(context), new UserId(context.getUser().getId()));
    }

    private static boolean isImpersonated(RequiredActionContext context) {
        UserSessionModel running = context.getSession()
                .sessions()
                .getUserSession(
                        context.getRealm(),
                        context.getAuthenticationSession().getParentSession().getId());
        return running != null && running.getNote(ImpersonationSessionNote.IMPERSONATOR_ID.toString()) != null;
    }

    private static Map<String, String> shown(SessionCases cases, ReviewCase reviewed) {
        ReviewCase.Word last = cases.contents(reviewed).words().getLast();
        return Map.of(
                "grant", reviewed.id(),
                "question", last.words(),
                "asked", last.at().toString(),
                "due", reviewed.due().toString());
    }

    private static SessionCases cases(RequiredActionContext context) {
        return (SessionCases) Doors.open(context.getSession(), Cases.class);
    }

    private static RealmId realm(RequiredActionContext context) {
        return new RealmId(context.getRealm().getId());
    }

    private static Actor actor(RequiredActionContext context) {
        AuthenticationSessionModel signIn = context.getAuthenticationSession();
        return new Actor(
                context.getRealm().getId(),
                context.getUser().getId(),
                context.getUser().getUsername(),
                signIn.getClient().getClientId(),
                signIn.getParentSession().getId(),
                context.getConnection().getRemoteAddr());
    }
}
