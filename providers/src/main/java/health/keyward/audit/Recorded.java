package health.keyward.audit;

import health.keyward.kernel.Actor;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One thing that happened. Sealed, so that a reader has to say what it does with each kind. */
public sealed interface Recorded {
    /** 32 hex digits of 16 random bytes. */
    String id();

    Instant at();

    String realmId();

    /**
     * A sign-in, a failure, a sign-out, a token, an act of the person on their own account (LH-1, SD-3).
     *
     * @param type Keycloak's event type, verbatim, for example {@code LOGIN_ERROR}
     * @param error Keycloak's error, verbatim; null for a success
     * @param username name of the identified person at that time; null when nobody was identified
     * @param unknownName 64 hex digits: HMAC-SHA-256 of the name that was tried and belongs to nobody
     * @param protocol {@code openid-connect}, {@code saml}, or null
     * @param credentialType what was used or tried, Keycloak's credential type, or null
     * @param amr RFC 8176 values of this sign-in
     * @param acr name of the level reached
     * @param authenticatedAt when the person last proved who they are
     * @param sso true when an existing session was used and nothing was asked
     * @param reached clients a sign-out was sent to
     * @param details what else the event says, names and secrets left out
     */
    record UserActivity(
            String id,
            Instant at,
            String realmId,
            String type,
            @Nullable String error,
            @Nullable String userId,
            @Nullable String username,
            @Nullable String unknownName,
            @Nullable String clientId,
            @Nullable String protocol,
            @Nullable String credentialType,
            List<String> amr,
            @Nullable String acr,
            @Nullable Instant authenticatedAt,
            boolean sso,
            @Nullable String address,
            @Nullable String userAgent,
            @Nullable String sessionId,
            @Nullable String correlationId,
            List<String> reached,
            Map<String, String> details)
            implements Recorded {
        /** Detail of a token event: ids of the roles in the token, comma-separated. */
        public static final String ROLES = "roles";

        public UserActivity {
            amr = List.copyOf(amr);
            reached = List.copyOf(reached);
            details = Map.copyOf(details);
        }
    }

    /**
     * Something was changed, with before and after (LH-5).
     *
     * @param operation {@code CREATE}, {@code UPDATE}, {@code DELETE} or {@code ACTION}
     * @param area Keycloak's resource type or {@code REQUEST}
     * @param target path under the realm
     * @param targetUserId the person concerned, where one is
     * @param representationHash SHA-256 of the request body Keycloak reported, 64 hex digits
     */
    record Change(
            String id,
            Instant at,
            String realmId,
            Source source,
            String operation,
            String area,
            String target,
            @Nullable String targetUserId,
            @Nullable String targetUsername,
            Actor actor,
            List<FieldChange> fields,
            @Nullable String representationHash)
            implements Recorded {
        public Change {
            fields = List.copyOf(fields);
        }
    }

    /**
     * A call under {@code /admin/} that was answered 401 or 403.
     *
     * @param realmName as the address said it; {@code realmId} is empty when there is no such realm
     */
    record Refusal(
            String id,
            Instant at,
            String realmId,
            String realmName,
            String method,
            String path,
            int status,
            Actor actor,
            @Nullable String userAgent)
            implements Recorded {}

    /**
     * Sensitive data was read or exported (LH-3).
     *
     * @param what the operation, for example {@code GET history/sign-ins}
     * @param question filters as asked, a query string
     * @param phase {@code ASKED}, and for exports also {@code FINISHED} or {@code CUT}
     * @param rows rows handed out, for a finished export
     */
    record Look(
            String id,
            Instant at,
            String realmId,
            Actor actor,
            String what,
            String question,
            String phase,
            @Nullable Long rows)
            implements Recorded {}

    /**
     * An attempt that was recorded and then rolled back, so that it never took effect.
     *
     * @param type what it would have been
     */
    record Undone(
            String id,
            Instant at,
            String realmId,
            String type,
            @Nullable String userId,
            @Nullable String username,
            @Nullable String clientId,
            @Nullable String address)
            implements Recorded {}

    /**
     * What a policy decided, with everything that was known then, so that it can be explained and decided again (AB-9). What is sealed and was erased is null.
     *
     * @param effect {@code PERMIT}, {@code STEP_UP}, {@code OFFER_BREAK_GLASS} or {@code DENY}
     * @param point where it was asked for, for example {@code SIGN_IN}
     * @param clientId the app in use, or the one that asked
     * @param subjectType {@code user} or {@code service}
     * @param reasons codes only
     * @param revision of the policy; null when none answered
     * @param enforced whether anybody was held to it
     * @param shadow what another policy would have said, where it differs
     * @param userId of a person the realm knows; whose key seals the rest
     * @param subject id of anybody else who was asked about
     * @param inputHash SHA-256 of the input as JSON with sorted keys, 64 hex digits
     * @param input what the engine was asked, JSON
     * @param attributes list of {@code path}, {@code value}, {@code source}, {@code asOf}, JSON
     * @param question what the asker said beside who, what and where: properties, context, obligations it can carry out; JSON
     * @param why reasons with what was missing, rules that matched, what another policy said; JSON
     * @param result what the engine answered, JSON
     */
    record Decision(
            String id,
            Instant at,
            String realmId,
            String effect,
            String point,
            @Nullable String clientId,
            String action,
            String subjectType,
            String resourceType,
            List<String> reasons,
            @Nullable String revision,
            String engine,
            long micros,
            boolean enforced,
            @Nullable String shadow,
            @Nullable String userId,
            @Nullable String username,
            @Nullable String subject,
            @Nullable String resource,
            @Nullable String address,
            @Nullable String userAgent,
            @Nullable String sessionId,
            @Nullable String inputHash,
            @Nullable String input,
            @Nullable String attributes,
            @Nullable String question,
            @Nullable String why,
            @Nullable String result)
            implements Recorded {
        public Decision {
            reasons = List.copyOf(reasons);
        }
    }

    /**
     * Something a room did or was told, in its own words: an emergency access began, an account was disabled, a reviewer decided. Recorded in the transaction
     * that does it.
     *
     * @param room for example {@code breakglass}
     * @param type a word of that room, upper case with underscores, for example {@code GRANT_STARTED}
     * @param error why it came to nothing; null for a success
     * @param about id of the grant, run, campaign or case it belongs to, so that all entries about it are found; names nobody
     * @param userId the person it is about; whose key seals name and facts
     * @param actor who did it; {@link Actor#NOBODY} for a job of the house
     * @param facts what else is known, by stable names
     */
    record Act(
            String id,
            Instant at,
            String realmId,
            String room,
            String type,
            @Nullable String error,
            @Nullable String about,
            @Nullable String userId,
            @Nullable String username,
            Actor actor,
            Map<String, String> facts)
            implements Recorded {
        public Act {
            facts = Map.copyOf(facts);
        }
    }

    /**
     * What the ledger writes about itself: heartbeats, gaps, keys, disposals. Names no person.
     *
     * @param realmId empty: marks belong to the whole log
     * @param type one of those of ADR 0004, for example {@code HEARTBEAT}
     * @param facts as that page lists them for the type
     */
    record Mark(String id, Instant at, String realmId, String type, Map<String, String> facts) implements Recorded {
        public Mark {
            facts = Map.copyOf(facts);
        }
    }

    /** Where a change was seen. */
    enum Source {
        ADMIN_EVENT,
        MODEL,
        REQUEST,
        SELF
    }

    /** One field, before and after; credentials and secrets carry a marker instead of a value. */
    record FieldChange(
            String thing,
            @Nullable String thingId,
            String name,
            @Nullable String before,
            @Nullable String after) {}
}
