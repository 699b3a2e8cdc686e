package health.keyward.abac.keycloak.source;

import health.keyward.abac.Attribute;
import health.keyward.abac.AttributeSource;
import health.keyward.abac.Question;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** The time of the question, for policies have no clock of their own. */
public final class ClockSource implements AttributeSource {
    private static final String NAME = "clock";

    private final Clock clock;

    public ClockSource(Clock clock) {
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Attribute> gather(Question question) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return List.of(new Attribute("context.time", now.toString(), NAME, now));
    }
}
