package health.keyward.abac.keycloak.source;

import health.keyward.abac.Attribute;
import health.keyward.abac.AttributeSource;
import health.keyward.abac.Question;
import java.util.List;
import java.util.Map;

/** As long as no room gives emergency access nobody has it. */
public final class BreakGlassSource implements AttributeSource {
    private static final String NAME = "breakglass";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Attribute> gather(Question question) {
        return List.of(new Attribute("context.break_glass", Map.of("grant", "none"), NAME, null));
    }
}
