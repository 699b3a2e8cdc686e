package health.keyward.local.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import health.keyward.local.apply.HttpRealmApi;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * SU-7 (SP 800-63B-4 3.2.9, restricted authenticators): nobody who touches patient data signs in with a code that comes by telephone. Keyward ships no such
 * thing; somebody else's jar may. A flow of the realm asks everybody, so that one person with such a role is enough. A role that does not say how sensitive
 * it is counts as one that touches patient data, as a client does.
 */
final class TelephoneCodes implements Check {
    private static final Pattern TELEPHONE = Pattern.compile(
            "sms|phone|mobile|msisdn|twilio|vonage|voice.?call|text.?message", Pattern.CASE_INSENSITIVE);
    private static final Set<String> HARMLESS = Set.of("none", "internal", "security");
    private static final Set<String> KEYCLOAKS = Set.of("offline_access", "uma_authorization");
    private static final List<String> BINDINGS = List.of(
            "browserFlow", "directGrantFlow", "resetCredentialsFlow", "registrationFlow", "firstBrokerLoginFlow");

    @Override
    public List<Finding> look(Installation installation) {
        Optional<JsonNode> roles = installation.ask("/roles?briefRepresentation=false&max=10000");
        Optional<JsonNode> flows = installation.ask("/authentication/flows");
        Optional<JsonNode> actions = installation.ask("/authentication/required-actions");
        if (roles.isEmpty() || flows.isEmpty() || actions.isEmpty()) {
            return List.of(
                    new Finding.Note(
                            "The caller may not see roles, flows or required actions; codes by telephone were not looked for (SU-7)."));
        }
        List<String> sensitive = sensitive(roles.get());
        List<Finding> findings = new ArrayList<>(actions(actions.get(), sensitive));
        for (String flow : bound(installation.realm(), installation.clients(), flows.get())) {
            installation
                    .ask("/authentication/flows/" + HttpRealmApi.encoded(flow) + "/executions")
                    .ifPresentOrElse(
                            executions -> findings.addAll(executions(flow, executions, sensitive)),
                            () -> findings.add(
                                    new Finding.Note("The flow " + flow + " could not be looked at (SU-7).")));
        }
        return findings;
    }

    /** Flows that the realm or one of its clients uses. */
    static Set<String> bound(JsonNode realm, JsonNode clients, JsonNode flows) {
        Map<String, String> names = new LinkedHashMap<>();
        flows.forEach(
                flow -> names.put(flow.path("id").asText(), flow.path("alias").asText()));
        Set<String> bound = new TreeSet<>();
        BINDINGS.stream().map(name -> realm.path(name).asText()).forEach(bound::add);
        for (JsonNode client : clients) {
            client.path("authenticationFlowBindingOverrides")
                    .forEach(id -> bound.add(names.getOrDefault(id.asText(), "")));
        }
        bound.remove("");
        return bound;
    }

    /** Roles of people who touch patient data. */
    static List<String> sensitive(JsonNode roles) {
        List<String> found = new ArrayList<>();
        for (JsonNode role : roles) {
            String name = role.path("name").asText();
            String how =
                    role.path("attributes").path("keyward.sensitivity").path(0).asText();
            if (!HARMLESS.contains(how) && !KEYCLOAKS.contains(name) && !name.startsWith("default-roles-")) {
                found.add(name);
            }
        }
        return found;
    }

    /** @param executions the flow with its sub-flows, one below the other, as Keycloak lists them */
    static List<Finding> executions(String flow, JsonNode executions, List<String> sensitive) {
        List<Finding> findings = new ArrayList<>();
        int offAbove = Integer.MAX_VALUE;
        for (JsonNode execution : executions) {
            int level = execution.path("level").asInt();
            if (level > offAbove) {
                continue;
            }
            offAbove = execution.path("requirement").asText().equals("DISABLED") ? level : Integer.MAX_VALUE;
            String what = execution.path("providerId").asText() + " "
                    + execution.path("displayName").asText();
            if (offAbove == Integer.MAX_VALUE
                    && !execution.path("authenticationFlow").asBoolean()
                    && TELEPHONE.matcher(what).find()) {
                findings.add(said(
                        "The flow " + flow + " asks for a code by telephone ("
                                + execution.path("displayName").asText() + ")",
                        sensitive));
            }
        }
        return findings;
    }

    static List<Finding> actions(JsonNode actions, List<String> sensitive) {
        List<Finding> findings = new ArrayList<>();
        for (JsonNode action : actions) {
            String what = action.path("alias").asText() + " "
                    + action.path("providerId").asText() + " "
                    + action.path("name").asText();
            if (action.path("enabled").asBoolean() && TELEPHONE.matcher(what).find()) {
                findings.add(said(
                        "People may set up codes by telephone (required action "
                                + action.path("alias").asText() + ")",
                        sensitive));
            }
        }
        return findings;
    }

    private static Finding said(String what, List<String> sensitive) {
        return sensitive.isEmpty()
                ? new Finding.Note(what + "; no role of the realm touches patient data.")
                : new Finding.Wrong(what + ", although roles touch patient data: "
                        + String.join(", ", sensitive.subList(0, Math.min(3, sensitive.size())))
                        + (sensitive.size() > 3 ? " and " + (sensitive.size() - 3) + " more" : "") + " (SU-7).");
    }
}
