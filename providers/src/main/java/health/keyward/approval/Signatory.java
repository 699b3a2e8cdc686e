package health.keyward.approval;

import health.keyward.kernel.Actor;
import health.keyward.kernel.RealmId;
import java.time.Instant;

/**
 * A person who acts on a proposal, as the server knows them.
 *
 * @param secondFactorAt when their session last showed a second factor
 */
public record Signatory(RealmId realm, Actor actor, Instant secondFactorAt) {
    public Signatory {
        if (actor.userId() == null || actor.sessionId() == null) {
            throw new IllegalArgumentException("only a known person in a session of their own proposes or decides");
        }
    }

    public Signed signs(Instant at) {
        return new Signed(
                String.valueOf(actor.userId()),
                String.valueOf(actor.username()),
                String.valueOf(actor.sessionId()),
                at);
    }
}
