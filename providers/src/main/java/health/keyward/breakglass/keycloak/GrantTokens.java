package health.keyward.breakglass.keycloak;

import health.keyward.breakglass.BreakGlass;
import health.keyward.breakglass.Grant;
import health.keyward.kernel.Actor;
import health.keyward.keycloak.Doors;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.OAuthErrorException;
import org.keycloak.events.Details;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.protocol.oidc.token.TokenInterceptorException;
import org.keycloak.protocol.oidc.token.TokenPostProcessor;
import org.keycloak.protocol.oidc.token.TokenPostProcessorContext;
import org.keycloak.representations.AccessToken;

/**
 * No token that carries a grant outlives it, and what was issued under a grant cannot be refreshed when it is over (BG-7, BG-10): the app begins a new
 * authorization, where ordinary rules speak again. A token is bound to the key of the first one, and none without a key follows it (BG-9).
 */
final class GrantTokens implements TokenPostProcessor {
    /** Apps that cannot be told of an early end say so; their tokens live this long at most. */
    static final String NOT_TOLD = "keyward.break_glass_untold";

    private static final long UNTOLD_SECONDS = 300;
    private static final Clock CLOCK = Clock.systemUTC();

    private final KeycloakSession session;

    GrantTokens(KeycloakSession session) {
        this.session = session;
    }

    @Override
    public void process(TokenPostProcessorContext context) {
        AuthenticatedClientSessionModel part = context.clientSessionCtx().getClientSession();
        if (part.getUserSession().getNote(SessionGrants.NOTE) == null) {
            return;
        }
        Optional<Grant> carried = CarriedGrant.of(session, part);
        boolean refresh = context.requestRefreshToken() != null;
        String before = part.getNote(CarriedGrant.NOTE);
        if (refresh
                && before != null
                && carried.filter(grant -> grant.id().equals(before)).isEmpty()) {
            throw over(part, before);
        }
        if (carried.isPresent()) {
            part.setNote(CarriedGrant.NOTE, carried.get().id());
        } else {
            part.removeNote(CarriedGrant.NOTE);
        }
        carried.ifPresent(grant -> clip(context, part, grant));
    }

    private void clip(TokenPostProcessorContext context, AuthenticatedClientSessionModel part, Grant grant) {
        SessionGrants grants = (SessionGrants) Doors.open(session, BreakGlass.class);
        long end = grant.until().getEpochSecond();
        AccessToken access = context.accessToken();
        if (access != null) {
            @Nullable String key = key(access);
            boolean fits = key == null ? grant.binding().key() == null : grants.bound(grant, key);
            if (!fits) {
                grants.misused(grant, "other_key", actor(part));
                throw over(part, grant.id());
            }
            boolean untold = Boolean.parseBoolean(part.getClient().getAttribute(NOT_TOLD));
            long last = untold ? Math.min(end, CLOCK.instant().getEpochSecond() + UNTOLD_SECONDS) : end;
            access.exp(access.getExp() == null ? last : Math.min(access.getExp(), last));
            if (access.getId() != null) {
                grants.issued(grant, access.getId(), Instant.ofEpochSecond(access.getExp()));
            }
        }
        if (context.refreshToken() != null) {
            Long full = context.refreshToken().getExp();
            context.refreshToken().exp(full == null ? end : Math.min(full, end));
        }
    }

    /** Of DPoP (RFC 9449) or a client certificate (RFC 8705). */
    private static @Nullable String key(AccessToken token) {
        if (token.getConfirmation() == null) {
            return null;
        }
        return token.getConfirmation().getKeyThumbprint() == null
                ? token.getConfirmation().getCertThumbprint()
                : token.getConfirmation().getKeyThumbprint();
    }

    static Actor actor(AuthenticatedClientSessionModel part) {
        return new Actor(
                part.getRealm().getId(),
                part.getUserSession().getUser().getId(),
                part.getUserSession().getUser().getUsername(),
                part.getClient().getClientId(),
                part.getUserSession().getId(),
                part.getUserSession().getIpAddress());
    }

    /** Keycloak has no event for a refused token of this kind, so it is made here. */
    private TokenInterceptorException over(AuthenticatedClientSessionModel part, String grant) {
        RealmModel realm = part.getRealm();
        new EventBuilder(realm, session, session.getContext().getConnection())
                .event(EventType.REFRESH_TOKEN)
                .client(part.getClient())
                .user(part.getUserSession().getUser())
                .session(part.getUserSession())
                .detail(Details.REASON, "emergency access is over")
                .detail("break_glass_grant", grant)
                .error(OAuthErrorException.INVALID_GRANT);
        return new TokenInterceptorException(
                OAuthErrorException.INVALID_GRANT, "emergency access is over; sign in again");
    }
}
