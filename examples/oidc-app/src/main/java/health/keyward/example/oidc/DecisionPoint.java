package health.keyward.example.oidc;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/**
 * Asks the hospital whether somebody may act on a record (AuthZEN Authorization API 1.0), with this app's own credentials and the person's session, so
 * that the hospital knows how the person signed in. Whatever is no clear yes opens nothing.
 */
final class DecisionPoint {
    private static final Logger LOG = LoggerFactory.getLogger(DecisionPoint.class);
    private static final Duration CONNECT = Duration.ofSeconds(1);
    private static final Duration ANSWER = Duration.ofSeconds(2);
    private static final int EARLY_SECONDS = 10;

    private final RestClient http;
    private final URI issuer;
    private final String clientId;
    private final String secret;
    private final Clock clock;

    private String token = "";
    private Instant until = Instant.EPOCH;

    DecisionPoint(URI issuer, String clientId, String secret, Clock clock) {
        JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(
                HttpClient.newBuilder().connectTimeout(CONNECT).build());
        requests.setReadTimeout(ANSWER);
        this.http = RestClient.builder().requestFactory(requests).build();
        this.issuer = issuer;
        this.clientId = clientId;
        this.secret = secret;
        this.clock = clock;
    }

    /** @param language as the person's browser asked for; empty for none */
    Access may(OidcUser user, String action, PatientRecord record, String language) {
        try {
            Map<?, ?> answer = http.post()
                    .uri(issuer + "/keyward/v1/access/v1/evaluation")
                    .contentType(MediaType.APPLICATION_JSON)
                    .headers(headers -> {
                        headers.setBearerAuth(token());
                        if (!language.isEmpty()) {
                            headers.set(HttpHeaders.ACCEPT_LANGUAGE, language);
                        }
                    })
                    .body(question(user, action, record))
                    .retrieve()
                    .body(Map.class);
            return read(answer);
        } catch (RestClientException | IllegalStateException e) {
            return new Access.Unanswered();
        }
    }

    private static Map<String, Object> question(OidcUser user, String action, PatientRecord record) {
        return Map.of(
                "subject", Map.of("type", "user", "id", user.getName()),
                "action", Map.of("name", action),
                "resource",
                        Map.of("type", "record", "id", record.id(), "properties", record.properties(user.getName())),
                "context",
                        Map.of(
                                "purpose",
                                "TREAT",
                                "session_id",
                                Objects.requireNonNullElse(user.getClaimAsString("sid"), ""),
                                "supported_obligations",
                                List.of("step-up")));
    }

    /**
     * Tells the hospital that a record was opened under emergency access, as a FHIR R4 AuditEvent with the id of the grant. Does nothing without one for this
     * very patient. Care goes on when nobody takes the event: a real app keeps it and sends it later.
     */
    void tell(OidcUser user, String action, PatientRecord record) {
        if (!(user.getClaims().get("break_glass") instanceof Map<?, ?> grant)
                || !(grant.get("grant_id") instanceof String id)
                || !record.id().equals(grant.get("patient"))) {
            return;
        }
        try {
            http.post()
                    .uri(issuer + "/keyward/v1/audit-events")
                    .contentType(MediaType.parseMediaType("application/fhir+json"))
                    .headers(headers -> headers.setBearerAuth(token()))
                    .body(auditEvent(user, action, record, id))
                    .retrieve()
                    .toBodilessEntity();
        } catch (RestClientException | IllegalStateException e) {
            LOG.warn(
                    "an event of emergency access was not taken: {}",
                    e.getClass().getSimpleName());
        }
    }

    private Map<String, Object> auditEvent(OidcUser user, String action, PatientRecord record, String grant) {
        return Map.of(
                "resourceType", "AuditEvent",
                "type", Map.of("system", "http://terminology.hl7.org/CodeSystem/audit-event-type", "code", "rest"),
                "subtype", List.of(Map.of("system", "http://hl7.org/fhir/restful-interaction", "code", action)),
                "action", "R",
                "recorded", clock.instant().toString(),
                "outcome", "0",
                "agent", List.of(Map.of("requestor", true, "who", identified("urn:keyward:user", user.getName()))),
                "source", Map.of("observer", identified("urn:keyward:client", clientId)),
                "entity",
                        List.of(
                                Map.of("what", Map.of("reference", "Patient/" + record.id())),
                                Map.of("what", identified("urn:keyward:break-glass-grant", grant))));
    }

    private static Map<String, Object> identified(String system, String value) {
        return Map.of("identifier", Map.of("system", system, "value", value));
    }

    /** A permit with anything to carry out is none: this app can do no more than send somebody to a stronger sign-in. */
    static Access read(@Nullable Map<?, ?> answer) {
        if (answer == null || !(answer.get("decision") instanceof Boolean decision)) {
            return new Access.Unanswered();
        }
        Map<?, ?> context = answer.get("context") instanceof Map<?, ?> given ? given : Map.of();
        boolean nothingToDo = !(context.get("obligations") instanceof List<?> list) || list.isEmpty();
        if (decision) {
            return nothingToDo ? new Access.Permitted() : new Access.Unanswered();
        }
        if (context.get("acr_values") instanceof String level) {
            return new Access.StepUp(level, context.get("max_age") instanceof Number age ? age.longValue() : -1);
        }
        List<String> why = new ArrayList<>();
        if (context.get("reasons") instanceof List<?> reasons) {
            for (Object one : reasons) {
                if (one instanceof Map<?, ?> reason && reason.get("reason_user") instanceof String text) {
                    why.add(text);
                }
            }
        }
        return new Access.Refused(
                why,
                Boolean.TRUE.equals(context.get("break_glass")),
                context.get("decision_id") instanceof String id ? id : "");
    }

    private synchronized String token() {
        Instant now = clock.instant();
        if (now.isBefore(until)) {
            return token;
        }
        MultiValueMap<String, String> form = new LinkedMultiValueMap<>();
        form.add("grant_type", "client_credentials");
        Map<?, ?> answer = http.post()
                .uri(issuer + "/protocol/openid-connect/token")
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .headers(headers -> headers.setBasicAuth(clientId, secret))
                .body(form)
                .retrieve()
                .body(Map.class);
        if (answer == null
                || !(answer.get("access_token") instanceof String fresh)
                || !(answer.get("expires_in") instanceof Number seconds)) {
            throw new IllegalStateException("the token endpoint gave no token");
        }
        token = fresh;
        until = now.plusSeconds(Math.max(0, seconds.longValue() - EARLY_SECONDS));
        return fresh;
    }
}
