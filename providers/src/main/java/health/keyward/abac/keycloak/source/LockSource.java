package health.keyward.abac.keycloak.source;

import health.keyward.abac.Attribute;
import health.keyward.abac.AttributeSource;
import health.keyward.abac.LockView;
import health.keyward.abac.Question;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Whether the subject is contained (AB-4): by any view that says so, as old as the oldest of them. A view that was not whole for five minutes is stale. In a
 * house where nobody is told of containments nobody can be contained, as of now.
 */
public final class LockSource implements AttributeSource {
    /** From here on a view is stale. */
    public static final Duration FRESH = Duration.ofMinutes(5);

    private static final String NAME = "lock";
    private static final String LOCK = "context.lock";

    private final List<LockView> views;
    private final Clock clock;

    public LockSource(List<LockView> views, Clock clock) {
        this.views = List.copyOf(views);
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Attribute> gather(Question question) {
        Instant now = clock.instant();
        boolean locked = false;
        boolean stale = false;
        Instant oldest = now;
        for (LockView view : views) {
            LockView.Lock lock = view.of(
                    question.realm(), question.subject().id(), question.asked().client());
            Instant asOf = lock.asOf();
            locked |= lock.locked();
            stale |= asOf == null || asOf.isBefore(now.minus(FRESH));
            oldest = asOf == null ? Instant.EPOCH : asOf.isBefore(oldest) ? asOf : oldest;
        }
        return List.of(new Attribute(
                LOCK, Map.of("locked", locked, "as_of", oldest.toString(), "stale", stale), NAME, oldest));
    }
}
