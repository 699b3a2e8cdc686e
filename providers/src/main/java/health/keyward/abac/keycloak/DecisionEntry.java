package health.keyward.abac.keycloak;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import health.keyward.abac.Attribute;
import health.keyward.abac.Point;
import health.keyward.abac.Question;
import health.keyward.abac.Reason;
import health.keyward.abac.core.Decision;
import health.keyward.abac.core.Noted;
import health.keyward.audit.Recorded;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A decision as the ledger takes it. */
final class DecisionEntry {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Set<String> SAID_BY_THE_ASKER = Set.of(Attribute.CALLER, Attribute.OVERRIDDEN);
    private static final String USERNAME = "subject.properties.username";

    private DecisionEntry() {}

    static Recorded.Decision of(Decision d) {
        Question q = d.question();
        String username = username(d);
        boolean known = q.subject().type().equals("user")
                && (q.asked().point() != Point.DECISION_POINT || username != null)
                && !q.subject().id().isEmpty();
        return new Recorded.Decision(
                d.id(),
                d.at(),
                q.realm().value(),
                d.effect().name(),
                q.asked().point().name(),
                q.asked().client(),
                q.action().name(),
                q.subject().type(),
                q.resource().type(),
                d.reasons().stream().map(Reason::code).distinct().toList(),
                d.revision(),
                d.engine(),
                d.micros(),
                d.enforced(),
                d.shadow() == null ? null : d.shadow().effect().name(),
                known ? q.subject().id() : null,
                known ? username : null,
                known ? null : q.subject().id(),
                q.resource().id(),
                q.asked().address(),
                q.asked().userAgent(),
                q.asked().session(),
                d.inputHash(),
                d.document(),
                json(Noted.of(d.attributes(), d.input())),
                said(q),
                json(why(d)),
                d.result() == null ? null : json(d.result()));
    }

    /** An app may ask about anybody, also about people who do not exist: only those whom Keyward itself knows get a key of their own. */
    private static @Nullable String username(Decision d) {
        return d.attributes().stream()
                .filter(a -> a.path().equals(USERNAME) && !SAID_BY_THE_ASKER.contains(a.source()))
                .map(Attribute::value)
                .filter(value -> value instanceof String && !value.equals(Attribute.UNKNOWN))
                .map(String.class::cast)
                .findFirst()
                .orElse(null);
    }

    /** The asker's own words: what was overridden is found by laying them beside the attributes. */
    private static @Nullable String said(Question q) {
        Map<String, Object> said = new LinkedHashMap<>();
        some(said, "subject", q.subject().properties());
        some(said, "action", q.action().properties());
        some(said, "resource", q.resource().properties());
        some(said, "context", q.context());
        if (!q.supportedObligations().isEmpty()) {
            said.put("supportedObligations", List.copyOf(new TreeSet<>(q.supportedObligations())));
        }
        return said.isEmpty() ? null : json(said);
    }

    private static void some(Map<String, Object> said, String name, Map<String, Object> properties) {
        if (!properties.isEmpty()) {
            said.put(name, properties);
        }
    }

    private static Map<String, Object> why(Decision d) {
        Map<String, Object> why = new LinkedHashMap<>();
        why.put("reasons", d.reasons().stream().map(DecisionEntry::reason).toList());
        why.put("matched", Noted.rules(d.matched()));
        Decision.Shadow shadow = d.shadow();
        if (shadow != null) {
            why.put(
                    "shadow",
                    Map.of(
                            "revision",
                            shadow.revision(),
                            "effect",
                            shadow.effect().name(),
                            "reasons",
                            shadow.reasons().stream().map(DecisionEntry::reason).toList()));
        }
        return why;
    }

    private static Map<String, Object> reason(Reason reason) {
        Map<String, Object> said = new LinkedHashMap<>();
        said.put("code", reason.code());
        said.put("missing", reason.missing());
        said.put("facts", reason.facts());
        return said;
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a decision that is no JSON", e);
        }
    }
}
