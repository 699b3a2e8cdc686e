package health.keyward.notice.rest;

import health.keyward.audit.Ledger;
import health.keyward.contract.notice.NoticeChannel;
import health.keyward.contract.notice.NoticeHealth;
import health.keyward.contract.notice.NoticePage;
import health.keyward.contract.notice.NoticeRow;
import health.keyward.contract.notice.NoticeState;
import health.keyward.keycloak.AdminCall;
import health.keyward.keycloak.Database;
import health.keyward.keycloak.PageKey;
import health.keyward.keycloak.Problems;
import health.keyward.keycloak.Query;
import health.keyward.keycloak.Wire;
import health.keyward.notice.core.Letter;
import health.keyward.notice.core.State;
import health.keyward.notice.store.Outbox;
import health.keyward.notice.store.OutboxState;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@code keyward/v1/notice}, for system administrators. */
@Produces(MediaType.APPLICATION_JSON)
public final class NoticeResource {
    private final AdminCall call;
    private final Database database;
    private final Outbox outbox;
    private final Ledger ledger;
    private final Clock clock;

    public NoticeResource(AdminCall call, Database database, Outbox outbox, Ledger ledger, Clock clock) {
        this.call = call;
        this.database = database;
        this.outbox = outbox;
        this.ledger = ledger;
        this.clock = clock;
    }

    @GET
    @Path("health")
    public Response health() {
        call.withoutParameters().looked("GET notice/health", "");
        OutboxState state = database.read(tx -> OutboxState.read(tx, call.realmId(), clock.instant()));
        return Wire.json(new NoticeHealth(
                state.waiting(), state.oldestWaiting().toMillis(), state.failed(), state.lastDeliveredAt()));
    }

    @GET
    @Path("messages")
    @Query.Of({"state", "cursor", "limit"})
    public Response messages() {
        Query query = Query.of(call, "state", "cursor", "limit");
        @Nullable State state = query.choice("state", State.class).orElse(null);
        @Nullable PageKey after = query.cursor().orElse(null);
        int limit = query.limit();
        call.looked("GET notice/messages", query.question());
        List<Letter> found = database.read(tx -> outbox.list(tx, call.realmId(), state, after, limit + 1));
        List<Letter> shown = found.subList(0, Math.min(limit, found.size()));
        return Wire.json(new NoticePage(
                shown.stream().map(NoticeResource::row).toList(),
                found.size() > limit
                        ? new PageKey(shown.getLast().madeAt(), shown.getLast().id()).text()
                        : null));
    }

    /** Another row of attempts for one that was given up. */
    @POST
    @Path("messages/{id}/retry")
    public Response retry(@PathParam("id") String text) {
        call.withoutParameters();
        UUID id = id(text);
        boolean again = database.write(
                tx -> outbox.again(tx, call.realmId(), id, clock.instant().truncatedTo(ChronoUnit.MICROS)));
        if (!again) {
            throw Problems.notFound("There is no notice with this id that was given up.");
        }
        ledger.changed(
                call.realmId(),
                call.actor(),
                "ACTION",
                "NOTICE",
                "notice/messages/" + id,
                null,
                "Another try was asked for.");
        return Wire.json(
                row(database.read(tx -> outbox.find(tx, call.realmId(), id)).orElseThrow()));
    }

    private static UUID id(String text) {
        if (!text.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")) {
            throw Problems.badRequest("bad-id", "An id is a UUID in lower case.");
        }
        return UUID.fromString(text);
    }

    private static NoticeRow row(Letter letter) {
        return new NoticeRow(
                letter.id().toString(),
                letter.notice().topic(),
                NoticeChannel.valueOf(letter.channel().name()),
                letter.notice().audience().text(),
                NoticeState.valueOf(letter.state().name()),
                letter.attempts(),
                letter.madeAt(),
                letter.state() == State.WAITING ? letter.dueAt() : null,
                letter.deliveredAt(),
                letter.latency().map(Duration::toMillis).orElse(null),
                letter.lastError());
    }
}
