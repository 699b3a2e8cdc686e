package health.keyward.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Finds the files of the repository from whatever folder the tests run in. */
final class Repository {
    private Repository() {}

    static Path root() {
        Path here = Path.of("").toAbsolutePath();
        while (!Files.exists(here.resolve("docker-compose.yml"))) {
            here = here.getParent();
            if (here == null) {
                throw new IllegalStateException("No folder above this one holds docker-compose.yml");
            }
        }
        return here;
    }

    static String text(String path) {
        try {
            return Files.readString(root().resolve(path));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
