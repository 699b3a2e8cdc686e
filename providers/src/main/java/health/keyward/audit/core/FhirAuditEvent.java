package health.keyward.audit.core;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An entry as a FHIR R4 AuditEvent in the shapes of IHE BALP 1.1.4. {@code meta.profile} names a BALP profile only where everything it asks for is known:
 * {@code Create}, {@code Update}, {@code Delete} for changes through the admin API, {@code Query} for looks. What gets a token has the codes and agents of
 * {@code IHE.IUA.71} and the token's id, yet not its name: that profile wants the raw request, which is not recorded. The number of the entry is a tag.
 */
public final class FhirAuditEvent {
    private static final String BALP = "https://profiles.ihe.net/ITI/BALP/StructureDefinition/IHE.BasicAudit.";
    private static final String ENTITY = "http://terminology.hl7.org/CodeSystem/audit-entity-type";
    private static final String ROLE = "http://terminology.hl7.org/CodeSystem/object-role";
    private static final int LONGEST = 8_000;

    private final Told told;
    private final String host;
    private final FhirCodes codes;
    private final FhirAgents agents;

    private FhirAuditEvent(Told told, String host) {
        this.told = told;
        this.host = host;
        this.codes = FhirCodes.of(told);
        this.agents = new FhirAgents(told, host);
    }

    /**
     * The resource as JSON on one line.
     *
     * @param host name of the installation or of this machine, the observer
     */
    public static String of(Told told, String host) {
        return JsonText.of(new FhirAuditEvent(told, host).tree());
    }

    /** A batch for a FHIR server: each entry a create of its own (IHE ITI-20, Send Audit Bundle). */
    public static String bundle(List<Told> batch, String host) {
        List<Map<String, ?>> entries = new ArrayList<>();
        for (Told told : batch) {
            Map<String, @Nullable Object> entry = new LinkedHashMap<>();
            entry.put("fullUrl", told.id().length() == 32 ? "urn:uuid:" + uuid(told.id()) : null);
            entry.put("resource", new FhirAuditEvent(told, host).tree());
            entry.put("request", Map.of("method", "POST", "url", "AuditEvent"));
            entries.add(entry);
        }
        Map<String, Object> bundle = new LinkedHashMap<>();
        bundle.put("resourceType", "Bundle");
        bundle.put("type", "batch");
        bundle.put("entry", entries);
        return JsonText.of(bundle);
    }

    private Map<String, ?> tree() {
        Map<String, @Nullable Object> event = new LinkedHashMap<>();
        event.put("resourceType", "AuditEvent");
        event.put("meta", meta());
        event.put("type", codes.type());
        event.put("subtype", codes.subtype());
        event.put("action", codes.action());
        event.put("recorded", told.at().toString());
        event.put("outcome", told.success() ? "0" : Gravity.cef(told) >= 7 ? "8" : "4");
        event.put("outcomeDesc", text(told.failure()));
        event.put("agent", agents.all());
        Map<String, @Nullable Object> source = new LinkedHashMap<>();
        source.put("site", text(told.realmId()));
        source.put("observer", identified("urn:keyward:host", host));
        source.put(
                "type",
                List.of(FhirCodes.coding(
                        "http://terminology.hl7.org/CodeSystem/security-source-type", "6", "Security Server")));
        event.put("source", source);
        event.put("entity", entities());
        return event;
    }

    private Map<String, ?> meta() {
        Map<String, @Nullable Object> meta = new LinkedHashMap<>();
        String profile = profile();
        meta.put("profile", profile == null ? null : List.of(BALP + profile));
        meta.put("tag", List.of(Map.of("system", "urn:keyward:seq", "code", Long.toString(told.seq()))));
        return meta;
    }

    private @Nullable String profile() {
        if (!told.success() || !agents.bothInTheNetwork()) {
            return null;
        }
        if (told.kind() == Told.Kind.LOOK && told.type().equals("ASKED")) {
            return "Query";
        }
        boolean byApi = !"MODEL".equals(told.fact("source")) && !"SELF".equals(told.fact("source"));
        if (told.kind() != Told.Kind.CHANGE || !byApi) {
            return null;
        }
        return switch (told.type()) {
            case "CREATE" -> "Create";
            case "UPDATE" -> "Update";
            case "DELETE" -> "Delete";
            default -> null;
        };
    }

    private List<Map<String, ?>> entities() {
        List<Map<String, ?>> entities = new ArrayList<>();
        if (told.kind() == Told.Kind.LOOK) {
            entities.add(query());
        } else if (FhirCodes.issuedToken(told) && agents.token().isPresent()) {
            entities.add(entity(
                    "13",
                    "Security Resource",
                    identified(
                            "urn:ietf:rfc:3986",
                            FhirAgents.TOKEN + agents.token().get()),
                    details()));
        } else if (told.kind() == Told.Kind.CHANGE) {
            entities.add(entity(
                    "4",
                    "Domain Resource",
                    identified("urn:keyward:path", told.facts().getOrDefault("path", "-")),
                    details()));
        } else {
            String session = told.via().sessionId();
            List<Map<String, Object>> details = details();
            if (session != null || !details.isEmpty()) {
                entities.add(entity(
                        "13",
                        "Security Resource",
                        session == null
                                ? identified("urn:keyward:event-id", told.id().isEmpty() ? "-" : told.id())
                                : identified("urn:keyward:session", session),
                        details));
            }
        }
        Map<String, Object> target = person(told.target());
        if (target != null) {
            Map<String, Object> person = new LinkedHashMap<>();
            person.put("what", target);
            person.put("type", FhirCodes.coding(ENTITY, "1", "Person"));
            person.put("role", FhirCodes.coding(ROLE, "11", "Security User Entity"));
            entities.add(person);
        }
        return entities;
    }

    /** BALP: the question in base64 as it was asked, no details beside it. */
    private Map<String, ?> query() {
        String what = told.facts().getOrDefault("what", "-");
        String question = told.facts().getOrDefault("question", "");
        String whole = question.isEmpty() ? what : what + "?" + question;
        Map<String, @Nullable Object> entity = new LinkedHashMap<>();
        entity.put("type", FhirCodes.coding(ENTITY, "2", "System Object"));
        entity.put("role", FhirCodes.coding(ROLE, "24", "Query"));
        entity.put("description", text(whole));
        entity.put("query", Base64.getEncoder().encodeToString(whole.getBytes(StandardCharsets.UTF_8)));
        return entity;
    }

    private static Map<String, ?> entity(
            String role, String display, Map<String, Object> what, List<Map<String, Object>> details) {
        Map<String, @Nullable Object> entity = new LinkedHashMap<>();
        entity.put("what", what);
        entity.put("type", FhirCodes.coding(ENTITY, "2", "System Object"));
        entity.put("role", FhirCodes.coding(ROLE, role, display));
        entity.put("detail", details.isEmpty() ? null : details);
        return entity;
    }

    private List<Map<String, Object>> details() {
        List<Map<String, Object>> details = new ArrayList<>();
        detail(details, "type", told.type());
        detail(details, "protocol", told.via().protocol());
        detail(details, "userAgent", told.via().userAgent());
        told.facts().forEach((name, value) -> detail(details, name, value));
        told.changes()
                .forEach(f -> detail(
                        details,
                        f.thing() + "." + f.name(),
                        f.before() == null && f.after() == null ? "changed" : f.before() + " -> " + f.after()));
        return details;
    }

    private static void detail(List<Map<String, Object>> details, String type, @Nullable String value) {
        String shown = text(value);
        String name = text(type);
        if (shown != null && name != null) {
            Map<String, Object> detail = new LinkedHashMap<>();
            detail.put("type", name);
            detail.put("valueString", shown);
            details.add(detail);
        }
    }

    static @Nullable Map<String, Object> person(Told.Who who) {
        return who.id() == null
                ? null
                : identified(who.id().startsWith("p-") ? "urn:keyward:pseudonym" : "urn:keyward:user", who.id());
    }

    static Map<String, Object> identified(String system, @Nullable String value) {
        Map<String, Object> identifier = new LinkedHashMap<>();
        identifier.put("system", system);
        String shown = text(value);
        identifier.put("value", shown == null ? "-" : shown);
        return Map.of("identifier", identifier);
    }

    /** FHIR allows neither control characters nor empty strings. */
    static @Nullable String text(@Nullable String value) {
        if (value == null) {
            return null;
        }
        String shown = PlainText.of(value, LONGEST).strip();
        return shown.isEmpty() ? null : shown;
    }

    private static String uuid(String hex) {
        return hex.substring(0, 8) + "-" + hex.substring(8, 12) + "-" + hex.substring(12, 16) + "-"
                + hex.substring(16, 20) + "-" + hex.substring(20);
    }
}
