package health.keyward.abac.keycloak.source;

import health.keyward.abac.Attribute;
import health.keyward.abac.AttributeSource;
import health.keyward.abac.Question;
import health.keyward.stepup.Achieved;
import health.keyward.stepup.Achievements;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How sure the house is of the person: by the proofs of the sign-in under way, or of the session.
 */
public final class SessionSource implements AttributeSource {
    private static final String NAME = "session";
    private static final String ASSURANCE = "context.assurance";

    private final List<Achievements> sessions;
    private final Clock clock;
    private final @Nullable Achieved underWay;

    /** @param underWay in the present sign-in; null when there is none */
    public SessionSource(List<Achievements> sessions, Clock clock, @Nullable Achieved underWay) {
        this.sessions = List.copyOf(sessions);
        this.clock = clock;
        this.underWay = underWay;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Attribute> gather(Question question) {
        return List.of(achieved(question).map(this::said).orElseGet(() -> Attribute.unknown(ASSURANCE, NAME)));
    }

    private Optional<Achieved> achieved(Question question) {
        if (underWay != null) {
            return Optional.of(underWay);
        }
        String session = question.asked().session();
        return session == null
                ? Optional.empty()
                : sessions.stream()
                        .map(door -> door.achieved(
                                question.realm(), session, question.subject().id()))
                        .flatMap(Optional::stream)
                        .findFirst();
    }

    private Attribute said(Achieved achieved) {
        Instant at = achieved.at();
        Instant now = clock.instant();
        Map<String, Object> assurance = new TreeMap<>();
        assurance.put("level", achieved.level().loa());
        assurance.put("acr", achieved.level().acr());
        assurance.put("amr", achieved.amr());
        assurance.put(
                "age_seconds",
                at == null
                        ? Attribute.UNKNOWN
                        : Math.max(0, Duration.between(at, now).toSeconds()));
        assurance.put("different_factor", achieved.differentFactor());
        return new Attribute(ASSURANCE, assurance, NAME, at == null ? now : at);
    }
}
