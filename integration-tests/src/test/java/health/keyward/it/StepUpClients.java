package health.keyward.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.keyward.local.house.DemoPerson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Apps and people for tests about levels. The apps ask for nothing by themselves and tell how the person signed in; the browser comes back to a page
 * of the Ward board that everybody may see.
 */
public final class StepUpClients {
    private StepUpClients() {}

    /** A new one. */
    public static Tokens.Client made(String name) {
        return made(name, Map.of());
    }

    /** A new one that signs people in by another flow than the realm's. */
    public static Tokens.Client madeWithFlow(String name, String flowId) {
        return made(name, Map.of("authenticationFlowBindingOverrides", Map.of("browser", flowId)));
    }

    private static Tokens.Client made(String name, Map<String, ?> more) {
        Map<String, Object> extra = new LinkedHashMap<>(more);
        extra.put("defaultClientScopes", List.of("acr", "basic", "profile"));
        extra.put(
                "protocolMappers",
                List.of(Map.of(
                        "name",
                        "amr",
                        "protocol",
                        "openid-connect",
                        "protocolMapper",
                        "keyward-amr",
                        "config",
                        Map.of(
                                "id.token.claim", "true",
                                "access.token.claim", "true",
                                "userinfo.token.claim", "true",
                                "introspection.token.claim", "true"))));
        String page = Ward.house().oidcApp().address() + "/signed-out";
        extra.put("redirectUris", List.of(page));
        Tokens.Client client = Staff.app(name, extra);
        return new Tokens.Client(client.id(), client.secret(), page);
    }

    /** Somebody with a password and a one-time code. */
    public static DemoPerson person(String name) {
        return Staff.hire(name, "nurse");
    }

    /** Somebody with a password and nothing else. */
    public static DemoPerson withPasswordOnly(String name) {
        return Staff.hire(Staff.chief(), Staff.REALM, Staff.fresh(name), false, "nurse");
    }

    /** A copy of the browser flow whose third level holds for so many seconds; answers its id. */
    public static String flowWithShortLevel3(int seconds) {
        String alias = Staff.fresh("short");
        Staff.boss().make("hospital/authentication/flows/keyward-browser/copy", Map.of("newName", alias));
        for (JsonNode row : Staff.boss().get("hospital/authentication/flows/" + alias + "/executions")) {
            String config = row.path("authenticationConfig").asText();
            if (config.isEmpty()) {
                continue;
            }
            ObjectNode settings = (ObjectNode) Staff.boss().get("hospital/authentication/config/" + config);
            if (settings.path("config").path("loa-condition-level").asText().equals("3")) {
                ((ObjectNode) settings.path("config")).put("loa-max-age", String.valueOf(seconds));
                Staff.boss().put("hospital/authentication/config/" + config, settings);
            }
        }
        return idOf(alias);
    }

    /** A flow with Keycloak's own one-time code at level 2, which whoever has none passes by setting one up; our gate stands behind it. */
    public static String flowThatEnrolsOnTheWay() {
        String alias = Staff.fresh("enrolling");
        String flows = "hospital/authentication/flows";
        Staff.boss()
                .make(flows, Map.of("alias", alias, "providerId", "basic-flow", "topLevel", true, "builtIn", false));
        subFlow(alias, alias + "-1", "CONDITIONAL");
        step(
                alias + "-1",
                "conditional-level-of-authentication",
                Map.of("loa-condition-level", "1", "loa-max-age", "60"));
        step(alias + "-1", "keyward-sign-in-form", Map.of());
        subFlow(alias, alias + "-2", "CONDITIONAL");
        step(
                alias + "-2",
                "conditional-level-of-authentication",
                Map.of("loa-condition-level", "2", "loa-max-age", "60"));
        step(alias + "-2", "auth-otp-form", Map.of());
        step(alias, "keyward-gate", Map.of("phase", "B"));
        return idOf(alias);
    }

    private static void subFlow(String parent, String alias, String requirement) {
        Staff.boss()
                .make(
                        "hospital/authentication/flows/" + parent + "/executions/flow",
                        Map.of(
                                "alias",
                                alias,
                                "type",
                                "basic-flow",
                                "provider",
                                "registration-page-form",
                                "description",
                                ""));
        require(parent, alias, requirement);
    }

    private static void step(String parent, String authenticator, Map<String, String> config) {
        String id = Staff.boss()
                .make(
                        "hospital/authentication/flows/" + parent + "/executions/execution",
                        Map.of("provider", authenticator));
        if (!config.isEmpty()) {
            Staff.boss()
                    .make(
                            "hospital/authentication/executions/" + id + "/config",
                            Map.of("alias", parent + " " + authenticator, "config", config));
        }
        require(parent, authenticator, "REQUIRED");
    }

    private static void require(String parent, String step, String requirement) {
        String path = "hospital/authentication/flows/" + parent + "/executions";
        for (JsonNode row : Staff.boss().get(path)) {
            if (List.of(row.path("displayName").asText(), row.path("providerId").asText())
                    .contains(step)) {
                Staff.boss().put(path, ((ObjectNode) row).put("requirement", requirement));
            }
        }
    }

    private static String idOf(String alias) {
        List<String> ids = new ArrayList<>();
        for (JsonNode flow : Staff.boss().get("hospital/authentication/flows")) {
            if (flow.path("alias").asText().equals(alias)) {
                ids.add(flow.path("id").asText());
            }
        }
        return ids.getFirst();
    }

    /** Does something while the pharmacy asks for another level than it does; answers to the URI of a context class. */
    public static void whilePharmacyWants(String contextClass, Runnable meanwhile) {
        String path = "hospital/clients/" + Staff.clientUuid(Staff.boss(), "pharmacy");
        ObjectNode before = (ObjectNode) Staff.boss().get(path);
        ObjectNode changed = before.deepCopy();
        changed.withObject("/attributes").put("minimum.acr.value", contextClass);
        try {
            Staff.boss().put(path, changed);
            meanwhile.run();
        } finally {
            Staff.boss().put(path, before);
        }
    }
}
