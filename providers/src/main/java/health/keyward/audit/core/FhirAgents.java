package health.keyward.audit.core;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who took part: the app, the server, the person. Their types follow the BALP profile of the event: ITI-71 for everything that proves who somebody is, the
 * RESTful ones for what went through the admin API (there the asking side is the source for a write and a query).
 */
final class FhirAgents {
    static final String TOKEN = "urn:ietf:params:oauth:jti:";

    private static final String PARTICIPATION = "http://terminology.hl7.org/CodeSystem/v3-ParticipationType";
    private static final String REASON = "http://terminology.hl7.org/CodeSystem/v3-ActReason";
    private static final Pattern URN_PART = Pattern.compile("[A-Za-z0-9._:\\-]{1,255}");
    private static final Pattern CODE = Pattern.compile("[A-Z]{1,32}");

    private final Told told;
    private final String host;

    FhirAgents(Told told, String host) {
        this.told = told;
        this.host = host;
    }

    List<Map<String, ?>> all() {
        List<Map<String, ?>> agents = new ArrayList<>();
        if (told.via().clientId() != null) {
            agents.add(client(told.via().clientId()));
        }
        agents.add(server());
        Map<String, Object> person = FhirAuditEvent.person(told.actor());
        if (person != null) {
            agents.add(user(person));
        } else if (told.fact("unknownName") != null) {
            agents.add(user(FhirAuditEvent.identified(
                    "urn:keyward:unknown-name", told.facts().get("unknownName"))));
        }
        return agents;
    }

    /** Client and server with their places in the network: what the BALP profiles want beside the codes. */
    boolean bothInTheNetwork() {
        return told.via().clientId() != null && told.via().address() != null;
    }

    private boolean throughTheApi() {
        return told.kind() == Told.Kind.CHANGE || told.kind() == Told.Kind.LOOK || told.kind() == Told.Kind.REFUSAL;
    }

    private Map<String, ?> client(String clientId) {
        Map<String, @Nullable Object> agent = new LinkedHashMap<>();
        agent.put(
                "type",
                concept(
                        throughTheApi()
                                ? FhirCodes.dcm("110153", "Source Role ID")
                                : FhirCodes.dcm("110150", "Application")));
        agent.put("who", FhirAuditEvent.identified("urn:keyward:client", clientId));
        agent.put("requestor", false);
        String address = told.via().address();
        agent.put("network", address == null ? null : network(address, "2"));
        return agent;
    }

    private Map<String, ?> server() {
        Map<String, @Nullable Object> agent = new LinkedHashMap<>();
        agent.put("type", concept(serverType()));
        agent.put("who", FhirAuditEvent.identified("urn:keyward:host", host));
        agent.put("requestor", false);
        agent.put("network", network(host, "1"));
        return agent;
    }

    private Map<String, Object> serverType() {
        if (throughTheApi()) {
            return FhirCodes.dcm("110152", "Destination Role ID");
        }
        boolean itself = told.kind() == Told.Kind.MARK || told.kind() == Told.Kind.UNREADABLE;
        return itself
                ? FhirCodes.dcm("110150", "Application")
                : FhirCodes.coding(
                        "https://profiles.ihe.net/ITI/BALP/CodeSystem/UserAgentTypes",
                        "AuthzOauthService",
                        "OAuth Authorization Service");
    }

    private Map<String, ?> user(Map<String, Object> who) {
        Map<String, @Nullable Object> agent = new LinkedHashMap<>();
        boolean writes = told.kind() == Told.Kind.CHANGE;
        agent.put(
                "type",
                concept(FhirCodes.coding(
                        PARTICIPATION,
                        writes ? "AUT" : "IRCP",
                        writes ? "author (originator)" : "information recipient")));
        agent.put("who", who);
        agent.put("name", FhirAuditEvent.text(told.actor().name()));
        agent.put("requestor", true);
        agent.put("policy", token().map(id -> List.of(TOKEN + id)).orElse(null));
        // Whoever ends a grant did not work for its purpose.
        String purpose = told.fact(
                told.kind() == Told.Kind.ACT && told.type().equals("GRANT_STARTED")
                        ? "purpose_of_use"
                        : "detail.purpose_of_use");
        if (purpose != null && CODE.matcher(purpose).matches()) {
            agent.put("purposeOfUse", List.of(concept(Map.of("system", REASON, "code", purpose))));
        }
        return agent;
    }

    /** The {@code jti} of the token, when it fits into a URN. */
    java.util.Optional<String> token() {
        return java.util.Optional.ofNullable(told.fact("detail.token_id"))
                .filter(id -> URN_PART.matcher(id).matches());
    }

    private static Map<String, Object> network(String address, String type) {
        Map<String, Object> network = new LinkedHashMap<>();
        network.put("address", PlainText.of(address, 255));
        network.put("type", type);
        return network;
    }

    private static Map<String, Object> concept(Map<String, Object> coding) {
        return Map.of("coding", List.of(coding));
    }
}
