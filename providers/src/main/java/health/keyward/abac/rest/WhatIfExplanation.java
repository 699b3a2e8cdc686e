package health.keyward.abac.rest;

import health.keyward.abac.Attribute;
import health.keyward.abac.Reason;
import health.keyward.abac.core.Engine;
import health.keyward.abac.core.Mask;
import health.keyward.abac.core.Policies.Standing;
import health.keyward.abac.core.Policy;
import health.keyward.abac.core.WhatIf;
import health.keyward.contract.abac.DecisionDetail;
import health.keyward.contract.abac.WhatIfAnswer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Puts what a policy would say into an answer, as far as the policy in force lets it be shown; the one that is asked has no say in that.
 *
 * @param now to tell the age of what is known
 */
record WhatIfExplanation(Standing standing, Instant now, LongSupplier nanos) {
    private static final Duration MASKING = Duration.ofMillis(250);

    /** Whom and what it was about, and which bundle was asked. */
    record About(
            String personId,
            String person,
            String app,
            Instant at,
            @Nullable Long version) {}

    WhatIfAnswer of(
            WhatIf what, WhatIf.Answer answer, Policy policy, About about, @Nullable String inForce, boolean enforced) {
        Optional<Mask> mask = standing instanceof Standing.Active active
                ? Mask.of(active.policy(), what.input(), MASKING)
                : Optional.empty();
        return new WhatIfAnswer(
                about.personId(),
                about.person(),
                about.app(),
                about.at(),
                about.version(),
                policy.revision(),
                policy.engine().name(),
                answer.micros(),
                answer.effect().name(),
                inForce,
                enforced,
                mask.isPresent() ? DecisionDetail.Shown.ALL : DecisionDetail.Shown.MASK_FAILED,
                answer.reasons().stream().map(WhatIfExplanation::said).toList(),
                answer.matched().stream().map(WhatIfExplanation::said).toList(),
                mask.map(by -> known(what, by)).orElseGet(List::of),
                mask.flatMap(by -> what.turn(policy, answer.effect(), nanos)
                                .map(found -> DecisionExplanation.said(found, by)))
                        .orElse(null));
    }

    private static DecisionDetail.Reason said(Reason reason) {
        return new DecisionDetail.Reason(
                reason.code(),
                reason.missing(),
                new TreeMap<>(reason.facts())
                        .entrySet().stream()
                                .map(fact -> fact.getKey() + ": " + fact.getValue())
                                .toList());
    }

    private static DecisionDetail.Rule said(Engine.Matched rule) {
        return new DecisionDetail.Rule(rule.file(), rule.row(), rule.rule());
    }

    private List<DecisionDetail.Known> known(WhatIf what, Mask mask) {
        return what.attributes().stream()
                .filter(one -> !one.source().equals(Attribute.OVERRIDDEN))
                .map(one -> new DecisionDetail.Known(
                        one.path(),
                        DecisionExplanation.shown(mask, one.path(), one.value()),
                        one.source(),
                        age(one.asOf())))
                .toList();
    }

    private @Nullable Long age(@Nullable Instant asOf) {
        return asOf == null ? null : Math.max(0, Duration.between(asOf, now).toSeconds());
    }
}
