package health.keyward.abac.access;

import health.keyward.abac.Obligation;
import health.keyward.abac.Reason;
import health.keyward.abac.Verdict;
import health.keyward.abac.core.access.DecisionPoint;
import health.keyward.stepup.Need;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Writes what was decided (AuthZEN 5.5 and its obligations profile, draft 1). A step-up is always {@code decision: false}: who reads only that member lets
 * nobody in, and who carries out the step-up asks again.
 */
final class AccessAnswer {
    private final ReasonTexts texts;
    private final Locale language;
    private final boolean withFacts;

    /** @param withFacts whether what was unknown of a person is told; only to those who may search people anyway */
    AccessAnswer(ReasonTexts texts, Locale language, boolean withFacts) {
        this.texts = texts;
        this.language = language;
        this.withFacts = withFacts;
    }

    Map<String, Object> of(DecisionPoint.Answer answer) {
        return switch (answer) {
            case DecisionPoint.Answer.Wrong wrong ->
                Map.of(
                        "decision",
                        false,
                        "context",
                        Map.of("error", Map.of("status", wrong.status(), "message", wrong.message())));
            case DecisionPoint.Answer.Decided decided -> decided(decided.verdict(), decided.declared());
        };
    }

    Map<String, Object> of(DecisionPoint.Found found, boolean actions) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put(
                "page",
                Map.of("next_token", found.next(), "count", found.results().size()));
        body.put(
                "results",
                found.results().stream().map(result -> result(result, actions)).toList());
        return body;
    }

    private static Map<String, Object> result(DecisionPoint.Result result, boolean action) {
        Map<String, Object> one = new LinkedHashMap<>();
        if (action) {
            one.put("name", result.name());
        } else {
            one.put("type", result.type());
            one.put("id", result.name());
        }
        if (!result.obligations().isEmpty()) {
            one.put("obligations", obligations(result.obligations()));
        }
        return one;
    }

    private Map<String, Object> decided(Verdict verdict, Set<String> declared) {
        Map<String, Object> context = new LinkedHashMap<>();
        String id = verdict.told().decision();
        if (id != null) {
            context.put("decision_id", id);
        }
        context.put(
                "reasons", verdict.told().reasons().stream().map(this::reason).toList());
        context.put("break_glass", verdict instanceof Verdict.OfferBreakGlass);
        context.put(
                "obligations",
                switch (verdict) {
                    case Verdict.Permit permit -> obligations(permit.obligations());
                    case Verdict.StepUp stepUp
                    when declared.contains(Obligation.STEP_UP) -> List.of(stepUp(stepUp.need()));
                    default -> List.of();
                });
        if (verdict instanceof Verdict.StepUp stepUp) {
            context.put("acr_values", stepUp.need().level().acr());
            Duration age = stepUp.need().maxAge();
            if (age != null) {
                context.put("max_age", age.toSeconds());
            }
        }
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("decision", verdict instanceof Verdict.Permit);
        body.put("context", context);
        return body;
    }

    private Map<String, Object> reason(Reason reason) {
        Reason told = withFacts ? reason : new Reason(reason.code(), List.of(), reason.facts());
        ReasonTexts.Text text = texts.of(told, language);
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("code", reason.code());
        one.put("reason_user", text.user());
        one.put("reason_admin", text.admin());
        if (withFacts) {
            one.put("missing", reason.missing());
        }
        return one;
    }

    private static List<Map<String, Object>> obligations(List<Obligation> obligations) {
        List<Map<String, Object>> all = new ArrayList<>();
        for (Obligation one : obligations) {
            all.add(obligation(one.id(), one.type(), one.properties()));
        }
        return all;
    }

    private static Map<String, Object> stepUp(Need need) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("acr_value", need.level().acr());
        Duration age = need.maxAge();
        if (age != null) {
            properties.put("max_age", age.toSeconds());
        }
        properties.put("different_factor", need.differentFactor());
        return obligation(Obligation.STEP_UP, Obligation.STEP_UP, properties);
    }

    private static Map<String, Object> obligation(String id, String type, Map<String, Object> properties) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("id", id);
        one.put("type", type);
        one.put("properties", properties);
        return one;
    }
}
