package health.keyward.abac.keycloak.enforce;

import health.keyward.abac.Act;
import health.keyward.abac.Asked;
import health.keyward.abac.Obligation;
import health.keyward.abac.Party;
import health.keyward.abac.Point;
import health.keyward.abac.Question;
import health.keyward.abac.Reason;
import health.keyward.abac.Verdict;
import health.keyward.abac.access.ReasonTexts;
import health.keyward.abac.core.Decider;
import health.keyward.stepup.AccessRuling;
import health.keyward.stepup.Need;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Answers the gate of a sign-in and the token endpoint by policy. Where the realm or the app only records, the decision is recorded and nothing comes of it,
 * failures included; a code is not even asked about there, for that sign-in has come by a flow of Keycloak's own.
 *
 * @param decider knows what the gate has found out already
 * @param texts what a person is told of a reason
 */
public record SignInRuling(Function<AccessRuling.Entry, Decider> decider, ReasonTexts texts) implements AccessRuling {
    private static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, Locale.of("es"));
    private static final Ruling NOTHING_MORE = new Ruling.Allowed(Need.PASSWORD);

    @Override
    public Ruling on(Entry entry) {
        Decider deciding = decider.apply(entry);
        if (entry.moment() == Moment.CODE && !deciding.holds(entry.realm(), entry.client())) {
            return NOTHING_MORE;
        }
        Decider.Decided decided = deciding.rule(question(entry));
        return decided.enforced() ? ruling(decided.verdict()) : nothingMore(decided.verdict());
    }

    private static Question question(Entry entry) {
        return new Question(
                entry.realm(),
                new Asked(
                        entry.moment() == Moment.SIGN_IN ? Point.SIGN_IN : Point.TOKEN,
                        entry.client(),
                        entry.session(),
                        entry.address(),
                        entry.userAgent()),
                Party.of(entry.moment() == Moment.SERVICE ? "service" : "user", entry.person()),
                Act.of(action(entry.moment())),
                Party.of("app", entry.client()),
                Map.of(),
                entry.moment() == Moment.SERVICE ? Set.of() : Set.of(Obligation.STEP_UP));
    }

    private static String action(Moment moment) {
        return switch (moment) {
            case SIGN_IN, CODE, PASSWORD, SERVICE -> "open";
            case REFRESH -> "refresh";
            case EXCHANGE -> "exchange";
        };
    }

    private Ruling ruling(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Permit permit -> nothingMore(permit);
            case Verdict.StepUp(Verdict.Told told, Need need) -> new Ruling.Allowed(need, told.degraded());
            case Verdict.OfferBreakGlass(Verdict.Told told) -> refused(told, true);
            case Verdict.Deny(Verdict.Told told) -> refused(told, false);
        };
    }

    private static Ruling nothingMore(Verdict verdict) {
        return verdict.told().degraded() ? new Ruling.Allowed(Need.PASSWORD, true) : NOTHING_MORE;
    }

    private Ruling refused(Verdict.Told told, boolean breakGlass) {
        List<Cause> causes = told.reasons().stream()
                .map(reason -> new Cause(reason.code(), words(reason)))
                .toList();
        return new Ruling.Refused(told.decision(), causes, breakGlass);
    }

    private Map<String, String> words(Reason reason) {
        return LANGUAGES.stream()
                .collect(Collectors.toMap(
                        Locale::getLanguage,
                        language -> texts.of(reason, language).user()));
    }
}
