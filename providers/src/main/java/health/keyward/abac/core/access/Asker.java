package health.keyward.abac.core.access;

import health.keyward.abac.Party;
import health.keyward.kernel.RealmId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A confidential client that may ask.
 *
 * @param client its client id
 * @param searches whether it may also search
 * @param types what it may ask about, by resource type
 */
public record Asker(RealmId realm, String client, boolean searches, Map<String, Registered> types) {
    public Asker {
        types = Map.copyOf(types);
    }

    /**
     * A resource type as it is registered to the client.
     *
     * @param resources those that a search goes through; what is registered of one is not the asker's to change
     * @param actions those that a search goes through
     */
    public record Registered(List<Party> resources, List<String> actions) {
        public static final Registered BARE = new Registered(List.of(), List.of());

        public Registered {
            resources = List.copyOf(resources);
            actions = List.copyOf(actions);
        }
    }

    public boolean mayAskAbout(String type) {
        return types.containsKey(type);
    }

    Registered registered(String type) {
        return types.getOrDefault(type, Registered.BARE);
    }

    /** The resource with what is registered of it laid over what the asker says. */
    Party known(Party resource) {
        return registered(resource.type()).resources().stream()
                .filter(one -> one.id().equals(resource.id()))
                .findFirst()
                .map(one -> {
                    Map<String, Object> properties = new HashMap<>(resource.properties());
                    properties.putAll(one.properties());
                    return new Party(resource.type(), resource.id(), properties);
                })
                .orElse(resource);
    }
}
