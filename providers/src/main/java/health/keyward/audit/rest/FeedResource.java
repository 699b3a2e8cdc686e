package health.keyward.audit.rest;

import health.keyward.audit.core.FeedState;
import health.keyward.audit.store.FeedOffsets;
import health.keyward.contract.audit.FeedReplay;
import health.keyward.contract.audit.LedgerFeeds;
import health.keyward.keycloak.Problems;
import health.keyward.keycloak.Wire;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** {@code keyward/v1/audit/feeds}: what goes to other systems, and how far. For system administrators of the realm that keeps the evidence. */
@Produces(MediaType.APPLICATION_JSON)
public final class FeedResource {
    private static final int SHORTEST_REASON = 10;
    private static final int LONGEST_REASON = 500;

    private final Desk desk;

    FeedResource(Desk desk) {
        this.desk = desk;
    }

    @GET
    public Response all() {
        desk.takes().overWholeLog().looked("GET audit/feeds");
        return answer();
    }

    /** Sends everything from an entry or a time on once more. */
    @POST
    @Path("{name}/replay")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response replay(@PathParam("name") String name, @Nullable String body) {
        desk.takes().overWholeLog().call().needs("replay");
        FeedReplay wanted = Wire.read(body == null ? "" : body, FeedReplay.class);
        String reason = reason(wanted);
        FeedState feed = desk.database().read(tx -> new FeedOffsets(tx).all()).stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow(() -> Problems.notFound("There is no feed of this name."));
        long from = from(wanted);
        if (!desk.database().write(tx -> new FeedOffsets(tx).replay(feed.name(), from))) {
            throw Problems.conflict(
                    "not-sent-yet", "The feed has not come that far. What it has not sent comes by itself.");
        }
        desk.ledger()
                .changed(
                        desk.call().realmId(),
                        desk.call().actor(),
                        "ACTION",
                        "FEED",
                        "audit/feeds/" + feed.name() + "/replay/" + from,
                        null,
                        reason);
        return answer();
    }

    private long from(FeedReplay wanted) {
        Long seq = wanted.fromSeq();
        Instant at = wanted.from();
        if ((seq == null) == (at == null) || (seq != null && seq < 1)) {
            throw Problems.badRequest(
                    "bad-start", "Say where to begin: either fromSeq, a number from 1, or from, an instant.");
        }
        if (seq != null) {
            return seq;
        }
        OptionalLong first =
                at == null ? OptionalLong.empty() : desk.database().read(tx -> new FeedOffsets(tx).firstSince(at));
        return first.orElseThrow(() -> Problems.conflict("nothing-since", "The log has no entry since then."));
    }

    private static String reason(FeedReplay wanted) {
        String reason = wanted.reason() == null ? "" : wanted.reason().strip();
        if (reason.length() < SHORTEST_REASON
                || reason.length() > LONGEST_REASON
                || reason.chars().anyMatch(Character::isISOControl)) {
            throw Problems.badRequest(
                    "bad-reason",
                    "reason must say why, in " + SHORTEST_REASON + " to " + LONGEST_REASON
                            + " characters on one line.");
        }
        return reason;
    }

    private Response answer() {
        Instant now = desk.clock().instant();
        return Wire.json(new LedgerFeeds(desk.database().read(tx -> new FeedOffsets(tx).all()).stream()
                .map(feed -> row(feed, now))
                .toList()));
    }

    private static LedgerFeeds.Row row(FeedState feed, Instant now) {
        Instant oldest = feed.oldestWaitingAt();
        return new LedgerFeeds.Row(
                feed.name(),
                feed.described(),
                feed.nextSeq(),
                feed.waiting(),
                oldest == null ? 0 : Math.max(0, Duration.between(oldest, now).toMillis()),
                feed.sent(),
                feed.failures(),
                feed.dueAt(),
                feed.lastSuccessAt(),
                feed.lastError(),
                feed.lastErrorAt(),
                feed.paused());
    }
}
