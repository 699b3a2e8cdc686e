package health.keyward.stepup.rest;

import health.keyward.contract.stepup.EndFactorException;
import health.keyward.contract.stepup.NewFactorException;
import health.keyward.kernel.UserId;
import health.keyward.keycloak.PageKey;
import health.keyward.keycloak.ProblemException;
import health.keyward.keycloak.Problems;
import health.keyward.keycloak.Query;
import health.keyward.keycloak.Wire;
import health.keyward.stepup.core.ExceptionRule;
import health.keyward.stepup.core.FactorException;
import health.keyward.stepup.store.FactorExceptions;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.UserModel;

/** {@code keyward/v1/stepup/coverage/exceptions}: who need not hold a phishing-resistant factor for a while, why, and who answers for it. */
@Produces(MediaType.APPLICATION_JSON)
public final class ExceptionResource {
    private static final int SHORTEST_REASON = 10;
    private static final int LONGEST_REASON = 500;

    private final CoverageDesk desk;
    private final FactorExceptions exceptions = new FactorExceptions();

    ExceptionResource(CoverageDesk desk) {
        this.desk = desk;
    }

    @GET
    @Query.Of({"standing", "cursor", "limit"})
    public Response list() {
        Query query = Query.of(desk.call(), "standing", "cursor", "limit");
        boolean standing = query.choice("standing", CoverageResource.YesNo.class)
                .filter(answer -> answer == CoverageResource.YesNo.YES)
                .isPresent();
        PageKey after = query.cursor().orElse(null);
        int limit = query.limit();
        desk.call().looked("GET stepup/coverage/exceptions", query.question());
        List<FactorException> found = desk.database()
                .read(tx -> exceptions.list(
                        tx, desk.call().realmId(), standing ? desk.clock().instant() : null, after, limit + 1));
        List<FactorException> shown = found.subList(0, Math.min(limit, found.size()));
        return Wire.json(new health.keyward.contract.stepup.FactorExceptions(
                shown.stream().map(this::said).toList(),
                found.size() > limit
                        ? new PageKey(
                                        shown.getLast().allowedAt(),
                                        shown.getLast().id())
                                .text()
                        : null));
    }

    /** Weakens what guards others, so it wants a second factor shown just now. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response add(@Nullable String body) {
        desk.call().withoutParameters().needsFresh("except-factor");
        NewFactorException asked = Wire.read(body == null ? "" : body, NewFactorException.class);
        String reason = reason(asked.reason());
        ExceptionRule.Wanted wanted = wanted(asked);
        Instant now = now();
        desk.rule().judge(wanted, now).ifPresent(refusal -> {
            throw no(refusal);
        });
        FactorException added = new FactorException(
                UUID.randomUUID(),
                wanted.person() == null ? null : wanted.person().value(),
                wanted.role() == null ? null : roleId(wanted.role()),
                wanted.role(),
                wanted.owner().value(),
                reason,
                wanted.allowedBy().value(),
                now,
                wanted.until(),
                null);
        if (!desk.database().write(tx -> exceptions.add(tx, desk.call().realmId(), added))) {
            throw Problems.conflict("excepted-already", "That person or role is excepted already. End that first.");
        }
        record("CREATE", added, reason);
        return Wire.json(said(added));
    }

    /** Ends it before its time. */
    @POST
    @Path("{id}/end")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response end(@PathParam("id") String text, @Nullable String body) {
        desk.call().withoutParameters().needs("end-factor-exception");
        UUID id = id(text);
        String reason = reason(
                Wire.read(body == null ? "" : body, EndFactorException.class).reason());
        FactorException.Ended ended =
                new FactorException.Ended(desk.call().user().getId(), now(), reason);
        Optional<FactorException> found =
                desk.database().write(tx -> exceptions.find(tx, desk.call().realmId(), id));
        if (found.isEmpty()) {
            throw Problems.notFound("There is no exception with this id.");
        }
        if (!desk.database().write(tx -> exceptions.end(tx, desk.call().realmId(), id, ended))) {
            throw Problems.conflict("over-already", "This exception is over already.");
        }
        record("ACTION", found.get(), reason);
        return Wire.json(said(desk.database()
                .write(tx -> exceptions.find(tx, desk.call().realmId(), id))
                .orElseThrow()));
    }

    private void record(String operation, FactorException what, String reason) {
        String subject = what.role() == null ? "one person" : "the role " + what.role();
        desk.ledger()
                .changed(
                        desk.call().realmId(),
                        desk.call().actor(),
                        operation,
                        "FACTOR_EXCEPTION",
                        "stepup/coverage/exceptions/" + what.id(),
                        what.personId(),
                        (operation.equals("CREATE") ? "Excepted " : "Ended the exception of ") + subject + ", until "
                                + what.until() + ", owner " + what.owner() + ". Reason: " + reason);
    }

    private ExceptionRule.Wanted wanted(NewFactorException asked) {
        if ((asked.person() == null) == (asked.role() == null) || asked.owner() == null || asked.until() == null) {
            throw Problems.badRequest("bad-body", "Name a person or a role, an owner, and when it ends.");
        }
        return new ExceptionRule.Wanted(
                asked.person() == null ? null : person(asked.person()),
                asked.role(),
                person(asked.owner()),
                new UserId(desk.call().user().getId()),
                asked.until().truncatedTo(ChronoUnit.MICROS));
    }

    private String roleId(String name) {
        return desk.rule().roleId(name).orElseThrow(() -> no(ExceptionRule.Refusal.NO_SUCH_ROLE));
    }

    private static ProblemException no(ExceptionRule.Refusal refusal) {
        return switch (refusal) {
            case NO_SUCH_PERSON ->
                Problems.badRequest(
                        "no-such-person", "Nobody with this id may sign in here; there is nothing to except.");
            case NO_SUCH_ROLE ->
                Problems.badRequest("no-such-role", "There is no such role here that could be excepted.");
            case NO_SUCH_OWNER ->
                Problems.badRequest("no-such-owner", "The owner must be somebody who may sign in here.");
            case OVER_ALREADY -> Problems.badRequest("bad-until", "An exception ends in the future.");
            case TOO_LONG ->
                Problems.badRequest(
                        "bad-until",
                        "An exception lasts " + ExceptionRule.LONGEST.toDays()
                                + " days at most. Allow it again then, if it is still needed.");
            case ALLOWED_BY_SUBJECT ->
                Problems.problem(
                        "second-person-needed",
                        "This needs another person",
                        403,
                        "This exception would hold for you. Somebody else must allow it.");
            case OWNED_BY_SUBJECT ->
                Problems.badRequest(
                        "bad-owner", "Whoever is excepted cannot answer for it. Name somebody else as owner.");
        };
    }

    private static UserId person(String id) {
        if (id.isBlank() || id.length() > 255 || id.chars().anyMatch(Character::isISOControl)) {
            throw Problems.badRequest("bad-id", "A person's id has 1 to 255 characters.");
        }
        return new UserId(id);
    }

    private static String reason(@Nullable String given) {
        String reason = given == null ? "" : given.strip();
        if (reason.length() < SHORTEST_REASON
                || reason.length() > LONGEST_REASON
                || reason.chars().anyMatch(Character::isISOControl)) {
            throw Problems.badRequest(
                    "bad-reason",
                    "A reason has " + SHORTEST_REASON + " to " + LONGEST_REASON + " characters on one line.");
        }
        return reason;
    }

    private static UUID id(String text) {
        if (!text.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")) {
            throw Problems.badRequest("bad-id", "An id is a UUID in lower case.");
        }
        return UUID.fromString(text);
    }

    private Instant now() {
        return desk.clock().instant().truncatedTo(ChronoUnit.MICROS);
    }

    private health.keyward.contract.stepup.FactorException said(FactorException one) {
        FactorException.Ended ended = one.ended();
        return new health.keyward.contract.stepup.FactorException(
                one.id().toString(),
                one.personId(),
                name(one.personId()),
                one.role(),
                one.owner(),
                name(one.owner()),
                one.reason(),
                one.allowedBy(),
                name(one.allowedBy()),
                one.allowedAt(),
                one.until(),
                ended == null ? null : ended.at(),
                ended == null ? null : ended.by(),
                ended == null ? null : ended.reason(),
                state(one));
    }

    private health.keyward.contract.stepup.FactorException.State state(FactorException one) {
        if (one.ended() != null) {
            return health.keyward.contract.stepup.FactorException.State.ENDED;
        }
        return one.stands(desk.clock().instant())
                ? health.keyward.contract.stepup.FactorException.State.STANDING
                : health.keyward.contract.stepup.FactorException.State.EXPIRED;
    }

    /** As the person is called today; null when nobody has the id any more. */
    private @Nullable String name(@Nullable String id) {
        UserModel user = id == null
                ? null
                : desk.call().session().users().getUserById(desk.call().realm(), id);
        return user == null ? null : user.getUsername();
    }
}
