package health.keyward.abac.keycloak.bundle;

import health.keyward.abac.Act;
import health.keyward.abac.Asked;
import health.keyward.abac.Attribute;
import health.keyward.abac.AttributeSource;
import health.keyward.abac.Obligation;
import health.keyward.abac.Party;
import health.keyward.abac.Point;
import health.keyward.abac.Question;
import health.keyward.abac.core.Decision.Effect;
import health.keyward.abac.core.Enforcement;
import health.keyward.abac.core.Engine;
import health.keyward.abac.core.Policies;
import health.keyward.abac.core.Policy;
import health.keyward.abac.core.WhatIf;
import health.keyward.kernel.RealmId;
import health.keyward.stepup.AdministratorsReach;
import health.keyward.stepup.AdministratorsReach.Administrator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Whether a system administrator would still get to the console under a policy (EA-11): each is asked about as they are now, from where the change is proposed,
 * having just shown the best they hold. It decides nothing and is not in the record.
 *
 * @param sources what is known now
 * @param address of who proposes
 * @param nanos a clock for durations
 */
record PolicyTrial(
        Policies policies,
        AdministratorsReach administrators,
        Supplier<List<AttributeSource>> sources,
        @Nullable String address,
        LongSupplier nanos)
        implements Trial {
    private static final Logger LOG = Logger.getLogger(PolicyTrial.class);
    private static final String CONSOLE = "keyward-console";

    @Override
    public Optional<String> refuses(RealmId realm, Policy after, Enforcement enforcement) {
        if (!enforcement.enforces(CONSOLE)) {
            return Optional.empty();
        }
        List<Administrator> people = administrators.of(realm);
        return people.stream().anyMatch(one -> getsInNow(realm, one))
                        && people.stream().noneMatch(one -> lets(after, realm, one))
                ? Optional.of(
                        "Under this policy no system administrator would get to the console. Try it with What if for"
                                + " one of them, and change it so that at least one gets in.")
                : Optional.empty();
    }

    private boolean getsInNow(RealmId realm, Administrator one) {
        return switch (policies.of(realm)) {
            case Policies.Standing.None none -> !none.enforcement().enforces(CONSOLE);
            case Policies.Standing.Active active ->
                !active.enforcement().enforces(CONSOLE) || lets(active.policy(), realm, one);
        };
    }

    /** By the policy itself, whatever becomes of the server that answers from it. */
    private boolean lets(Policy policy, RealmId realm, Administrator one) {
        @Nullable Engine local = policy.local();
        Policy here = local == null ? policy : new Policy(policy.revision(), local);
        Question question = new Question(
                realm,
                new Asked(Point.SIGN_IN, CONSOLE, null, address, null),
                Party.of("user", one.id().value()),
                Act.of("open"),
                Party.of("app", CONSOLE),
                Map.of(),
                Set.of(Obligation.STEP_UP));
        Attribute best = new Attribute(
                "context.assurance",
                Map.of(
                        "level",
                        one.reach().loa(),
                        "acr",
                        one.reach().acr(),
                        "amr",
                        List.of(),
                        "age_seconds",
                        0L,
                        "different_factor",
                        true),
                WhatIf.ASSUMED,
                null);
        try {
            return WhatIf.of(question, sources.get(), List.of(best))
                            .ask(here, nanos)
                            .effect()
                    == Effect.PERMIT;
        } catch (RuntimeException e) {
            LOG.warnf(
                    "nobody can tell whether an administrator would get in: %s",
                    e.getClass().getName());
            return false;
        }
    }
}
