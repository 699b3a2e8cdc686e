package health.keyward.abac.keycloak.source;

import health.keyward.abac.Attribute;
import health.keyward.abac.AttributeSource;
import health.keyward.abac.Question;
import java.util.List;

/** No device is registered with the house yet, so that nothing is known of any; that nobody else may say otherwise is the point. */
public final class DeviceSource implements AttributeSource {
    private static final String NAME = "device";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Attribute> gather(Question question) {
        return List.of(Attribute.unknown("context.device", NAME));
    }
}
