package health.keyward.abac.core;

import health.keyward.abac.Failure;
import health.keyward.abac.Obligation;
import health.keyward.abac.Reason;
import health.keyward.stepup.Level;
import health.keyward.stepup.Need;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an engine's outcome comes to. {@link #of} is the only place where an answer becomes an effect: whatever is not an answer as agreed (decision 0011)
 * is a refusal.
 *
 * @param need of a step-up; null for every other effect
 * @param detail for the administrator, of a failure
 */
record Ruling(
        Decision.Effect effect,
        List<Reason> reasons,
        List<Obligation> obligations,
        @Nullable Need need,
        @Nullable String detail) {
    /** Names what a step-up is asked for where the policy gives no reason. */
    private static final String POLICY = "policy";

    /** What the policy says where a grant of emergency access made the difference. */
    private static final String GRANT_USED = "break_glass.used";

    static Ruling of(Engine.Outcome outcome, Set<String> supported) {
        return switch (outcome) {
            case Engine.Outcome.Failed(Failure failure, String detail) -> refused(failure, detail);
            case Engine.Outcome.Answered answered -> {
                try {
                    yield read(answered.value(), supported);
                } catch (WrongAnswer wrong) {
                    yield refused(wrong.failure, wrong.detail);
                }
            }
        };
    }

    static Ruling refused(Failure failure, String detail) {
        return new Ruling(
                Decision.Effect.DENY,
                List.of(Reason.of(failure.code())),
                List.of(),
                null,
                detail.isEmpty() ? null : detail);
    }

    /**
     * What the policy at hand comes to while its engine cannot be asked (BG-19): what rests on a grant of emergency access holds; who would be let in, or be
     * offered such access, is offered it; everything else stays refused.
     */
    Ruling whileDown(Failure down, String why) {
        boolean granted = reasons.stream().anyMatch(reason -> reason.code().equals(GRANT_USED));
        List<Reason> marked = new ArrayList<>(List.of(Reason.of(down.code())));
        return switch (effect) {
            case PERMIT, STEP_UP -> {
                marked.addAll(granted ? reasons : List.of());
                yield granted ? new Ruling(effect, List.copyOf(marked), obligations, need, why) : offered(marked, why);
            }
            case OFFER_BREAK_GLASS -> offered(marked, why);
            case DENY -> refused(down, why);
        };
    }

    private static Ruling offered(List<Reason> reasons, String why) {
        return new Ruling(Decision.Effect.OFFER_BREAK_GLASS, List.copyOf(reasons), List.of(), null, why);
    }

    private static Ruling read(Object value, Set<String> supported) {
        Map<?, ?> answer = map(value, "the answer");
        boolean decision = bool(answer, "decision");
        boolean breakGlass = bool(answer, "break_glass");
        List<Reason> reasons = reasons(answer);
        List<Obligation> obligations = obligations(answer);
        if (!decision) {
            Decision.Effect effect = breakGlass ? Decision.Effect.OFFER_BREAK_GLASS : Decision.Effect.DENY;
            return new Ruling(effect, reasons, List.of(), null, null);
        }
        if (breakGlass) {
            throw new WrongAnswer(Failure.WRONG_ANSWER, "permitted, and emergency access offered");
        }
        obligations.stream()
                .filter(obligation -> !supported.contains(obligation.type()))
                .findFirst()
                .ifPresent(unknown -> {
                    throw new WrongAnswer(Failure.UNKNOWN_OBLIGATION, unknown.type());
                });
        Optional<Need> need = obligations.stream()
                .filter(obligation -> obligation.type().equals(Obligation.STEP_UP))
                .map(obligation -> need(obligation, reasons))
                .reduce(Need::and);
        return new Ruling(
                need.isPresent() ? Decision.Effect.STEP_UP : Decision.Effect.PERMIT,
                reasons,
                obligations,
                need.orElse(null),
                null);
    }

    private static List<Reason> reasons(Map<?, ?> answer) {
        List<Reason> reasons = new ArrayList<>();
        for (Object one : list(answer, "reasons")) {
            Map<?, ?> reason = map(one, "a reason");
            List<String> missing = new ArrayList<>();
            for (Object path : list(reason, "missing")) {
                missing.add(text(path, "a missing path"));
            }
            Map<String, String> facts = new HashMap<>();
            for (Map.Entry<?, ?> fact : map(reason.get("facts"), "facts").entrySet()) {
                facts.put(text(fact.getKey(), "a fact"), small(fact.getValue()));
            }
            reasons.add(new Reason(text(reason.get("code"), "a code"), missing, facts));
        }
        return reasons;
    }

    private static List<Obligation> obligations(Map<?, ?> answer) {
        List<Obligation> obligations = new ArrayList<>();
        for (Object one : list(answer, "obligations")) {
            Map<?, ?> obligation = map(one, "an obligation");
            Map<String, Object> properties = new HashMap<>();
            for (Map.Entry<?, ?> property :
                    map(obligation.get("properties"), "properties").entrySet()) {
                if (property.getValue() != null) {
                    properties.put(text(property.getKey(), "a property"), property.getValue());
                }
            }
            obligations.add(new Obligation(
                    text(obligation.get("id"), "an id"), text(obligation.get("type"), "a type"), properties));
        }
        return obligations;
    }

    private static Need need(Obligation stepUp, List<Reason> reasons) {
        Map<String, Object> properties = stepUp.properties();
        Level level = Level.ofAcr(text(properties.get("acr_value"), "acr_value"))
                .orElseThrow(() -> new WrongAnswer(Failure.WRONG_ANSWER, "a step-up to no level"));
        Object different = properties.getOrDefault("different_factor", false);
        if (!(different instanceof Boolean another)) {
            throw new WrongAnswer(Failure.WRONG_ANSWER, "different_factor is not true or false");
        }
        Object maxAge = properties.get("max_age");
        List<String> because = reasons.isEmpty()
                ? List.of(POLICY)
                : reasons.stream().map(Reason::code).distinct().toList();
        return new Need(level, maxAge == null ? null : age(maxAge), another, because);
    }

    private static Duration age(Object seconds) {
        try {
            long whole = switch (seconds) {
                case Long number -> number;
                case BigDecimal number -> number.longValueExact();
                default -> throw new WrongAnswer(Failure.WRONG_ANSWER, "max_age is no number");
            };
            if (whole >= 0) {
                return Duration.ofSeconds(whole);
            }
        } catch (ArithmeticException fraction) {
            throw new WrongAnswer(Failure.WRONG_ANSWER, "max_age is not in whole seconds");
        }
        throw new WrongAnswer(Failure.WRONG_ANSWER, "max_age is negative");
    }

    private static boolean bool(Map<?, ?> answer, String name) {
        if (answer.get(name) instanceof Boolean bool) {
            return bool;
        }
        throw new WrongAnswer(Failure.WRONG_ANSWER, name + " is not true or false");
    }

    private static Map<?, ?> map(@Nullable Object value, String what) {
        if (value instanceof Map<?, ?> map) {
            return map;
        }
        throw new WrongAnswer(Failure.WRONG_ANSWER, what + " is no object");
    }

    private static List<?> list(Map<?, ?> in, String name) {
        if (in.get(name) instanceof List<?> list) {
            return list;
        }
        throw new WrongAnswer(Failure.WRONG_ANSWER, name + " is no list");
    }

    private static String text(@Nullable Object value, String what) {
        if (value instanceof String text && !text.isEmpty()) {
            return text;
        }
        throw new WrongAnswer(Failure.WRONG_ANSWER, what + " is no text");
    }

    private static String small(@Nullable Object fact) {
        return switch (fact) {
            case String text -> text;
            case Boolean bool -> bool.toString();
            case Long number -> number.toString();
            case BigDecimal number -> number.toPlainString();
            case null, default -> throw new WrongAnswer(Failure.WRONG_ANSWER, "a fact is not small");
        };
    }

    private static final class WrongAnswer extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final Failure failure;
        private final String detail;

        WrongAnswer(Failure failure, String detail) {
            super(detail, null, false, false);
            this.failure = failure;
            this.detail = detail;
        }
    }
}
