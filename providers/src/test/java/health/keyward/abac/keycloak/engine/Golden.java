package health.keyward.abac.keycloak.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A question with the answer that the policy's own tests want. */
record Golden(String name, Map<String, Object> input, Object want) {
    static List<Golden> all() throws IOException {
        List<Golden> all = new ArrayList<>();
        try (Stream<Path> files = Files.list(RealOpa.root().resolve("policy/golden"))) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".json")).sorted().toList()) {
                Map<String, Object> domains = JsonValues.asObject(
                        JsonValues.object(Files.readAllBytes(file)).get("golden"));
                for (Object cases : domains.values()) {
                    for (Object one : (List<?>) cases) {
                        Map<?, ?> test = (Map<?, ?>) one;
                        if (test.get("want") instanceof Map<?, ?> want && want.containsKey("decision")) {
                            all.add(new Golden(
                                    file.getFileName() + ": " + test.get("name"),
                                    JsonValues.asObject(test.get("input")),
                                    want));
                        }
                    }
                }
            }
        }
        return all;
    }
}
