package health.keyward.abac.access;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** The document of the decision point lists what the code has. */
class AccessOpenApiTest {
    @Test
    void the_document_lists_exactly_the_operations_of_the_code() throws Exception {
        Set<String> inCode = Arrays.stream(AccessResource.class.getMethods())
                .filter(method -> method.isAnnotationPresent(POST.class))
                .map(method -> "/" + method.getAnnotation(Path.class).value())
                .collect(Collectors.toSet());
        assertThat(inCode).hasSize(5);
        try (InputStream in = getClass().getResourceAsStream("/META-INF/keyward/openapi-access.yaml")) {
            Map<String, Map<String, Map<String, ?>>> document = new Yaml().load(in);
            Map<String, Map<String, ?>> paths = document.get("paths");
            assertThat(paths.keySet()).isEqualTo(inCode);
            assertThat(paths.values()).allSatisfy(path -> assertThat(path).containsOnlyKeys("post"));
        }
    }
}
