package health.keyward.abac.keycloak.replay;

import health.keyward.abac.core.Decision.Effect;
import health.keyward.abac.core.Past;
import health.keyward.abac.keycloak.engine.JsonValues;
import health.keyward.audit.Recorded;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Opened entries as decisions to be decided again. */
final class Pasts {
    private static final String SUPPORTED = "supportedObligations";

    private Pasts() {}

    /** Empty when nothing is left to decide, because the person was erased, or nothing that can be read. */
    static Optional<Past> of(Recorded.Decision decision) {
        try {
            return read(decision);
        } catch (IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    private static Optional<Past> read(Recorded.Decision decision) {
        String input = decision.input();
        String hash = decision.inputHash();
        return input == null || hash == null
                ? Optional.empty()
                : Optional.of(new Past(
                        decision.id(),
                        decision.at(),
                        Effect.valueOf(decision.effect()),
                        decision.reasons(),
                        decision.clientId(),
                        hash,
                        supported(decision),
                        () -> JsonValues.object(input)));
    }

    private static Set<String> supported(Recorded.Decision decision) {
        String question = decision.question();
        if (question == null || !(JsonValues.object(question).get(SUPPORTED) instanceof List<?> list)) {
            return Set.of();
        }
        Set<String> supported = new HashSet<>();
        list.forEach(one -> supported.add(String.valueOf(one)));
        return supported;
    }
}
