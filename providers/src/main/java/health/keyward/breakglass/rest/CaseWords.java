package health.keyward.breakglass.rest;

import health.keyward.breakglass.core.CaseReviewers.Hindrance;
import health.keyward.breakglass.core.CaseTriage.Fact;
import health.keyward.breakglass.core.CaseVerdict;
import health.keyward.breakglass.core.ReviewCase;
import health.keyward.breakglass.keycloak.SessionCases;
import health.keyward.contract.breakglass.BreakGlassCase;
import health.keyward.contract.breakglass.BreakGlassCaseFact;
import health.keyward.contract.breakglass.BreakGlassCaseFile;
import health.keyward.contract.breakglass.BreakGlassCaseUse;
import health.keyward.contract.breakglass.BreakGlassCaseVerdict;
import health.keyward.contract.breakglass.BreakGlassCaseWord;
import health.keyward.contract.breakglass.BreakGlassCheck;
import health.keyward.contract.breakglass.BreakGlassGrant;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reviews in the words of the API. */
record CaseWords(Instant now) {
    BreakGlassCase row(ReviewCase one) {
        return new BreakGlassCase(
                one.id(),
                one.requester().value(),
                one.requesterName(),
                one.reason(),
                one.dataClass(),
                one.waived(),
                one.degraded(),
                now.isBefore(one.over()),
                one.opened(),
                one.due(),
                one.overdueAt(now),
                one.state().name(),
                one.rank(),
                found(one, Fact::flag),
                found(one, fact -> !fact.flag()),
                one.reviewer() == null ? null : one.reviewer().id().value(),
                one.reviewer() == null ? null : one.reviewer().name(),
                one.step() == null ? null : one.step().name(),
                one.used(),
                one.disposition() == null ? null : one.disposition().name(),
                one.closed());
    }

    BreakGlassCaseFile file(
            ReviewCase one, BreakGlassGrant grant, SessionCases.Contents in, @Nullable String hindrance) {
        return new BreakGlassCaseFile(
                row(one),
                grant,
                one.words(),
                one.remarks().isEmpty() ? List.of() : List.of(one.remarks().split(" ")),
                in.words().stream()
                        .map(word -> new BreakGlassCaseWord(word.kind().name(), word.name(), word.at(), word.words()))
                        .toList(),
                in.verdicts().stream().map(CaseWords::verdict).toList(),
                in.uses().stream()
                        .map(use -> new BreakGlassCaseUse(
                                use.kind().name(), use.event(), use.at(), use.client(), use.what(), use.outcome()))
                        .toList(),
                Arrays.stream(Fact.values())
                        .map(fact -> new BreakGlassCaseFact(
                                fact.name(),
                                fact.flag(),
                                String.valueOf(in.facts().get(fact))))
                        .toList(),
                hindrance);
    }

    private static BreakGlassCaseVerdict verdict(ReviewCase.Given given) {
        return new BreakGlassCaseVerdict(
                given.verdict().disposition().name(),
                Arrays.stream(CaseVerdict.Item.values())
                        .filter(given.verdict().checklist()::containsKey)
                        .map(item -> new BreakGlassCheck(
                                item.name(),
                                String.valueOf(given.verdict().checklist().get(item))))
                        .toList(),
                given.verdict().note(),
                given.verdict().blankAttested(),
                given.used(),
                given.name(),
                given.at());
    }

    private static List<String> found(ReviewCase one, Predicate<Fact> which) {
        return one.found().stream().filter(which).sorted().map(Enum::name).toList();
    }

    static String code(CaseVerdict.Refusal why) {
        return why.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static String why(CaseVerdict.Refusal why) {
        return switch (why) {
            case CLOSED -> "The case is closed.";
            case STILL_RUNNING -> "The access still runs. It is judged when it is over.";
            case CHECKLIST_OPEN -> "Answer every item of the checklist.";
            case CONTRADICTION -> "An access is not in order when an answer of the checklist is no.";
            case NOTE_MISSING -> "Say why, in at least " + CaseVerdict.SHORTEST_NOTE + " characters.";
            case BLANK_NOT_ATTESTED ->
                "Nothing was recorded under this grant. Attest that you know, and say why that is right.";
            case NOT_BLANK -> "Something was recorded under this grant meanwhile. Look at it first.";
        };
    }

    static String why(Hindrance why) {
        return switch (why) {
            case OWN_REQUEST -> "Nobody reviews their own access.";
            case CO_SIGNER -> "Whoever signed for an access does not review it.";
            case SUBORDINATE -> "Nobody reviews the access of somebody who stands above them.";
            case BOTH_ROLES -> "Whoever may break the glass reviews nobody.";
            case RECIPROCAL -> "The person has reviewed the other one's access within ninety days.";
            case FIRST_REVIEWER -> "A contested case is decided by another reviewer.";
            case NO_REVIEWER -> "The person holds no role that reviews.";
        };
    }
}
