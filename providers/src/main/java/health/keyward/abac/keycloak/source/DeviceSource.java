package health.keyward.abac.keycloak.source;

import health.keyward.abac.Attribute;
import health.keyward.abac.AttributeSource;
import health.keyward.abac.Point;
import health.keyward.abac.Question;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The device a person signs in from, by the certificate it shows. Where a server asks, it is the device that the person's session was last entered from; what
 * the server itself shows says nothing of it. Nothing else makes a device known, and nobody else may say otherwise.
 */
public final class DeviceSource implements AttributeSource {
    private static final String NAME = "device";
    private static final String PATH = "context.device";

    private final DeviceAuthority authority;
    private final Shown shown;
    private final Clock clock;

    public DeviceSource(DeviceAuthority authority, Shown shown, Clock clock) {
        this.authority = authority;
        this.shown = shown;
        this.clock = clock;
    }

    /** What devices have shown. */
    public interface Shown {
        /** With this request, the device's own first; its key was proven. */
        List<X509Certificate> now();

        /** Keeps it with the sign-in under way, in the place of what was kept before. */
        void keep(Optional<Seen> seen);

        /** What was kept with the session of the person who is asked about. */
        Optional<Seen> kept(Question question);
    }

    /** @param deviceClass empty when the certificate says none */
    public record Seen(String deviceClass, Instant at) {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Attribute> gather(Question question) {
        return List.of(seen(question)
                .map(seen -> new Attribute(PATH, device(seen), NAME, seen.at()))
                .orElseGet(() -> Attribute.unknown(PATH, NAME)));
    }

    private Optional<Seen> seen(Question question) {
        if (authority.anchors().isEmpty()) {
            return Optional.empty();
        }
        if (question.asked().point() != Point.SIGN_IN) {
            return shown.kept(question);
        }
        Instant now = clock.instant();
        Optional<Seen> seen = authority.classOf(shown.now(), now).map(one -> new Seen(one, now));
        shown.keep(seen);
        return seen;
    }

    private static Map<String, Object> device(Seen seen) {
        Map<String, Object> device = new TreeMap<>();
        device.put("known", true);
        device.put("managed", true);
        device.put("class", seen.deviceClass().isEmpty() ? Attribute.UNKNOWN : seen.deviceClass());
        device.put("posture", Attribute.UNKNOWN);
        return device;
    }
}
