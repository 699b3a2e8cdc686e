package health.keyward.history.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import health.keyward.contract.history.Sessions;
import health.keyward.history.core.ActionReceipt;
import health.keyward.kernel.UserId;
import health.keyward.keycloak.Levels;
import health.keyward.keycloak.Problems;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.device.DeviceActivityManager;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.representations.account.DeviceRepresentation;

/** Sessions that are open now, and ending one. */
final class OpenSessions {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST = 500;

    private final Counter counter;
    private final KeycloakSession session;
    private final RealmModel realm;

    OpenSessions(Counter counter) {
        this.counter = counter;
        this.session = counter.call().session();
        this.realm = counter.call().realm();
    }

    Sessions of(UserId person) {
        UserModel user = session.users().getUserById(realm, person.value());
        if (user == null) {
            return new Sessions(List.of());
        }
        Map<String, Integer> levels = levels();
        try (Stream<UserSessionModel> online = session.sessions().getUserSessionsStream(realm, user);
                Stream<UserSessionModel> offline = session.sessions().getOfflineUserSessionsStream(realm, user)) {
            return new Sessions(Stream.concat(online, offline)
                    .limit(MOST)
                    .map(open -> said(open, levels))
                    .sorted(Comparator.comparing(Sessions.OpenSession::lastSeenAt)
                            .reversed())
                    .toList());
        }
    }

    private static Sessions.OpenSession said(UserSessionModel open, Map<String, Integer> levels) {
        return new Sessions.OpenSession(
                open.getId(),
                Instant.ofEpochSecond(open.getStarted()),
                Instant.ofEpochSecond(open.getLastSessionRefresh()),
                open.getIpAddress(),
                device(open),
                acr(open, levels),
                open.isOffline(),
                apps(open));
    }

    private static List<String> apps(UserSessionModel open) {
        return open.getAuthenticatedClientSessions().values().stream()
                .map(client -> client.getClient().getClientId())
                .sorted()
                .toList();
    }

    /**
     * Ends one session, tells its apps, and records who did it and why in the caller's transaction (SD-3).
     *
     * @return what was done, to be filed
     */
    ActionReceipt end(UserId person, String sessionId, String reason) {
        UserSessionModel open = find(person, sessionId);
        List<String> lines = new ArrayList<>();
        lines.add("Session " + sessionId + " of " + open.getUser().getUsername() + " was ended.");
        apps(open)
                .forEach(app -> lines.add(
                        "App " + app + " was in this session and was told to sign the person out, if it can be told."));
        String subject = open.getUser().getUsername();
        health.keyward.keycloak.Sessions.end(session, realm, open);
        counter.ledger()
                .changed(
                        counter.call().realmId(),
                        counter.call().actor(),
                        "DELETE",
                        "USER_SESSION",
                        "users/" + person.value() + "/sessions/" + sessionId,
                        person.value(),
                        reason);
        return new ActionReceipt(
                UUID.randomUUID().toString().replace("-", ""),
                counter.clock().instant().truncatedTo(ChronoUnit.MILLIS),
                "end-session",
                subject,
                reason,
                lines);
    }

    private UserSessionModel find(UserId person, String sessionId) {
        UserSessionModel open = session.sessions().getUserSession(realm, sessionId);
        if (open == null) {
            open = session.sessions().getOfflineUserSession(realm, sessionId);
        }
        if (open == null || !open.getUser().getId().equals(person.value())) {
            throw Problems.notFound("This person has no such open session. It may have ended already.");
        }
        return open;
    }

    private static @Nullable String device(UserSessionModel open) {
        DeviceRepresentation device = DeviceActivityManager.getCurrentDevice(open);
        if (device == null || device.getBrowser() == null) {
            return null;
        }
        String browser = device.getBrowser().replaceAll("/.*", "");
        return device.getOs() == null ? browser : browser + " on " + device.getOs();
    }

    private static @Nullable String acr(UserSessionModel open, Map<String, Integer> levels) {
        return Levels.of(open.getNote(Constants.LOA_MAP))
                .highest()
                .flatMap(reached -> levels.entrySet().stream()
                        .filter(level -> level.getValue() <= reached)
                        .max(Map.Entry.comparingByValue())
                        .map(Map.Entry::getKey))
                .orElse(null);
    }

    private Map<String, Integer> levels() {
        String map = realm.getAttribute(Constants.ACR_LOA_MAP);
        if (map == null) {
            return Map.of();
        }
        try {
            return JSON.readValue(map, new TypeReference<Map<String, Integer>>() {});
        } catch (JsonProcessingException e) {
            return Map.of();
        }
    }
}
