package health.keyward.abac.rest;

import health.keyward.abac.Point;
import health.keyward.abac.core.Decision.Effect;
import health.keyward.abac.core.DecisionCounts;
import health.keyward.abac.core.DecisionFilter;
import health.keyward.abac.core.DecisionLine;
import health.keyward.abac.store.DecisionReader;
import health.keyward.audit.Entry;
import health.keyward.audit.Recorded;
import health.keyward.contract.abac.DecisionPage;
import health.keyward.contract.abac.DecisionRow;
import health.keyward.contract.abac.DecisionSummary;
import health.keyward.keycloak.AdminCall;
import health.keyward.keycloak.PageKey;
import health.keyward.keycloak.Problems;
import health.keyward.keycloak.Query;
import health.keyward.keycloak.Wire;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@code keyward/v1/abac/decisions}: what was decided, how often, and why (AB-6, AB-9, AB-12). Reading is a look. */
@Produces(MediaType.APPLICATION_JSON)
public final class DecisionResource {
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration LONGEST = Duration.ofDays(366);

    private final DecisionDesk desk;

    DecisionResource(DecisionDesk desk) {
        this.desk = desk;
    }

    @GET
    @Query.Of({"from", "to", "person", "app", "effect", "reason", "point", "enforced", "cursor", "limit"})
    public Response page() {
        Query query = Query.of(
                desk.call(), "from", "to", "person", "app", "effect", "reason", "point", "enforced", "cursor", "limit");
        DecisionFilter filter = filter(query);
        int limit = query.limit();
        DecisionReader.Place after = query.cursor()
                .map(key -> new DecisionReader.Place(key.at(), key.id().getLeastSignificantBits()))
                .orElse(null);
        AdminCall.Look look = desk.call().looking("GET abac/decisions", query.question());
        List<DecisionLine> found = desk.database().read(tx -> reader(tx).page(filter, after, limit + 1));
        look.await();
        List<DecisionLine> rows = found.subList(0, Math.min(limit, found.size()));
        return Wire.json(new DecisionPage(
                rows.stream().map(DecisionResource::row).toList(),
                found.size() > limit ? key(rows.getLast()).text() : null));
    }

    @GET
    @Path("summary")
    @Query.Of({"from", "to", "person", "app", "effect", "reason", "point", "enforced"})
    public Response summary() {
        Query query = Query.of(desk.call(), "from", "to", "person", "app", "effect", "reason", "point", "enforced");
        DecisionFilter filter = filter(query);
        AdminCall.Look look = desk.call().looking("GET abac/decisions/summary", query.question());
        DecisionCounts counts = desk.database().read(tx -> reader(tx).counts(filter));
        look.await();
        return Wire.json(new DecisionSummary(
                filter.from(),
                filter.to(),
                counts.total(),
                of(counts.effects(), Effect.PERMIT),
                of(counts.effects(), Effect.STEP_UP),
                of(counts.effects(), Effect.OFFER_BREAK_GLASS),
                of(counts.effects(), Effect.DENY),
                counts.stepSeconds(),
                counts.buckets().stream().map(DecisionResource::bucket).toList(),
                counts.rules().stream()
                        .map(rule -> new DecisionSummary.Rule(rule.reason(), rule.decisions(), rule.refusals()))
                        .toList()));
    }

    /** The same decisions as a file. Recorded before the first line and after the last. */
    @GET
    @Path("export")
    @Query.Of({"from", "to", "person", "app", "effect", "reason", "point", "enforced"})
    @Produces("text/csv")
    public Response export() {
        Query query = Query.of(desk.call(), "from", "to", "person", "app", "effect", "reason", "point", "enforced");
        DecisionFilter filter = filter(query);
        desk.call().looked(DecisionFile.WHAT, query.question());
        return new DecisionFile(desk).answer(query.question(), filter);
    }

    /** From the sealed entry: what was known then, not what is known now. */
    @GET
    @Path("{id}")
    public Response one(@PathParam("id") String id) {
        desk.call().withoutParameters();
        if (!id.matches("[0-9a-f]{32}")) {
            throw Problems.badRequest("bad-id", "An id has 32 hex digits in lower case.");
        }
        UUID event = new UUID(
                Long.parseUnsignedLong(id.substring(0, 16), 16), Long.parseUnsignedLong(id.substring(16, 32), 16));
        AdminCall.Look look = desk.call().looking("GET abac/decisions/" + id, "");
        DecisionLine line = desk.database()
                .read(tx -> reader(tx).one(event))
                .orElseThrow(() -> Problems.notFound("There is no decision with this id."));
        Optional<Recorded.Decision> entry = desk.ledger()
                .entry(line.seq())
                .map(Entry::recorded)
                .filter(recorded -> recorded.id().equals(id)
                        && recorded.realmId().equals(desk.call().realmId().value()))
                .filter(Recorded.Decision.class::isInstance)
                .map(Recorded.Decision.class::cast);
        look.await();
        return Wire.json(
                new DecisionExplanation(desk.policies().of(desk.call().realmId())).of(row(line), entry.orElse(null)));
    }

    private DecisionReader reader(java.sql.Connection tx) {
        return new DecisionReader(tx, desk.call().realmId());
    }

    private DecisionFilter filter(Query query) {
        Instant now = desk.clock().instant();
        Instant to = time(query, "to").orElse(now.plusMillis(1));
        Instant from = time(query, "from").orElse(to.minus(DAY));
        if (!from.isBefore(to) || Duration.between(from, to).compareTo(LONGEST) > 0) {
            throw Problems.badRequest("bad-from", "from is before to, and at most 366 days before it.");
        }
        return new DecisionFilter(
                from,
                to,
                query.text("person").orElse(null),
                query.text("app").orElse(null),
                query.choice("effect", Effect.class).orElse(null),
                query.text("reason").orElse(null),
                query.choice("point", Point.class).orElse(null),
                query.choice("enforced", YesNo.class)
                        .map(word -> word == YesNo.TRUE)
                        .orElse(null));
    }

    private enum YesNo {
        TRUE,
        FALSE
    }

    private static Optional<Instant> time(Query query, String name) {
        try {
            return query.text(name).map(Instant::parse);
        } catch (DateTimeParseException e) {
            throw Problems.badRequest(
                    "bad-" + name, "The parameter " + name + " is a time as in 2026-11-29T12:00:00Z.");
        }
    }

    private static DecisionSummary.Bucket bucket(DecisionCounts.Bucket bucket) {
        return new DecisionSummary.Bucket(
                bucket.at(),
                of(bucket.effects(), Effect.PERMIT),
                of(bucket.effects(), Effect.STEP_UP),
                of(bucket.effects(), Effect.OFFER_BREAK_GLASS),
                of(bucket.effects(), Effect.DENY));
    }

    private static long of(Map<String, Long> effects, Effect effect) {
        return effects.getOrDefault(effect.name(), 0L);
    }

    private static PageKey key(DecisionLine line) {
        return new PageKey(line.at(), new UUID(0, line.seq()));
    }

    private static DecisionRow row(DecisionLine line) {
        @Nullable String person = line.username();
        return new DecisionRow(
                line.id(),
                line.seq(),
                line.at(),
                line.effect(),
                line.point(),
                line.client(),
                line.action(),
                line.subjectType(),
                line.resourceType(),
                line.reasons(),
                line.revision(),
                line.engine(),
                line.micros(),
                line.enforced(),
                line.shadow(),
                line.userId(),
                person);
    }
}
