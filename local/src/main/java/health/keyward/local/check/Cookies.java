package health.keyward.local.check;

import java.net.HttpCookie;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The cookies of one host. Like browsers, it counts {@code http://localhost} as secure, which the JDK's own jar does not. */
final class Cookies {
    private final Map<Key, String> kept = new LinkedHashMap<>();

    private record Key(String name, String path) {}

    void remember(URI page, List<String> headers) {
        for (String header : headers) {
            for (HttpCookie cookie : HttpCookie.parse(header)) {
                Key key = new Key(cookie.getName(), cookie.getPath() == null ? "/" : cookie.getPath());
                if (cookie.getMaxAge() == 0 || cookie.getValue().isEmpty()) {
                    kept.remove(key);
                } else {
                    kept.put(key, cookie.getValue());
                }
            }
        }
    }

    void forget(String name) {
        kept.keySet().removeIf(key -> key.name().equals(name));
    }

    /** What a request for this address carries; empty when nothing fits. */
    String header(URI address) {
        String path = address.getPath() == null || address.getPath().isEmpty() ? "/" : address.getPath();
        return kept.entrySet().stream()
                .filter(cookie -> path.startsWith(cookie.getKey().path())
                        || (path + "/").equals(cookie.getKey().path()))
                .map(cookie -> cookie.getKey().name() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
    }
}
