package health.keyward.abac.core;

import health.keyward.abac.AttributeSource;
import health.keyward.abac.Decisions;
import health.keyward.abac.Failure;
import health.keyward.abac.Point;
import health.keyward.abac.Question;
import health.keyward.abac.Reason;
import health.keyward.abac.Verdict;
import health.keyward.kernel.RealmId;
import health.keyward.stepup.Need;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Decides: gathers, asks, reads the answer, has it recorded. Whatever goes wrong on the way is a refusal with a code; nothing is thrown and nothing can be
 * set otherwise (AB-3).
 *
 * @param nanos a clock for durations
 * @param ids makes ids of decisions, 32 hex digits each
 */
public record Decider(
        Policies policies,
        DecisionLog log,
        List<AttributeSource> sources,
        Clock clock,
        LongSupplier nanos,
        Supplier<String> ids)
        implements Decisions {
    /** How long an engine may take (AB-3). */
    public static final Duration EMBEDDED = Duration.ofMillis(50);

    public static final Duration SERVER = Duration.ofMillis(250);

    private static final String NO_ENGINE = "none";
    private static final System.Logger LOG = System.getLogger(Decider.class.getName());

    /** Points at which Keycloak itself is held to an answer, or only records it. Everywhere else who asks was told to ask, and is held to it. */
    private static final Set<Point> SWITCHED = Set.of(Point.SIGN_IN, Point.TOKEN);

    public Decider {
        sources = List.copyOf(sources);
    }

    /** @param enforced whether somebody is held to it */
    public record Decided(Verdict verdict, boolean enforced) {}

    @Override
    public Verdict decide(Question question) {
        return rule(question).verdict();
    }

    @Override
    public List<Verdict> decide(List<Question> questions) {
        return rule(questions).stream().map(Decided::verdict).toList();
    }

    public Decided rule(Question question) {
        return rule(List.of(question)).getFirst();
    }

    /** Whether anybody is held to what is decided about that app; so where nobody can say. */
    public boolean holds(RealmId realm, String client) {
        return enforcement(standing(realm)).enforces(client);
    }

    private List<Decided> rule(List<Question> questions) {
        List<Draft> drafts = questions.stream().map(this::draft).toList();
        try {
            log.record(drafts.stream().map(Draft::decision).toList()).await();
        } catch (RuntimeException e) {
            LOG.log(
                    System.Logger.Level.ERROR,
                    "decisions could not be recorded: {0}",
                    e.getClass().getName());
            return drafts.stream().map(Draft::unrecorded).toList();
        }
        return drafts.stream().map(Draft::decided).toList();
    }

    private Draft draft(Question question) {
        Instant at = clock.instant();
        Policies.Standing standing = standing(question.realm());
        @Nullable
        Failure failure = standing instanceof Policies.Standing.None(Failure why, Enforcement any) ? why : null;
        String detail = "";
        Known known;
        try {
            known = Known.of(question, Known.gather(question, sources));
        } catch (RuntimeException | StackOverflowError e) {
            known = Known.bare(question);
            LOG.log(
                    System.Logger.Level.WARNING,
                    "attributes could not be gathered: {0}",
                    e.getClass().getName());
            failure = failure == null ? Failure.NO_ATTRIBUTES : failure;
            detail = e.getClass().getSimpleName();
        }
        Asking.Asked asked = new Asking.Asked(
                Ruling.refused(failure == null ? Failure.NO_POLICY : failure, detail),
                List.of(),
                null,
                0,
                NO_ENGINE,
                failure);
        @Nullable String revision = null;
        String engine = NO_ENGINE;
        Decision.@Nullable Shadow shadow = null;
        if (standing instanceof Policies.Standing.Active(Policy policy, Policy other, Enforcement any)) {
            revision = policy.revision();
            engine = policy.engine().name();
            if (failure == null) {
                asked = ask(policy, known, question);
                engine = asked.engine();
                shadow = other == null ? null : differing(other, known, question, asked.ruling());
            }
        }
        Ruling ruling = asked.ruling();
        String document = CanonicalJson.of(known.input());
        boolean enforced = !SWITCHED.contains(question.asked().point())
                || enforcement(standing).enforces(question.asked().client());
        return new Draft(
                new Decision(
                        ids.get(),
                        at,
                        question,
                        known.attributes(),
                        known.input(),
                        document,
                        CanonicalJson.hashOfText(document),
                        ruling.effect(),
                        explained(ruling),
                        asked.matched(),
                        asked.result(),
                        revision,
                        engine,
                        enforced,
                        asked.micros(),
                        shadow),
                ruling);
    }

    /** Who cannot say how far the realm has come has to hold everybody to it. */
    private Policies.Standing standing(RealmId realm) {
        try {
            return policies.of(realm);
        } catch (RuntimeException e) {
            LOG.log(
                    System.Logger.Level.ERROR,
                    "the policy in force is not known: {0}",
                    e.getClass().getName());
            return new Policies.Standing.None(Failure.NO_POLICY, new Enforcement(Enforcement.Mode.ENFORCE, Map.of()));
        }
    }

    private static Enforcement enforcement(Policies.Standing standing) {
        return switch (standing) {
            case Policies.Standing.Active active -> active.enforcement();
            case Policies.Standing.None none -> none.enforcement();
        };
    }

    private Asking.Asked ask(Policy policy, Known known, Question question) {
        return new Asking(nanos).ask(policy, known.input(), question.supportedObligations());
    }

    private Decision.@Nullable Shadow differing(Policy shadow, Known known, Question question, Ruling said) {
        Ruling other = ask(shadow, known, question).ruling();
        boolean same = other.effect() == said.effect()
                && Objects.equals(other.need(), said.need())
                && codes(other).equals(codes(said));
        return same ? null : new Decision.Shadow(shadow.revision(), other.effect(), explained(other));
    }

    private static Set<String> codes(Ruling ruling) {
        Set<String> codes = new TreeSet<>();
        ruling.reasons().forEach(reason -> codes.add(reason.code()));
        return codes;
    }

    /** For the record a failure says more than who asks is told. */
    private static List<Reason> explained(Ruling ruling) {
        if (ruling.detail() == null) {
            return ruling.reasons();
        }
        String detail = ruling.detail();
        return ruling.reasons().stream()
                .map(reason -> {
                    Map<String, String> facts = new HashMap<>(reason.facts());
                    facts.put("detail", detail);
                    return new Reason(reason.code(), reason.missing(), facts);
                })
                .toList();
    }

    /** A decision that may not leave yet. */
    private record Draft(Decision decision, Ruling ruling) {
        Decided decided() {
            Verdict.Told told = told(decision.id(), ruling.reasons());
            Need need = ruling.need();
            Verdict verdict = switch (ruling.effect()) {
                case PERMIT -> new Verdict.Permit(told, ruling.obligations());
                case STEP_UP -> need == null ? new Verdict.Deny(told) : new Verdict.StepUp(told, need);
                case OFFER_BREAK_GLASS -> new Verdict.OfferBreakGlass(told);
                case DENY -> new Verdict.Deny(told);
            };
            return new Decided(verdict, decision.enforced());
        }

        Decided unrecorded() {
            return new Decided(
                    new Verdict.Deny(told(null, List.of(Reason.of(Failure.NO_RECORD.code())))), decision.enforced());
        }

        private Verdict.Told told(@Nullable String id, List<Reason> reasons) {
            return new Verdict.Told(
                    id, decision.at(), decision.revision(), decision.engine(), decision.micros(), reasons);
        }
    }
}
