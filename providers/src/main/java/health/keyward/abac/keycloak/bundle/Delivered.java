package health.keyward.abac.keycloak.bundle;

import health.keyward.abac.core.bundle.Bundle;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The bundle Keyward comes with, beside its classes: plan, data and manifest, and the rules they were compiled from. */
final class Delivered {
    private static final String AT = "/META-INF/keyward/policy/";
    /** Names the sources, each after its hash, as {@code sha256sum} writes it. */
    private static final String SOURCES = "SOURCES.sha256";

    private static final int HASH = 66;

    private Delivered() {}

    /** Empty when the jar holds none. */
    static Map<String, byte[]> files() {
        Map<String, byte[]> files = new HashMap<>();
        for (String name : List.of(Bundle.MANIFEST, Bundle.PLAN, Bundle.DATA, Bundle.COVERAGE, Bundle.SMOKE)) {
            take(files, name, name);
        }
        new String(read(SOURCES), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.length() > HASH && line.endsWith(".rego"))
                .map(line -> line.substring(HASH))
                .forEach(name -> take(files, "sources/" + name, name));
        return files;
    }

    private static void take(Map<String, byte[]> files, String resource, String name) {
        byte[] content = read(resource);
        if (content.length > 0) {
            files.put(name, content);
        }
    }

    private static byte[] read(String name) {
        try (InputStream in = Delivered.class.getResourceAsStream(AT + name)) {
            return in == null ? new byte[0] : in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
