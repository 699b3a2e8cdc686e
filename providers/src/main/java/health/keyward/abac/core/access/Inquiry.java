package health.keyward.abac.core.access;

import health.keyward.abac.Act;
import health.keyward.abac.Party;
import java.util.Map;

/** One question as the app put it (AuthZEN 6.1): every required member is there and of its type. */
public record Inquiry(Party subject, Act action, Party resource, Map<String, Object> context) {
    public Inquiry {
        context = Map.copyOf(context);
    }

    Inquiry withSubject(Party other) {
        return new Inquiry(other, action, resource, context);
    }

    Inquiry withResource(Party other) {
        return new Inquiry(subject, action, other, context);
    }

    Inquiry withAction(Act other) {
        return new Inquiry(subject, other, resource, context);
    }
}
