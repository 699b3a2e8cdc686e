package health.keyward.pack;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** The OpenAPI document says what the code does, no more and no less. */
class OpenApiTest {
    private static final Set<String> VERBS = Set.of("get", "put", "post", "delete", "patch", "head", "options");
    private final Map<String, Object> document = document();

    @Test
    void the_document_lists_exactly_the_operations_and_query_parameters_of_the_code() {
        assertThat(documented()).containsExactlyElementsOf(Endpoints.all());
    }

    @Test
    void the_scan_finds_what_it_should() {
        assertThat(Endpoints.all())
                .contains(
                        new Endpoints.Endpoint("GET", "/me", Set.of()),
                        new Endpoints.Endpoint("GET", "/audit/health", Set.of()),
                        new Endpoints.Endpoint(
                                "DELETE", "/history/people/{userId}/sessions/{sessionId}", Set.of("reason")))
                .hasSizeGreaterThanOrEqualTo(23);
    }

    @Test
    void every_operation_names_the_parameters_of_its_path() {
        paths().forEach((path, operations) -> operations(operations).forEach((verb, operation) -> {
            Set<String> wanted = Pattern.compile("\\{(\\w+)}")
                    .matcher(path)
                    .results()
                    .map(found -> found.group(1))
                    .collect(Collectors.toSet());
            assertThat(parameters(operation, "path")).as(path).isEqualTo(wanted);
        }));
    }

    @Test
    void every_schema_has_exactly_the_members_of_its_contract_record() {
        Map<String, Set<String>> inCode = new TreeMap<>();
        for (JavaClass found : new ClassFileImporter().importPackages("health.keyward.contract")) {
            Class<?> type = found.reflect();
            String name = type.getEnclosingClass() == null
                    ? type.getSimpleName()
                    : type.getEnclosingClass().getSimpleName() + type.getSimpleName();
            if (type.isRecord()) {
                inCode.put(
                        name,
                        Arrays.stream(type.getRecordComponents())
                                .map(RecordComponent::getName)
                                .collect(Collectors.toCollection(TreeSet::new)));
            } else if (type.isEnum()) {
                inCode.put(
                        name,
                        Arrays.stream(type.getEnumConstants())
                                .map(Object::toString)
                                .collect(Collectors.toCollection(TreeSet::new)));
            }
        }
        Map<String, Set<String>> inDocument = new TreeMap<>();
        at(document, "components", "schemas").forEach((name, schema) -> {
            Map<String, Object> body = map(schema);
            inDocument.put(
                    name,
                    body.containsKey("enum")
                            ? new TreeSet<>(strings(body.get("enum")))
                            : new TreeSet<>(map(body.get("properties")).keySet()));
        });
        assertThat(inDocument).isEqualTo(inCode);
    }

    @Test
    void every_reference_points_to_something() {
        references(document).forEach(reference -> {
            Object there = document;
            for (String step : reference.substring(2).split("/")) {
                there = map(there).get(step);
                assertThat(there).as(reference).isNotNull();
            }
        });
    }

    private TreeSet<Endpoints.Endpoint> documented() {
        TreeSet<Endpoints.Endpoint> found = new TreeSet<>();
        paths().forEach((path, operations) -> operations(operations)
                .forEach((verb, operation) -> found.add(
                        new Endpoints.Endpoint(verb.toUpperCase(Locale.ROOT), path, parameters(operation, "query")))));
        return found;
    }

    private Map<String, Object> paths() {
        return at(document, "paths");
    }

    private static Map<String, Object> operations(Object path) {
        Map<String, Object> all = new TreeMap<>(map(path));
        all.keySet().retainAll(VERBS);
        return all;
    }

    private Set<String> parameters(Object operation, String in) {
        Object list = map(operation).get("parameters");
        if (list == null) {
            return Set.of();
        }
        return ((List<?>) list)
                .stream()
                        .map(one -> map(one).get("$ref").toString())
                        .map(reference -> map(at(document, "components", "parameters")
                                .get(reference.substring(reference.lastIndexOf('/') + 1))))
                        .filter(parameter -> in.equals(parameter.get("in")))
                        .map(parameter -> parameter.get("name").toString())
                        .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> references(Object node) {
        Set<String> found = new TreeSet<>();
        if (node instanceof Map<?, ?> map) {
            map.forEach((key, value) -> {
                if ("$ref".equals(key)) {
                    found.add(value.toString());
                }
                found.addAll(references(value));
            });
        } else if (node instanceof List<?> list) {
            list.forEach(item -> found.addAll(references(item)));
        }
        return found;
    }

    private static Map<String, Object> at(Object node, String... path) {
        Object there = node;
        for (String step : path) {
            there = map(there).get(step);
        }
        return map(there);
    }

    private static Map<String, Object> map(Object node) {
        Map<String, Object> copy = new TreeMap<>();
        ((Map<?, ?>) node).forEach((key, value) -> copy.put(key.toString(), value));
        return copy;
    }

    private static List<String> strings(Object node) {
        return ((List<?>) node).stream().map(Object::toString).toList();
    }

    private static Map<String, Object> document() {
        try (InputStream in = OpenApiTest.class.getResourceAsStream("/META-INF/keyward/openapi.yaml")) {
            return map(new Yaml().load(in));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
