package health.keyward.pack;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import health.keyward.history.rest.Takes;
import health.keyward.keycloak.Query;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Every operation of the admin API, found in the code: the root's own, and those of each room's resource classes, also through sub-resources. A room's
 * resources are what lies in its {@code rest} ring, so a new room is found without being named here.
 */
public final class Endpoints {
    private static final String ROOT = "/v1/";

    private Endpoints() {}

    /**
     * One operation.
     *
     * @param path below {@code keyward/v1}, for example {@code /history/sign-ins/{id}}
     * @param query names of its query parameters
     */
    public record Endpoint(String method, String path, Set<String> query) implements Comparable<Endpoint> {
        @Override
        public int compareTo(Endpoint other) {
            return (path + method).compareTo(other.path + other.method);
        }
    }

    public static TreeSet<Endpoint> all() {
        TreeSet<Endpoint> found = new TreeSet<>();
        List<Class<?>> resources = resources();
        Set<Class<?>> below = new HashSet<>();
        resources.forEach(
                resource -> locators(resource).map(Method::getReturnType).forEach(below::add));
        own(AdminRoot.class, "", found);
        resources.stream()
                .filter(resource -> !below.contains(resource))
                .forEach(resource -> walk(resource, ROOT + room(resource), found));
        return found;
    }

    private static List<Class<?>> resources() {
        List<Class<?>> resources = new java.util.ArrayList<>();
        for (JavaClass found : new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("health.keyward")) {
            Class<?> type = found.reflect();
            if (type.getPackageName().endsWith(".rest")
                    && Arrays.stream(type.getDeclaredMethods())
                            .anyMatch(m -> verb(m).isPresent() || m.isAnnotationPresent(Path.class))) {
                resources.add(type);
            }
        }
        return resources;
    }

    private static String room(Class<?> resource) {
        String[] packages = resource.getPackageName().split("\\.");
        return packages[packages.length - 2];
    }

    private static void walk(Class<?> resource, String path, Set<Endpoint> found) {
        own(resource, path, found);
        locators(resource).forEach(locator -> walk(locator.getReturnType(), path + segment(locator), found));
    }

    private static void own(Class<?> resource, String path, Set<Endpoint> found) {
        for (Method method : resource.getDeclaredMethods()) {
            verb(method).ifPresent(verb -> {
                String whole = path + segment(method);
                if (!whole.startsWith(ROOT)) {
                    throw new IllegalStateException(whole + " is not below " + ROOT);
                }
                found.add(new Endpoint(verb, whole.substring(ROOT.length() - 1), query(method)));
            });
        }
    }

    private static Set<String> query(Method method) {
        Takes takes = method.getAnnotation(Takes.class);
        Query.Of query = method.getAnnotation(Query.Of.class);
        if (takes != null || query != null) {
            return new TreeSet<>(takes != null ? takes.value().names() : List.of(query.value()));
        }
        return Arrays.stream(method.getParameters())
                .map(parameter -> parameter.getAnnotation(QueryParam.class))
                .filter(found -> found != null)
                .map(QueryParam::value)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<Method> locators(Class<?> resource) {
        return Arrays.stream(resource.getDeclaredMethods())
                .filter(m -> m.isAnnotationPresent(Path.class) && verb(m).isEmpty());
    }

    private static String segment(Method method) {
        Path path = method.getAnnotation(Path.class);
        return path == null ? "" : "/" + path.value().replaceAll("\\{(\\w+): [^}]+}", "{$1}");
    }

    private static Optional<String> verb(Method method) {
        return Arrays.stream(method.getAnnotations())
                .map(Annotation::annotationType)
                .map(type -> type.getAnnotation(HttpMethod.class))
                .filter(found -> found != null)
                .map(HttpMethod::value)
                .findFirst();
    }
}
