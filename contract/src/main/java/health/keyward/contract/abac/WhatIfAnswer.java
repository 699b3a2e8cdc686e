package health.keyward.contract.abac;

import health.keyward.contract.abac.DecisionDetail.Turn;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a policy would say.
 *
 * @param person user name
 * @param at the time that was assumed
 * @param version the bundle that was asked; null for what is in force
 * @param effect {@code PERMIT}, {@code STEP_UP}, {@code OFFER_BREAK_GLASS} or {@code DENY}
 * @param inForce what the policy in force says; null when it is the one that was asked, or there is none
 * @param enforced whether somebody would be held to an answer of the policy in force
 * @param shown {@code MASK_FAILED}: the policy in force does not say what may be shown, so that there is nothing but the outcome
 * @param attributes what was known, assumed or said, by path
 * @param turn the smallest change that was tried and turns it; null when none was found
 */
public record WhatIfAnswer(
        String personId,
        String person,
        String app,
        Instant at,
        @Nullable Long version,
        String revision,
        String engine,
        long micros,
        String effect,
        @Nullable String inForce,
        boolean enforced,
        DecisionDetail.Shown shown,
        List<DecisionDetail.Reason> reasons,
        List<DecisionDetail.Rule> rules,
        List<DecisionDetail.Known> attributes,
        @Nullable Turn turn) {
    public WhatIfAnswer {
        reasons = List.copyOf(reasons);
        rules = List.copyOf(rules);
        attributes = List.copyOf(attributes);
    }
}
