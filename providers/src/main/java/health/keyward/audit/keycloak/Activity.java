package health.keyward.audit.keycloak;

import health.keyward.audit.Recorded;
import health.keyward.audit.core.EventIds;
import health.keyward.audit.core.Masks;
import health.keyward.audit.core.NameKey;
import health.keyward.keycloak.SignInFacts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.keycloak.authentication.AuthenticatorUtil;
import org.keycloak.authentication.authenticators.util.AcrStore;
import org.keycloak.events.Details;
import org.keycloak.events.Errors;
import org.keycloak.events.Event;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.ClientModel;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.models.credential.PasswordCredentialModel;
import org.keycloak.protocol.oidc.utils.AcrUtils;
import org.keycloak.services.managers.AuthenticationManager;
import org.keycloak.sessions.AuthenticationSessionModel;

/** Reads a user event as an activity. Only what is in memory already: while an event is heard, nothing may be queried or flushed. */
final class Activity {
    /** Details that explain an attempt and hold neither names nor secrets. */
    private static final Set<String> KEPT = Set.of(
            Details.ACTION,
            Details.AUTH_TYPE,
            Details.AUTHENTICATION_ERROR_DETAIL,
            Details.CLIENT_AUTH_METHOD,
            Details.CLIENT_POLICY_ERROR,
            Details.CLIENT_POLICY_ERROR_DETAIL,
            Details.CONSENT,
            Details.CREDENTIAL_ID,
            Details.CREDENTIAL_TYPE,
            Details.CREDENTIAL_USER_LABEL,
            Details.CUSTOM_REQUIRED_ACTION,
            Details.GRANT_TYPE,
            Details.IDENTITY_PROVIDER,
            Details.IMPERSONATOR,
            Details.IMPERSONATOR_REALM,
            Details.LOGIN_RETRY,
            Details.NUM_FAILURES,
            Details.REASON,
            Details.REDIRECT_URI,
            Details.REMEMBER_ME,
            Details.RESPONSE_MODE,
            Details.RESPONSE_TYPE,
            Details.RESTART_AFTER_TIMEOUT,
            Details.SCOPE,
            Details.SELECTED_CREDENTIAL_ID,
            Details.TOKEN_ID,
            Details.TOKEN_TYPE,
            Details.REFRESH_TOKEN_TYPE,
            Details.USER_SESSION_EXPIRED_REASON,
            SignInFacts.METHOD,
            SignInFacts.MODEL,
            SignInFacts.LEVEL_ASKED,
            SignInFacts.LEVEL_BEFORE,
            SignInFacts.LEVEL_AFTER,
            SignInFacts.RISK,
            SignInFacts.RULES,
            "keyward_attestation",
            "web_authn_authentication_error",
            "web_authn_authentication_error_detail",
            "web_authn_authenticator_user_verification_checked",
            "public_key_credential_aaguid");

    private final NameKey nameKey;

    Activity(NameKey nameKey) {
        this.nameKey = nameKey;
    }

    Recorded.UserActivity read(KeycloakSession session, Event event) {
        Map<String, String> details = event.getDetails() == null ? Map.of() : event.getDetails();
        KeycloakContext context = session.getContext();
        AuthenticationSessionModel signIn = context.getAuthenticationSession();
        boolean login = "LOGIN".equals(event.getType().name());
        List<String> used = signIn == null ? List.of() : AuthenticatorUtil.getAuthnCredentials(signIn);
        Map<String, String> facts = login ? SignInFacts.of(signIn) : Map.of();
        boolean sso = login && used.isEmpty() && (markedHere(signIn) || openAlready(context));
        String typed = details.get(Details.USERNAME);
        return new Recorded.UserActivity(
                EventIds.fresh(),
                Instant.ofEpochMilli(event.getTime()),
                event.getRealmId() == null ? "" : event.getRealmId(),
                event.getType().name(),
                event.getError(),
                event.getUserId(),
                null,
                event.getUserId() == null && typed != null ? nameKey.hash(typed) : null,
                event.getClientId(),
                protocol(details, context.getClient()),
                credentialType(event, details, used),
                facts.containsKey(SignInFacts.AMR)
                        ? List.of(facts.get(SignInFacts.AMR).split(" "))
                        : amr(used),
                login ? acr(context.getRealm(), signIn) : null,
                login && !sso ? Instant.ofEpochMilli(event.getTime()) : null,
                sso,
                event.getIpAddress(),
                userAgent(session),
                event.getSessionId(),
                details.get(Details.CODE_ID),
                List.of(),
                issued(session, event, kept(details, facts)));
    }

    private static boolean markedHere(@Nullable AuthenticationSessionModel signIn) {
        return signIn != null && AuthenticatorUtil.isSSOAuthentication(signIn);
    }

    /** Where Keycloak fires the event late, the mark has moved from the sign-in to the app's part of the session. */
    private static boolean openAlready(KeycloakContext context) {
        UserSessionModel session = context.getUserSession();
        ClientModel client = context.getClient();
        if (session == null || client == null) {
            return false;
        }
        AuthenticatedClientSessionModel part = session.getAuthenticatedClientSessionByClient(client.getId());
        return part != null && AuthenticationManager.isSSOAuthentication(part);
    }

    private static @Nullable String protocol(Map<String, String> details, @Nullable ClientModel client) {
        String method = details.get(Details.AUTH_METHOD);
        return method != null ? method : client == null ? null : client.getProtocol();
    }

    /** Keycloak names what was tried unless it was a password. */
    private static @Nullable String credentialType(Event event, Map<String, String> details, List<String> used) {
        String named = details.get(Details.CREDENTIAL_TYPE);
        if (named != null) {
            return named;
        }
        if (Errors.INVALID_USER_CREDENTIALS.equals(event.getError())) {
            return PasswordCredentialModel.TYPE;
        }
        return used.isEmpty() ? null : used.getLast();
    }

    /** RFC 8176 values of what was used just now; a verified passkey also proves the person to the device. */
    private static List<String> amr(List<String> used) {
        List<String> amr = new ArrayList<>();
        for (String credential : used) {
            switch (credential) {
                case "password" -> amr.add("pwd");
                case "otp", "recovery-authn-codes", "keyward-recovery-codes" -> amr.add("otp");
                case "webauthn" -> amr.add("hwk");
                case "webauthn-passwordless" -> amr.addAll(List.of("hwk", "user"));
                default -> {}
            }
        }
        if (used.size() > 1 || used.contains("webauthn-passwordless")) {
            amr.add("mfa");
        }
        return amr.stream().distinct().toList();
    }

    private static @Nullable String acr(@Nullable RealmModel realm, @Nullable AuthenticationSessionModel signIn) {
        if (realm == null || signIn == null || signIn.getAuthNote(Constants.LEVEL_OF_AUTHENTICATION) == null) {
            return null;
        }
        int level = new AcrStore(null, signIn).getLevelOfAuthenticationFromCurrentAuthentication();
        return AcrUtils.getAcrLoaMap(realm).entrySet().stream()
                .filter(named -> named.getValue() <= level)
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse(null);
    }

    private static @Nullable String userAgent(KeycloakSession session) {
        try {
            String agent = session.getContext().getRequestHeaders().getHeaderString("User-Agent");
            return agent == null || agent.length() <= 512 ? agent : agent.substring(0, 512);
        } catch (RuntimeException outsideOfARequest) {
            return null;
        }
    }

    /** A token event says which roles the token carries. */
    private static Map<String, String> issued(KeycloakSession session, Event event, Map<String, String> kept) {
        switch (event.getType()) {
            case CODE_TO_TOKEN,
                    REFRESH_TOKEN,
                    CLIENT_LOGIN,
                    TOKEN_EXCHANGE,
                    OAUTH2_DEVICE_CODE_TO_TOKEN,
                    AUTHREQID_TO_TOKEN ->
                IssuedRolesFactory.of(session).ifPresent(roles -> kept.put(Recorded.UserActivity.ROLES, roles));
            default -> {}
        }
        return kept;
    }

    /** @param facts what the steps of a sign-in said; they know better than details that were set when it was still under way */
    private static Map<String, String> kept(Map<String, String> details, Map<String, String> facts) {
        Map<String, String> all = new HashMap<>(details);
        all.putAll(facts);
        Map<String, String> kept = new HashMap<>();
        all.forEach((name, value) -> {
            if (KEPT.contains(name) && value != null) {
                kept.put(name, Masks.cut(value));
            }
        });
        return kept;
    }
}
