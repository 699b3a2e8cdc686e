package health.keyward.local.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A Keycloak distribution with the pack inside, built once for its jars and build options; never changed afterwards. */
final class Server {
    private static final List<String> BUILD =
            List.of("--db=postgres", "--health-enabled=true", "--metrics-enabled=true");

    private static final int KEPT = 5;

    private final Path home;

    private Server(Path home) {
        this.home = home;
    }

    Path home() {
        return home;
    }

    /** The server for these options, unpacked and built when it is not there yet. */
    static Server built(Options options, Progress progress) {
        return Turn.in(options.cache(), () -> builtNow(options, progress));
    }

    private static Server builtNow(Options options, Progress progress) {
        List<Path> jars = options.providers();
        jars.stream().filter(jar -> !Files.exists(jar)).findFirst().ifPresent(missing -> {
            throw new CannotStart("not built yet: " + missing + "; run ./keyward up, which builds it");
        });
        Path archive = distribution(options.root());
        List<String> build = buildOptions(options);
        List<String> words = new ArrayList<>(build);
        words.add(archive.getFileName().toString());
        Path home = options.cache().resolve("server-" + Hash.of(words, jars));
        if (!Files.isDirectory(home)) {
            Path draft = home.resolveSibling(home.getFileName() + ".new");
            PrivateFiles.delete(draft);
            progress.step("unpack Keycloak", () -> unpack(archive, jars, draft));
            progress.step("build Keycloak with Keyward", () -> build(draft, build, options.state()));
            finish(draft, home);
        }
        keepNewest(options.cache(), home);
        return new Server(home);
    }

    /** Every change of a jar makes another built server of 300 MB; a few are kept, so that going back is quick. */
    private static void keepNewest(Path cache, Path used) {
        try (Stream<Path> all = Files.list(cache)) {
            Files.setLastModifiedTime(used, FileTime.from(Instant.now()));
            all.filter(path -> path.getFileName().toString().matches("server-[0-9a-f]{12}"))
                    .sorted(Comparator.comparing(Server::lastUse).reversed())
                    .skip(KEPT)
                    .forEach(PrivateFiles::delete);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static FileTime lastUse(Path server) {
        try {
            return Files.getLastModifiedTime(server);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static List<String> buildOptions(Options options) {
        List<String> build = new ArrayList<>(BUILD);
        build.addAll(options.build());
        return build;
    }

    private static Path distribution(Path root) {
        Path folder = root.resolve("local/target/dist");
        try (Stream<Path> files = Files.isDirectory(folder) ? Files.list(folder) : Stream.empty()) {
            return files.filter(file -> file.getFileName().toString().startsWith("keycloak-quarkus-dist-")
                            && file.toString().endsWith(".tar.gz"))
                    .findFirst()
                    .orElseThrow(() -> new CannotStart(
                            "there is no Keycloak distribution in " + folder + "; run ./keyward up, which fetches it"));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void unpack(Path archive, List<Path> jars, Path draft) {
        Archives.unpackGzip(archive, draft, 1);
        try {
            for (Path jar : jars) {
                Files.copy(
                        jar, draft.resolve("providers").resolve(jar.getFileName()), StandardCopyOption.COPY_ATTRIBUTES);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void build(Path draft, List<String> build, Path state) {
        List<String> command =
                new ArrayList<>(List.of(draft.resolve("bin/kc.sh").toString(), "build"));
        command.addAll(build);
        Tool.run(
                "kc.sh build",
                command,
                Map.of("JAVA_HOME", System.getProperty("java.home"), "JAVA_OPTS_KC_HEAP", "-Xms64m -Xmx768m"),
                state.resolve("logs").resolve("keycloak-build.log"));
    }

    private static void finish(Path draft, Path home) {
        try {
            Files.move(draft, home);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
