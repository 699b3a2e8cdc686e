package health.keyward.stepup.keycloak;

import health.keyward.kernel.RealmId;
import health.keyward.keycloak.Doors;
import health.keyward.keycloak.Levels;
import health.keyward.stepup.AccessRuling;
import health.keyward.stepup.AccessRuling.Ruling;
import health.keyward.stepup.Achieved;
import health.keyward.stepup.Ask;
import health.keyward.stepup.Level;
import health.keyward.stepup.Need;
import health.keyward.stepup.Risk;
import health.keyward.stepup.Waivers;
import health.keyward.stepup.core.StepUpMap;
import health.keyward.stepup.core.TokenRequest;
import health.keyward.stepup.core.TokenRequest.Grant;
import health.keyward.stepup.core.TokenRequest.Refusal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.keycloak.OAuth2Constants;
import org.keycloak.authentication.authenticators.util.AcrStore;
import org.keycloak.events.Details;
import org.keycloak.events.Errors;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;
import org.keycloak.jose.jws.JWSInput;
import org.keycloak.jose.jws.JWSInputException;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.ClientModel;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.oidc.token.TokenInterceptorException;
import org.keycloak.protocol.oidc.token.TokenPostProcessor;
import org.keycloak.protocol.oidc.token.TokenPostProcessorContext;
import org.keycloak.representations.AccessToken;
import org.keycloak.services.managers.AuthenticationManager;

/**
 * Refuses a token for which more has to be shown (SU-2, SU-3). Keycloak runs no flow for a refresh or an exchange, and any flow can be set for an app. A
 * refresh ends with {@code invalid_grant}, which makes every client library begin a new authorization, where the person is asked; the other ways end with
 * {@code insufficient_user_authentication}, because to begin anew by itself would help nobody. What the policy refuses ends with {@code invalid_grant} for a
 * refresh, else with {@code access_denied} (AB-10).
 */
final class StepUpTokens implements TokenPostProcessor {
    private static final Clock CLOCK = Clock.systemUTC();
    private static final String INSUFFICIENT = "insufficient_user_authentication";
    private static final String INVALID_GRANT = "invalid_grant";

    private final KeycloakSession session;

    StepUpTokens(KeycloakSession session) {
        this.session = session;
    }

    @Override
    public void process(TokenPostProcessorContext context) {
        AuthenticatedClientSessionModel clientSession =
                context.clientSessionCtx().getClientSession();
        RealmModel realm = clientSession.getRealm();
        UserSessionModel userSession = clientSession.getUserSession();
        if (userSession.getUser().getServiceAccountClientLink() != null) {
            ServiceTokens.ask(session, clientSession);
            return;
        }
        TokenRequest request = request(context, clientSession, grant(context));
        Need map = need(clientSession, request.grant());
        request.refusedBy(
                        map.and(asked(clientSession, request, map)),
                        CLOCK.instant(),
                        Duration.ofSeconds(realm.getAccessCodeLifespanUserAction()))
                .filter(refusal -> !(refusal instanceof Refusal.NotEnough && waived(clientSession)))
                .ifPresent(refusal -> {
                    throw refused(clientSession, request.grant(), refusal);
                });
        if (context.refreshToken() != null) {
            context.refreshToken().setAcr(Integer.toString(level(clientSession)));
        }
    }

    /** Whether a colleague's signature stands in for what is missing (BG-5). */
    private boolean waived(AuthenticatedClientSessionModel clientSession) {
        RealmId realm = new RealmId(clientSession.getRealm().getId());
        String app = clientSession.getClient().getClientId();
        return Doors.all(session, Waivers.class).stream()
                .anyMatch(door ->
                        door.waives(realm, clientSession.getUserSession().getId(), app));
    }

    /** What the policy asks for; where it refuses, it ends here. */
    private Need asked(AuthenticatedClientSessionModel clientSession, TokenRequest request, Need map) {
        RealmModel realm = clientSession.getRealm();
        boolean fromTheGate = request.grant() == Grant.CODE
                && Demand.letThrough(
                        clientSession.getNote(Demand.ruledNote()),
                        Duration.ofSeconds(realm.getAccessCodeLifespan()).plusSeconds(1));
        if (fromTheGate) {
            return Need.PASSWORD;
        }
        UserSessionModel userSession = clientSession.getUserSession();
        boolean seesThePerson = request.grant() == Grant.PASSWORD;
        AccessRuling.Entry entry = new AccessRuling.Entry(
                new RealmId(realm.getId()),
                moment(request.grant()),
                userSession.getUser().getId(),
                clientSession.getClient().getClientId(),
                userSession.getId(),
                userSession.getIpAddress(),
                seesThePerson ? Access.userAgent(session) : null,
                Access.scopes(clientSession.getNote(OAuth2Constants.SCOPE)),
                achieved(userSession, request),
                map);
        return switch (Access.ask(session, entry)) {
            case Ruling.Allowed allowed -> allowed.need();
            case Ruling.Refused refused -> throw refused(clientSession, request.grant(), refused);
        };
    }

    private static AccessRuling.Moment moment(Grant grant) {
        return switch (grant) {
            case CODE -> AccessRuling.Moment.CODE;
            case REFRESH -> AccessRuling.Moment.REFRESH;
            case PASSWORD -> AccessRuling.Moment.PASSWORD;
            case EXCHANGE -> AccessRuling.Moment.EXCHANGE;
        };
    }

    /** What was shown for this app; another app of the same session may have seen more. */
    private static Achieved achieved(UserSessionModel userSession, TokenRequest request) {
        Achieved ofSession = SignInProofs.of(userSession).achieved(Instant.ofEpochSecond(userSession.getStarted()));
        Level shown = Level.ofLoa(request.level()).orElse(Level.PASSWORD);
        Instant proven = request.provenAt();
        return new Achieved(
                shown,
                ofSession.amr(),
                proven == null ? ofSession.at() : proven,
                ofSession.differentFactor() && ofSession.level().includes(shown));
    }

    private Need need(AuthenticatedClientSessionModel clientSession, Grant grant) {
        RealmId realm = new RealmId(clientSession.getRealm().getId());
        List<StepUpMaps> open = Doors.all(session, StepUpMaps.class);
        if (open.isEmpty()) {
            return Need.PASSWORD;
        }
        boolean seesThePerson = grant == Grant.PASSWORD || grant == Grant.EXCHANGE;
        StepUpMap map =
                seesThePerson ? open.getFirst().of(realm) : open.getFirst().whereverFrom(realm);
        UserSessionModel userSession = clientSession.getUserSession();
        Situation situation = new Situation(clientSession.getRealm(), clientSession.getClient(), userSession.getUser());
        return situation.mayBeAsked(map)
                ? need(
                        map,
                        situation.ask(map, clientSession.getNote(OAuth2Constants.SCOPE), userSession.getIpAddress()),
                        clientSession,
                        grant)
                : Need.PASSWORD;
    }

    /**
     * The risk is that of the sign-in: whoever asks here is the app's server. A password is a sign-in; an exchange for which none was decided is judged
     * by the address of the session. A code without a decision came by a flow that does not ask the map, and a refresh without one goes on with a sign-in
     * that the rule did not concern.
     */
    private Need need(StepUpMap map, Ask ask, AuthenticatedClientSessionModel clientSession, Grant grant) {
        return map.need(ask, () -> switch (grant) {
            case CODE -> SignInRisk.noted(clientSession).orElse(Risk.UNKNOWN);
            case REFRESH -> SignInRisk.noted(clientSession).orElse(Risk.NONE);
            case PASSWORD -> SignInRisk.note(clientSession, SignInRisk.of(session, ask));
            case EXCHANGE -> SignInRisk.noted(clientSession).orElseGet(() -> SignInRisk.of(session, ask));
        });
    }

    private Grant grant(TokenPostProcessorContext context) {
        if (context.requestRefreshToken() != null) {
            return Grant.REFRESH;
        }
        @Nullable String named = context.code() == null ? parameter(OAuth2Constants.GRANT_TYPE) : null;
        if (OAuth2Constants.PASSWORD.equals(named)) {
            return Grant.PASSWORD;
        }
        return OAuth2Constants.TOKEN_EXCHANGE_GRANT_TYPE.equals(named) ? Grant.EXCHANGE : Grant.CODE;
    }

    private TokenRequest request(
            TokenPostProcessorContext context, AuthenticatedClientSessionModel clientSession, Grant grant) {
        UserSessionModel userSession = clientSession.getUserSession();
        int level = grant == Grant.EXCHANGE ? exchanged(userSession) : level(clientSession);
        @Nullable
        Instant provenAt = Levels.of(userSession.getNote(Constants.LOA_MAP))
                .reachedAt(level)
                .orElse(null);
        return new TokenRequest(
                grant,
                level,
                provenAt,
                grant == Grant.REFRESH ? number(context.requestRefreshToken().getAcr()) : null);
    }

    /** As Keycloak's own mapper tells apps. */
    private static int level(AuthenticatedClientSessionModel clientSession) {
        int noted = AcrStore.getCurrentLevelOfAuthentication(clientSession);
        if (noted >= Constants.MINIMUM_LOA) {
            return noted;
        }
        return AuthenticationManager.isSSOAuthentication(clientSession) ? 0 : Level.PASSWORD.loa();
    }

    /**
     * What was shown for the app whose token is exchanged, not what another app of the same session has seen. Only the ids of session and app are taken from
     * that token, which Keycloak has verified; no mapper of an app can change these.
     */
    private int exchanged(UserSessionModel userSession) {
        @Nullable String subject = parameter(OAuth2Constants.SUBJECT_TOKEN);
        if (subject == null) {
            return Level.PASSWORD.loa();
        }
        try {
            AccessToken token = new JWSInput(subject).readJsonContent(AccessToken.class);
            RealmModel realm = userSession.getRealm();
            @Nullable
            ClientModel app = token.getIssuedFor() == null ? null : realm.getClientByClientId(token.getIssuedFor());
            @Nullable
            UserSessionModel of = token.getSessionId() == null
                    ? null
                    : session.sessions().getUserSession(realm, token.getSessionId());
            @Nullable
            AuthenticatedClientSessionModel part =
                    app == null || of == null ? null : of.getAuthenticatedClientSessionByClient(app.getId());
            return part == null ? Level.PASSWORD.loa() : level(part);
        } catch (JWSInputException e) {
            return Level.PASSWORD.loa();
        }
    }

    private @Nullable String parameter(String name) {
        return "POST".equals(session.getContext().getHttpRequest().getHttpMethod())
                ? session.getContext()
                        .getHttpRequest()
                        .getDecodedFormParameters()
                        .getFirst(name)
                : null;
    }

    private static @Nullable Integer number(@Nullable String text) {
        return text != null && text.matches("\\d{1,2}") ? Integer.valueOf(text) : null;
    }

    /** Keycloak has no event for a refused token of this kind, so it is made here; Keycloak records failures in a transaction of their own. */
    private TokenInterceptorException refused(
            AuthenticatedClientSessionModel clientSession, Grant grant, Refusal refusal) {
        String reason = switch (refusal) {
            case Refusal.NotEnough(Need need) -> INSUFFICIENT + ": " + challenge(need);
            case Refusal.LevelChanged(int from, int to) ->
                "the level of this sign-in has changed since this token was issued; use the newest one or sign in"
                        + " again";
        };
        String error = grant == Grant.REFRESH ? INVALID_GRANT : INSUFFICIENT;
        UserSessionModel userSession = clientSession.getUserSession();
        new EventBuilder(clientSession.getRealm(), session, session.getContext().getConnection())
                .event(type(grant))
                .client(clientSession.getClient())
                .user(userSession.getUser())
                .session(userSession)
                .detail(Details.REASON, record(refusal))
                .error(refusal instanceof Refusal.NotEnough ? INSUFFICIENT : INVALID_GRANT);
        return new TokenInterceptorException(error, reason);
    }

    private TokenInterceptorException refused(
            AuthenticatedClientSessionModel clientSession, Grant grant, Ruling.Refused refused) {
        return refused(
                session,
                clientSession,
                type(grant),
                grant == Grant.REFRESH ? INVALID_GRANT : Errors.ACCESS_DENIED,
                refused);
    }

    /** Recorded as an attempt of that kind that failed, with the decision. */
    static TokenInterceptorException refused(
            KeycloakSession session,
            AuthenticatedClientSessionModel clientSession,
            EventType type,
            String error,
            Ruling.Refused refused) {
        UserSessionModel userSession = clientSession.getUserSession();
        new EventBuilder(clientSession.getRealm(), session, session.getContext().getConnection())
                .event(type)
                .client(clientSession.getClient())
                .user(userSession.getUser())
                .session(userSession)
                .detail(Details.REASON, refused.codes())
                .detail(DenyPage.DECISION, refused.decision())
                .error(Errors.ACCESS_DENIED);
        return new TokenInterceptorException(
                error, refused.codes() + (refused.decision() == null ? "" : ", decision " + refused.decision()));
    }

    private static String challenge(Need need) {
        Duration age = need.maxAge();
        return "acr_values=" + need.level().acr() + (age == null ? "" : " max_age=" + age.toSeconds());
    }

    private static String record(Refusal refusal) {
        return switch (refusal) {
            case Refusal.NotEnough(Need need) -> challenge(need) + ", by " + String.join(", ", need.because());
            case Refusal.LevelChanged(int from, int to) -> "level was " + from + " and is " + to;
        };
    }

    private static EventType type(Grant grant) {
        return switch (grant) {
            case CODE -> EventType.CODE_TO_TOKEN;
            case REFRESH -> EventType.REFRESH_TOKEN;
            case PASSWORD -> EventType.LOGIN;
            case EXCHANGE -> EventType.TOKEN_EXCHANGE;
        };
    }
}
