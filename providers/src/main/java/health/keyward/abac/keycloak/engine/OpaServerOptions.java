package health.keyward.abac.keycloak.engine;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.function.Function;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * Where a real OPA is and how to speak to it. As options of the room ({@code --spi-keyward-room--abac--opa-url=https://opa.example.org:8181}):
 *
 * <table>
 * <caption>Options</caption>
 * <tr><td>{@code opa-url}</td><td>base address; plain HTTP only to this machine</td></tr>
 * <tr><td>{@code opa-connect-millis}, {@code opa-millis}</td><td>250 each: until there is a connection, until there is an answer</td></tr>
 * <tr><td>{@code opa-token-file}</td><td>file with a bearer token</td></tr>
 * <tr><td>{@code opa-key-store}, {@code opa-key-store-password-file}</td><td>PKCS#12 with the certificate shown to OPA</td></tr>
 * <tr><td>{@code opa-trust-store}, {@code opa-trust-store-password-file}</td><td>PKCS#12 with the authorities OPA's certificate may come from; else those
 * of the Java runtime</td></tr>
 * <tr><td>{@code opa-answer-kib}</td><td>256: the largest answer</td></tr>
 * <tr><td>{@code opa-failures}, {@code opa-pause-millis}</td><td>5 and 5000: failures in a row after which it is left alone, and for how long</td></tr>
 * </table>
 *
 * @param bearer null for none
 * @param tls null for the Java runtime's
 * @param largest bytes of an answer
 */
public record OpaServerOptions(
        URI url,
        Duration connect,
        Duration answer,
        @Nullable String bearer,
        @Nullable SSLContext tls,
        int largest,
        int failures,
        Duration pause) {
    public OpaServerOptions {
        String scheme = String.valueOf(url.getScheme());
        if (url.getHost() == null
                || (!scheme.equals("https") && !(scheme.equals("http") && isThisMachine(url.getHost())))) {
            throw new IllegalArgumentException("opa-url must be https, or http to this machine");
        }
    }

    /**
     * @param option value of an option by its name, null when it is not set
     * @throws IllegalArgumentException with the option's name if one cannot be used
     */
    public static OpaServerOptions of(Function<String, @Nullable String> option) {
        String url = option.apply("opa-url");
        if (url == null) {
            throw new IllegalArgumentException("opa-url is not set");
        }
        return new OpaServerOptions(
                URI.create(url.endsWith("/") ? url.substring(0, url.length() - 1) : url),
                Duration.ofMillis(number(option, "opa-connect-millis", 250, 60_000)),
                Duration.ofMillis(number(option, "opa-millis", 250, 60_000)),
                content(option, "opa-token-file"),
                tls(option),
                number(option, "opa-answer-kib", 256, 65_536) * 1024,
                number(option, "opa-failures", 5, 1000),
                Duration.ofMillis(number(option, "opa-pause-millis", 5000, 600_000)));
    }

    private static boolean isThisMachine(String host) {
        try {
            return host.equals("localhost")
                    || ((host.startsWith("127.") || host.startsWith("["))
                            && InetAddress.getByName(host).isLoopbackAddress());
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static int number(Function<String, @Nullable String> option, String name, int otherwise, int most) {
        String value = option.apply(name);
        if (value == null) {
            return otherwise;
        }
        if (!value.matches("[1-9]\\d{0,8}") || Integer.parseInt(value) > most) {
            throw new IllegalArgumentException(name + " is no number from 1 to " + most);
        }
        return Integer.parseInt(value);
    }

    private static @Nullable String content(Function<String, @Nullable String> option, String name) {
        String file = option.apply(name);
        if (file == null) {
            return null;
        }
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException e) {
            throw new IllegalArgumentException(name + " cannot be read", e);
        }
    }

    private static @Nullable SSLContext tls(Function<String, @Nullable String> option) {
        String keys = option.apply("opa-key-store");
        String trusted = option.apply("opa-trust-store");
        if (keys == null && trusted == null) {
            return null;
        }
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            if (keys != null) {
                char[] password = password(option, "opa-key-store-password-file");
                own.init(store("opa-key-store", keys, password), password);
            }
            TrustManagerFactory others = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            if (trusted != null) {
                others.init(store("opa-trust-store", trusted, password(option, "opa-trust-store-password-file")));
            }
            context.init(
                    keys == null ? null : own.getKeyManagers(),
                    trusted == null ? null : others.getTrustManagers(),
                    null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("opa-key-store or opa-trust-store cannot be used", e);
        }
    }

    private static char[] password(Function<String, @Nullable String> option, String name) {
        String password = content(option, name);
        return password == null ? new char[0] : password.toCharArray();
    }

    private static KeyStore store(String name, String file, char[] password) throws GeneralSecurityException {
        try (InputStream in = Files.newInputStream(Path.of(file))) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, password);
            return store;
        } catch (IOException e) {
            throw new IllegalArgumentException(name + " cannot be read", e);
        }
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "OpaServerOptions[" + url + "]";
    }
}
