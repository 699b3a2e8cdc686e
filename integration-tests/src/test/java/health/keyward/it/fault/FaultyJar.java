package health.keyward.it.fault;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/** The jar with the faulty listener and the rooms that ask, guard and give, the same bytes whenever it is made, so that a built server is found again. */
public final class FaultyJar {
    private static final long NOON_1980 = 315_576_000_000L;

    private FaultyJar() {}

    public static Path in(Path folder) {
        Path jar = folder.resolve("keyward-it-faulty.jar");
        try {
            Files.createDirectories(folder);
            try (OutputStream file = Files.newOutputStream(jar);
                    JarOutputStream entries = new JarOutputStream(file)) {
                put(
                        entries,
                        "META-INF/services/org.keycloak.events.EventListenerProviderFactory",
                        FaultyListenerFactory.class.getName().getBytes(StandardCharsets.UTF_8));
                put(
                        entries,
                        "META-INF/services/health.keyward.keycloak.RoomFactory",
                        (AskingRoomFactory.class.getName() + "\n" + GuardedRoomFactory.class.getName() + "\n"
                                        + GrantingRoomFactory.class.getName())
                                .getBytes(StandardCharsets.UTF_8));
                // Keycloak looks for resources in jars that have one.
                put(entries, "META-INF/beans.xml", new byte[0]);
                for (String name : List.of(
                        "FaultyListenerFactory",
                        "FaultyListenerFactory$Faulty",
                        "AskingRoomFactory",
                        "AskingRoomFactory$Asking",
                        "GuardedRoomFactory",
                        "GuardedRoomFactory$Guarded",
                        "GrantingRoomFactory",
                        "GrantingRoomFactory$Granting",
                        "GrantingRoomFactory$Resource")) {
                    put(entries, "health/keyward/it/fault/" + name + ".class", classFile(name));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return jar;
    }

    private static byte[] classFile(String name) throws IOException {
        try (InputStream bytes = FaultyJar.class.getResourceAsStream(name + ".class")) {
            if (bytes == null) {
                throw new IllegalStateException("there is no class file of " + name);
            }
            return bytes.readAllBytes();
        }
    }

    private static void put(JarOutputStream entries, String name, byte[] bytes) throws IOException {
        JarEntry entry = new JarEntry(name);
        entry.setTime(NOON_1980);
        entries.putNextEntry(entry);
        entries.write(bytes);
        entries.closeEntry();
    }
}
