package health.keyward.local.apply;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

/**
 * Finds the caller's credentials: a file, then the environment, then the terminal; never an argument, which every process of the
 * machine may read.
 *
 * <p>Environment: {@code KEYWARD_ADMIN_CLIENT_ID} and {@code KEYWARD_ADMIN_CLIENT_SECRET}, or {@code KEYWARD_ADMIN_USER},
 * {@code KEYWARD_ADMIN_PASSWORD} and where needed {@code KEYWARD_ADMIN_OTP}; {@code KEYWARD_ADMIN_REALM} says where they live
 * (a client: the realm in question; a person: master). A file holds the same names with {@code =}.
 */
public final class Credentials {
    private static final Set<PosixFilePermission> OF_OTHERS = EnumSet.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE);

    private final Map<String, String> known;
    private final Prompt prompt;

    private Credentials(Map<String, String> known, Prompt prompt) {
        this.known = Map.copyOf(known);
        this.prompt = prompt;
    }

    public static Credentials of(Map<String, String> environment, Optional<Path> file, Prompt prompt) {
        Map<String, String> known = new HashMap<>(environment);
        file.ifPresent(path -> known.putAll(read(path)));
        return new Credentials(known, prompt);
    }

    /** @param realm the realm in question */
    public Login login(String realm) {
        Optional<String> client = value("KEYWARD_ADMIN_CLIENT_ID");
        if (client.isPresent()) {
            return new Login.Service(
                    value("KEYWARD_ADMIN_REALM").orElse(realm),
                    client.get(),
                    secret("KEYWARD_ADMIN_CLIENT_SECRET", "Secret of client " + client.get()));
        }
        String user = value("KEYWARD_ADMIN_USER").orElseGet(() -> prompt.line("Administrator"));
        return new Login.Person(
                value("KEYWARD_ADMIN_REALM").orElse("master"),
                user,
                secret("KEYWARD_ADMIN_PASSWORD", "Password of " + user),
                value("KEYWARD_ADMIN_OTP").orElseGet(() -> prompt.optional("One-time code (Enter for none)")));
    }

    /** A secret by the name of its environment variable, else asked for without echo. */
    String secret(String name, String question) {
        return value(name).orElseGet(() -> prompt.secret(question));
    }

    private Optional<String> value(String name) {
        return Optional.ofNullable(known.get(name)).filter(text -> !text.isEmpty());
    }

    private static Map<String, String> read(Path file) {
        try {
            if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Set<PosixFilePermission> there = EnumSet.copyOf(Files.getPosixFilePermissions(file));
                there.retainAll(OF_OTHERS);
                if (!there.isEmpty()) {
                    throw new IllegalArgumentException(file.getFileName() + " may be read by others; make it 0600");
                }
            }
            Properties properties = new Properties();
            try (Reader reader = Files.newBufferedReader(file)) {
                properties.load(reader);
            }
            Map<String, String> values = new HashMap<>();
            properties.stringPropertyNames().forEach(name -> values.put(name, properties.getProperty(name)));
            return values;
        } catch (IOException unreadable) {
            throw new UncheckedIOException("Cannot read " + file.getFileName(), unreadable);
        }
    }
}
