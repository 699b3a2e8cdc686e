package health.keyward.abac.keycloak.source;

import health.keyward.abac.Attribute;
import health.keyward.abac.AttributeSource;
import health.keyward.abac.Question;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.ClientModel;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;

/** The app in use and, where the question is about an app, what its client says of it. Lists in client attributes are separated by {@code ##}. */
public final class ClientSource implements AttributeSource {
    /** Type of a resource that is an app. */
    static final String APP = "app";

    private static final String NAME = "client";
    private static final String CLIENT = "context.client";
    private static final String PREFIX = "resource.properties.";

    private final People people;
    private final Clock clock;

    public ClientSource(KeycloakSession session, Clock clock) {
        this.people = new People(session);
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Attribute> gather(Question question) {
        Instant now = clock.instant();
        List<Attribute> said = new ArrayList<>();
        String inUse = question.asked().client();
        said.add(inUse == null ? Attribute.unknown(CLIENT, NAME) : new Attribute(CLIENT, inUse, NAME, now));
        if (question.resource().type().equals(APP)) {
            Optional<ClientModel> app = people.app(question, question.resource().id());
            said.add(ofApp("access_roles", list(app, "keyward.access_roles"), now));
            said.add(ofApp("data_class", text(app, "keyward.data_class"), now));
            String until = text(app, "keyward.baa_until");
            said.add(ofApp("agreement", until == null ? null : Map.of("signed", true, "until", until), now));
            said.add(ofApp("device_classes", list(app, "keyward.device_classes"), now));
        }
        return said;
    }

    private static Attribute ofApp(String name, @Nullable Object value, Instant now) {
        return value == null ? Attribute.unknown(PREFIX + name, NAME) : new Attribute(PREFIX + name, value, NAME, now);
    }

    private static @Nullable List<String> list(Optional<ClientModel> app, String attribute) {
        String text = text(app, attribute);
        return text == null
                ? null
                : Arrays.stream(text.split(Constants.CFG_DELIMITER))
                        .map(String::strip)
                        .filter(one -> !one.isEmpty())
                        .sorted()
                        .toList();
    }

    private static @Nullable String text(Optional<ClientModel> app, String attribute) {
        return app.map(client -> client.getAttribute(attribute))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .orElse(null);
    }
}
