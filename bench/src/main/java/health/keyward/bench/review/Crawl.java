package health.keyward.bench.review;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import health.keyward.local.apply.RealmApi;

/** What an administrator's script does with Keycloak's admin REST. It records nothing of its own and asks nobody. */
record Crawl(RealmApi admin, String realm) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Three calls: who it is, what roles they hold, and what groups. */
    void read(int person) {
        String user = user(person);
        JsonNode account = admin.get(user);
        JsonNode roles = admin.get(user + "/role-mappings");
        JsonNode groups = admin.get(user + "/groups");
        int held = roles.path("realmMappings").size()
                + roles.path("clientMappings").path(Grants.APP).path("mappings").size()
                + groups.size();
        if (held != Grants.EACH || !account.path("attributes").has("manager")) {
            throw new IllegalStateException("a person holds " + held + " things");
        }
    }

    void read(int from, int people) {
        for (int i = from; i < from + people; i++) {
            read(i);
        }
    }

    /** Three calls: the role is taken, sessions are ended, and it is read again. */
    void revoke(int person) {
        String user = user(person);
        int number = Grants.denied(person);
        ArrayNode roles = JSON.createArrayNode();
        roles.addObject().put("id", Grants.role(number)).put("name", "review-role-" + number);
        admin.delete(user + "/role-mappings/realm", roles);
        admin.post(user + "/logout", JSON.createObjectNode());
        int left = admin.get(user + "/role-mappings/realm").size();
        if (left != Grants.DIRECT - 1) {
            throw new IllegalStateException("a person has " + left + " roles left");
        }
    }

    private String user(int person) {
        return "/realms/" + realm + "/users/" + Grants.person(person);
    }
}
