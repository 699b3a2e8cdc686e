package health.keyward.local.house;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * Which house to start, and where.
 *
 * @param root the repository, whose built jars are used
 * @param state where this house keeps its data, secrets and logs
 * @param cache where unpacked and built servers are kept; houses may share it
 * @param ports where it listens
 * @param nodes Keycloak nodes, 1 or 2; 0 for PostgreSQL alone
 * @param parts what is started beside PostgreSQL and Keycloak
 * @param providers jars put into Keycloak's {@code providers} folder
 * @param build further options of {@code kc.sh build}
 * @param keycloak further options of {@code kc.sh start}, for example {@code --log-level=DEBUG}
 * @param jvm further options of Keycloak's Java, for example {@code -XX:+UseParallelGC}
 * @param fresh throw away data, secrets and logs of earlier runs first; built servers stay
 */
public record Options(
        Path root,
        Path state,
        Path cache,
        Ports ports,
        int nodes,
        Set<Part> parts,
        List<Path> providers,
        List<String> build,
        List<String> keycloak,
        List<String> jvm,
        boolean fresh) {

    public Options {
        root = root.toAbsolutePath().normalize();
        state = state.toAbsolutePath().normalize();
        cache = cache.toAbsolutePath().normalize();
        parts = Set.copyOf(parts);
        providers = List.copyOf(providers);
        build = List.copyOf(build);
        keycloak = List.copyOf(keycloak);
        jvm = List.copyOf(jvm);
        if (nodes < 0 || nodes > 2) {
            throw new IllegalArgumentException("a house has 1 or 2 Keycloak nodes or none, not " + nodes);
        }
    }

    /** The whole house with one node, its state under {@code root/.keyward}, on the default ports. */
    public static Options whole(Path root) {
        return new Options(
                root,
                root.resolve(".keyward"),
                root.resolve(".keyward"),
                new Ports(Ports.DEFAULT_BASE),
                1,
                Set.of(Part.values()),
                List.of(
                        root.resolve("contract/target/keyward-contract.jar"),
                        root.resolve("providers/target/keyward-providers.jar"),
                        root.resolve("themes/target/keyward-themes.jar")),
                List.of("--features-disabled=impersonation"),
                List.of(),
                List.of(),
                false);
    }

    public Options withState(Path folder) {
        return new Options(root, folder, cache, ports, nodes, parts, providers, build, keycloak, jvm, fresh);
    }

    public Options withPorts(Ports table) {
        return new Options(root, state, cache, table, nodes, parts, providers, build, keycloak, jvm, fresh);
    }

    public Options withNodes(int count) {
        return new Options(root, state, cache, ports, count, parts, providers, build, keycloak, jvm, fresh);
    }

    public Options withParts(Set<Part> some) {
        return new Options(root, state, cache, ports, nodes, some, providers, build, keycloak, jvm, fresh);
    }

    public Options withProviders(List<Path> jars) {
        return new Options(root, state, cache, ports, nodes, parts, jars, build, keycloak, jvm, fresh);
    }

    /** Build options instead of the default, which switches impersonation off as production does. */
    public Options withBuild(List<String> buildOptions) {
        return new Options(root, state, cache, ports, nodes, parts, providers, buildOptions, keycloak, jvm, fresh);
    }

    public Options withKeycloak(List<String> startOptions) {
        return new Options(root, state, cache, ports, nodes, parts, providers, build, startOptions, jvm, fresh);
    }

    public Options withJvm(List<String> javaOptions) {
        return new Options(root, state, cache, ports, nodes, parts, providers, build, keycloak, javaOptions, fresh);
    }

    public Options withFreshState() {
        return new Options(root, state, cache, ports, nodes, parts, providers, build, keycloak, jvm, true);
    }
}
