package health.keyward.local.house;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Every secret of a house, generated at first use and kept in one file with mode 0600 (SD-6: no default credential exists). */
final class Secrets {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String TYPEABLE = "abcdefghijkmnpqrstuvwxyz23456789";
    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private final Path file;
    private final Map<String, String> kept;

    private Secrets(Path file, Map<String, String> kept) {
        this.file = file;
        this.kept = kept;
    }

    static Secrets at(Path file) {
        if (!Files.exists(file)) {
            return new Secrets(file, new TreeMap<>());
        }
        try {
            return new Secrets(file, JSON.readValue(file.toFile(), new TypeReference<TreeMap<String, String>>() {}));
        } catch (IOException broken) {
            throw new CannotStart(file + " cannot be read; './keyward up --reset' starts afresh", broken);
        }
    }

    /** 256 random bits, URL-safe. */
    synchronized String token(String name) {
        return generate(name, Secrets::randomToken);
    }

    /** 20 characters in five groups, easy to type; about 99 random bits. */
    synchronized String password(String name) {
        return generate(
                name,
                unused -> String.join(
                        "-",
                        pick(TYPEABLE, 4),
                        pick(TYPEABLE, 4),
                        pick(TYPEABLE, 4),
                        pick(TYPEABLE, 4),
                        pick(TYPEABLE, 4)));
    }

    /** 32 characters of the base32 alphabet. */
    synchronized String base32(String name) {
        return generate(name, unused -> pick(BASE32, 32));
    }

    /** Remembers a fact beside the secrets, for example that a step was done. */
    synchronized void put(String name, String value) {
        kept.put(name, value);
        save();
    }

    synchronized boolean has(String name) {
        return kept.containsKey(name);
    }

    private String generate(String name, Function<String, String> maker) {
        String known = kept.get(name);
        if (known != null) {
            return known;
        }
        String made = maker.apply(name);
        kept.put(name, made);
        save();
        return made;
    }

    private void save() {
        try {
            PrivateFiles.write(file, JSON.writeValueAsBytes(kept));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static String randomToken(String unused) {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String pick(String alphabet, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(alphabet.charAt(RANDOM.nextInt(alphabet.length())));
        }
        return text.toString();
    }
}
