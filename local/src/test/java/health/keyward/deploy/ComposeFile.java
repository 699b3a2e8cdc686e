package health.keyward.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** {@code docker-compose.yml} with its anchors and merges resolved. */
record ComposeFile(JsonNode tree) {

    static ComposeFile read() {
        Object yaml = new Yaml(new SafeConstructor(new LoaderOptions())).load(Repository.text("docker-compose.yml"));
        return new ComposeFile(JsonMapper.builder().build().valueToTree(yaml));
    }

    Map<String, JsonNode> services() {
        Map<String, JsonNode> services = new LinkedHashMap<>();
        tree.path("services").properties().forEach(s -> services.put(s.getKey(), s.getValue()));
        return services;
    }

    JsonNode service(String name) {
        return tree.path("services").path(name);
    }

    Map<String, String> environment(String service) {
        Map<String, String> environment = new LinkedHashMap<>();
        service(service)
                .path("environment")
                .properties()
                .forEach(e -> environment.put(e.getKey(), e.getValue().asText()));
        return environment;
    }

    /** A service that ends by itself and that another one waits for. */
    boolean isOneShot(String name) {
        return service(name).path("restart").asText().equals("no")
                && services().values().stream()
                        .map(s -> s.path("depends_on")
                                .path(name)
                                .path("condition")
                                .asText())
                        .anyMatch("service_completed_successfully"::equals);
    }
}
