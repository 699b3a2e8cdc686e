package health.keyward.local.house;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** PostgreSQL as Maven brought it, unpacked once; an unpacking that was interrupted is done again. */
final class PostgresBinaries {
    private final Path home;

    private PostgresBinaries(Path home) {
        this.home = home;
    }

    static PostgresBinaries unpacked(Path cache) {
        String archive = archiveOfThisMachine();
        Path home = cache.resolve(archive.replace(".txz", "") + "-" + fingerprint(archive));
        return Turn.in(cache, () -> {
            if (!Files.isDirectory(home)) {
                unpack(archive, home);
            }
            return new PostgresBinaries(home);
        });
    }

    /** The program with what must stand before it: as root the server only runs in a user namespace of its own. */
    Program program(String name) {
        List<String> wrappers = new ArrayList<>();
        if (isRoot()) {
            if (!namespacesAllowed()) {
                throw new CannotStart("PostgreSQL does not run as root, and this machine gives root no user namespace"
                        + " (unshare -U); use another account");
            }
            wrappers.addAll(List.of("unshare", "-U"));
        }
        return new Program(wrappers, home.resolve("bin").resolve(name).toString());
    }

    record Program(List<String> wrappers, String path) {
        List<String> with(List<String> arguments) {
            List<String> command = new ArrayList<>(List.of(path));
            command.addAll(arguments);
            return command;
        }
    }

    private static void unpack(String archive, Path home) {
        Path draft = home.resolveSibling(home.getFileName() + ".new");
        PrivateFiles.delete(draft);
        try (InputStream packed = PostgresBinaries.class.getResourceAsStream("/" + archive)) {
            if (packed == null) {
                throw new CannotStart("there is no PostgreSQL for this machine (" + archive + ")");
            }
            Archives.unpackXz(packed, draft);
            Files.move(draft, home);
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot unpack " + archive, failed);
        }
    }

    /** The size tells one version's archive from another's well enough to unpack anew after an update. */
    private static String fingerprint(String archive) {
        try (InputStream packed = PostgresBinaries.class.getResourceAsStream("/" + archive)) {
            if (packed == null) {
                throw new CannotStart("there is no PostgreSQL for this machine (" + archive + ")");
            }
            return Hash.ofStream(packed).substring(0, 8);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static String archiveOfThisMachine() {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        String processor = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
        boolean arm = processor.equals("aarch64") || processor.startsWith("arm");
        return "postgres-" + (system.contains("mac") ? "darwin" : "linux") + "-" + (arm ? "arm_64" : "x86_64") + ".txz";
    }

    private static boolean namespacesAllowed() {
        try {
            return Child.onPath("unshare")
                    && new ProcessBuilder("unshare", "-U", "true")
                                    .redirectErrorStream(true)
                                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                                    .start()
                                    .waitFor()
                            == 0;
        } catch (IOException failed) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }
}
