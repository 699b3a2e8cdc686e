package health.keyward.review.rest;

import health.keyward.approval.Approvals;
import health.keyward.kernel.Actor;
import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import health.keyward.keycloak.AdminCall;
import health.keyward.keycloak.Database;
import health.keyward.keycloak.Problems;
import health.keyward.review.core.Campaign;
import health.keyward.review.core.Outcome;
import health.keyward.review.core.Refusal;
import health.keyward.review.store.Campaigns;
import health.keyward.review.store.Rounds;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.UserModel;

/** What the resources of the room work with. */
public record ReviewDesk(AdminCall call, Database database, Approvals approvals, Rounds.House house, Clock clock) {
    private static final int SHORTEST_REASON = 5;
    private static final int LONGEST_REASON = 500;

    UserId self() {
        return new UserId(call.user().getId());
    }

    RealmId realm() {
        return call.realmId();
    }

    Actor actor() {
        return call.actor();
    }

    Campaign campaign(Connection tx, UUID id) throws SQLException {
        return new Campaigns().find(tx, realm(), id).orElseThrow(() -> problem(Refusal.NOT_FOUND));
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    static String reason(@Nullable String given) {
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

    static UUID id(@Nullable String text) {
        if (text == null || !text.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")) {
            throw Problems.badRequest("bad-id", "An id is a UUID in lower case.");
        }
        return UUID.fromString(text);
    }

    /** By user name; nobody says whether somebody of that name exists but may not. */
    UserId named(@Nullable String username) {
        @Nullable
        UserModel found = username == null || username.isBlank() || username.length() > 255
                ? null
                : call.session().users().getUserByUsername(call.realm(), username.strip());
        if (found == null) {
            throw problem(Refusal.MAY_NOT_REVIEW);
        }
        return new UserId(found.getId());
    }

    static <T> T done(Outcome<T> outcome) {
        return switch (outcome) {
            case Outcome.Done<T> done -> done.value();
            case Outcome.Refused<T> refused -> throw problem(refused.why());
        };
    }

    static RuntimeException problem(Refusal why) {
        return switch (why) {
            case NOT_FOUND -> Problems.notFound("There is no such campaign or item here.");
            case CHANGED_MEANWHILE ->
                Problems.conflict("changed-meanwhile", "Somebody answered it or handed it on meanwhile. Look again.");
            case OUT_OF_TURN -> Problems.conflict("out-of-turn", "It does not stand where this may be done.");
            case HASH_DIFFERS -> Problems.conflict("hash-differs", "It is not what was shown any more. Look again.");
            case ORPHANS ->
                Problems.conflict("orphans", "There are items that nobody may review. Name other reviewers.");
            case EMPTY -> Problems.conflict("empty", "There is nothing to review.");
            case MUST_OPEN -> Problems.conflict("must-open", "What is of high risk is kept only after it was opened.");
            case NO_BULK_KEEP ->
                Problems.conflict(
                        "no-bulk-keep", "Only what is of low risk, and not spoken against, is kept with others.");
            case NEEDS_REASON -> Problems.conflict("needs-reason", "This needs a reason.");
            case BAD_REASON ->
                Problems.badRequest("bad-reason", "A reason has up to " + LONGEST_REASON + " characters on one line.");
            case BAD_UNTIL ->
                Problems.badRequest("bad-until", "Only what is kept has an end, in the future and within 366 days.");
            case BAD_REDUCTION ->
                Problems.badRequest("bad-reduction", "A reduction names a role that is part of the one reviewed.");
            case MAY_NOT_REVIEW ->
                Problems.problem("may-not-review", "This person may not review it", 403, "Choose somebody else.");
            case TOO_MANY_HOPS -> Problems.conflict("too-many-hops", "It was handed on twice already.");
            case NOT_OWNER ->
                Problems.problem("not-owner", "Another person signs", 403, "The owner of the campaign signs it off.");
            case OWN_ITEMS ->
                Problems.problem(
                        "own-items",
                        "This is a review of your own access",
                        403,
                        "Who was reviewed in a campaign does not sign it off.");
            case NOT_DONE -> Problems.conflict("not-done", "Not everything that was denied has been seen to.");
            case STILL_HELD ->
                Problems.conflict(
                        "still-held", "It is not gone: the other system still gives it. The task stays open.");
            case DIRECTORY_SILENT ->
                Problems.conflict(
                        "directory-silent", "A directory that holds rights did not answer. Preview again later.");
        };
    }
}
