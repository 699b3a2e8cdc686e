package health.keyward.breakglass.core;

import health.keyward.breakglass.Grant;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an app did under a grant, as it says so in a FHIR R4 AuditEvent (BG-12). Only codes, the time and the grant's id are taken from it; names and
 * descriptions may hold health data and are left out. Whom it names as the agent is compared with the grant and believed in nothing.
 *
 * @param grant 32 hex digits
 * @param what codes of type and subtypes, and the action
 * @param outcome a word for FHIR's number; {@code unsaid} when there is none
 * @param patients ids of patients it names
 * @param agents ids of those it says asked for it
 */
public record AppEvent(
        String grant, String what, String outcome, Instant recorded, Set<String> patients, Set<String> agents) {
    /** System of the identifier in {@code entity.what}, or address of the extension, that carries the grant's id. */
    public static final String GRANT = "urn:keyward:break-glass-grant";

    /** How far an app's clock may be off. */
    public static final Duration SKEW = Duration.ofMinutes(5);

    private static final int MOST = 20;
    private static final String PATIENT = "Patient/";
    private static final Map<String, String> OUTCOMES =
            Map.of("0", "success", "4", "minor-failure", "8", "serious-failure", "12", "major-failure");

    public AppEvent {
        patients = Set.copyOf(patients);
        agents = Set.copyOf(agents);
    }

    /** What came of reading. */
    public sealed interface Read {
        record Event(AppEvent event) implements Read {}

        /** @param why in words for who wrote the app; quotes nothing of the event */
        record Malformed(String why) implements Read {}
    }

    /** How what it names compares with the grant. */
    public enum Named {
        NOBODY,
        SAME,
        OTHER
    }

    /** @param json the resource as maps, lists and scalars */
    public static Read of(Map<?, ?> json) {
        if (!"AuditEvent".equals(json.get("resourceType"))) {
            return new Read.Malformed("Send one FHIR R4 AuditEvent.");
        }
        if (list(json, "agent").isEmpty() || !(map(json, "source").get("observer") instanceof Map<?, ?>)) {
            return new Read.Malformed("An AuditEvent has an agent and a source with an observer.");
        }
        if (Stream.of("agent", "entity", "subtype", "extension")
                .anyMatch(name -> list(json, name).size() > MOST)) {
            return new Read.Malformed("No list has more than " + MOST + " members.");
        }
        Set<String> grants = grants(json);
        if (grants.size() != 1 || !grants.iterator().next().matches("[0-9a-f]{32}")) {
            return new Read.Malformed(
                    "Exactly one id of a grant is named, as an identifier or extension of " + GRANT + ".");
        }
        Optional<String> what = what(json);
        Optional<Instant> recorded = moment(json.get("recorded"));
        Object outcome = json.get("outcome");
        if (what.isEmpty() || recorded.isEmpty() || (outcome != null && !OUTCOMES.containsKey(outcome.toString()))) {
            return new Read.Malformed(
                    "type, subtype and action are codes of at most 40 letters, digits, dots and dashes; recorded is a"
                            + " moment with its zone; outcome is 0, 4, 8 or 12.");
        }
        return new Read.Event(new AppEvent(
                grants.iterator().next(),
                what.get(),
                outcome == null ? "unsaid" : Objects.requireNonNull(OUTCOMES.get(outcome.toString())),
                recorded.get(),
                patients(json),
                agents(json)));
    }

    public Named patient(Grant grant) {
        return named(patients, Set.of(grant.patient()));
    }

    public Named agent(Grant grant) {
        return named(agents, Set.of(grant.person().value(), grant.username()));
    }

    /** Whether it happened while the grant ran, as far as clocks agree. */
    public boolean within(Grant grant) {
        Instant over = grant.ended() == null ? grant.until() : grant.ended().at();
        return !recorded.isBefore(grant.from().minus(SKEW)) && !recorded.isAfter(over.plus(SKEW));
    }

    private static Named named(Set<String> said, Set<String> right) {
        return said.isEmpty() ? Named.NOBODY : right.containsAll(said) ? Named.SAME : Named.OTHER;
    }

    private static Set<String> grants(Map<?, ?> json) {
        Set<String> grants = new HashSet<>();
        for (Map<?, ?> extension : list(json, "extension")) {
            if (GRANT.equals(extension.get("url"))) {
                grants.add(Objects.toString(extension.get("valueString"), ""));
            }
        }
        for (Map<?, ?> entity : list(json, "entity")) {
            Map<?, ?> identifier = map(map(entity, "what"), "identifier");
            if (GRANT.equals(identifier.get("system"))) {
                grants.add(Objects.toString(identifier.get("value"), ""));
            }
        }
        return grants;
    }

    private static Optional<String> what(Map<?, ?> json) {
        List<String> codes = new ArrayList<>();
        codes.add(Objects.toString(map(json, "type").get("code"), ""));
        for (Map<?, ?> subtype : list(json, "subtype")) {
            codes.add(Objects.toString(subtype.get("code"), ""));
        }
        Object action = json.get("action");
        if (action != null) {
            codes.add(action.toString().matches("[CRUDE]") ? action.toString() : "");
        }
        return codes.stream().allMatch(code -> code.matches("[A-Za-z0-9][A-Za-z0-9.-]{0,39}"))
                ? Optional.of(String.join(" ", codes))
                : Optional.empty();
    }

    private static Set<String> patients(Map<?, ?> json) {
        Set<String> patients = new HashSet<>();
        for (Map<?, ?> entity : list(json, "entity")) {
            Map<?, ?> what = map(entity, "what");
            String reference = Objects.toString(what.get("reference"), "");
            int at = reference.lastIndexOf(PATIENT);
            if (at >= 0) {
                patients.add(reference.substring(at + PATIENT.length()));
            } else if ("1".equals(map(entity, "role").get("code"))
                    && map(what, "identifier").get("value") instanceof String value) {
                patients.add(value);
            }
        }
        return patients;
    }

    private static Set<String> agents(Map<?, ?> json) {
        Set<String> agents = new HashSet<>();
        for (Map<?, ?> agent : list(json, "agent")) {
            if (Boolean.TRUE.equals(agent.get("requestor"))) {
                Map<?, ?> who = map(agent, "who");
                String reference = Objects.toString(who.get("reference"), "");
                String named = map(who, "identifier").get("value") instanceof String value
                        ? value
                        : reference.substring(reference.lastIndexOf('/') + 1);
                if (!named.isEmpty()) {
                    agents.add(named);
                }
            }
        }
        return agents;
    }

    private static Optional<Instant> moment(@Nullable Object value) {
        try {
            return value instanceof String text
                    ? Optional.of(OffsetDateTime.parse(text).toInstant())
                    : Optional.empty();
        } catch (DateTimeException noMoment) {
            return Optional.empty();
        }
    }

    private static Map<?, ?> map(Map<?, ?> json, String name) {
        return json.get(name) instanceof Map<?, ?> map ? map : Map.of();
    }

    /** Members that are objects; anything else is no member of ours. */
    private static List<Map<?, ?>> list(Map<?, ?> json, String name) {
        List<Map<?, ?>> found = new ArrayList<>();
        if (json.get(name) instanceof List<?> list) {
            for (Object one : list) {
                if (one instanceof Map<?, ?> map) {
                    found.add(map);
                }
            }
        }
        return found;
    }
}
