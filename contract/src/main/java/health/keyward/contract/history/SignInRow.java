package health.keyward.contract.history;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One attempt or sign-out, as a list shows it.
 *
 * @param id event id, 32 hex digits
 * @param type Keycloak's event type, verbatim
 * @param personId user id, stable for life; null when nobody was identified
 * @param person user name at that time
 * @param unknownName first 16 hex digits of the HMAC of a name that belongs to nobody
 * @param app client id at that time
 * @param address IP address as the server saw it
 * @param device browser and system in words
 * @param synthetic true for demo rows, which are not evidence
 */
public record SignInRow(
        String id,
        Instant at,
        EventKind kind,
        String type,
        Outcome outcome,
        Cause cause,
        @Nullable String personId,
        @Nullable String person,
        @Nullable String personName,
        @Nullable String unit,
        @Nullable String unknownName,
        @Nullable String app,
        Protocol protocol,
        Method method,
        @Nullable String acr,
        @Nullable String address,
        @Nullable String device,
        @Nullable String sessionId,
        boolean synthetic) {}
