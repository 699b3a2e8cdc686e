package health.keyward.audit.core;

import health.keyward.audit.Recorded;
import health.keyward.audit.Recorded.FieldChange;
import health.keyward.kernel.Actor;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What one entry says, sorted by whom it names (ADR 0004): what names no person stands in the header, for everybody who holds an entry; the rest in
 * one part per person named, or in the part of nobody known. Values are texts, numbers, booleans, lists and maps of these, and documents, ready to be written.
 */
public record Sorted(Map<String, Object> header, Map<KeyOwner, Map<String, Object>> parts) {
    /** Rows of settings. What is not listed here may say something about a person. */
    private static final Pattern SETTING = Pattern.compile(
            "(Realm|Client|Role|Group|Component|Authentication|Authenticator|IdentityProvider|ProtocolMapper|RequiredAction|RequiredCredential"
                    + "|ResourceServer|Scope|DefaultClientScope|CompositeRole|ServerConfig|Fields).*");

    private static final Pattern NAMES_SOMEBODY =
            Pattern.compile("(^|/)(users|members|people|sessions|brute-force|invitations)/.+");

    private static final int LONGEST_PLAIN = 255;

    /** A text that is JSON itself, and long. */
    public record Document(String text) {}

    public static Sorted of(Recorded recorded, String boot, long nseq) {
        Sorted sorted = new Sorted(new LinkedHashMap<>(), new LinkedHashMap<>());
        sorted.plain("kind", kind(recorded));
        sorted.plain("id", recorded.id());
        sorted.plain("at", recorded.at().toString());
        sorted.plain("realmId", recorded.realmId());
        sorted.plain("boot", boot);
        sorted.plain("nseq", nseq);
        switch (recorded) {
            case Recorded.UserActivity a -> sorted.add(a);
            case Recorded.Change c -> sorted.add(c);
            case Recorded.Refusal r -> sorted.add(r);
            case Recorded.Look l -> sorted.add(l);
            case Recorded.Undone u -> sorted.add(u);
            case Recorded.Decision d -> sorted.add(d);
            case Recorded.Act a -> sorted.add(a);
            case Recorded.Mark m -> {
                sorted.plain("type", m.type());
                sorted.plain("facts", m.facts());
            }
        }
        return sorted;
    }

    public static String kind(Recorded recorded) {
        return switch (recorded) {
            case Recorded.UserActivity a -> "activity";
            case Recorded.Change c -> "change";
            case Recorded.Refusal r -> "refusal";
            case Recorded.Look l -> "look";
            case Recorded.Undone u -> "undone";
            case Recorded.Decision d -> "decision";
            case Recorded.Act a -> "act";
            case Recorded.Mark m -> "mark";
        };
    }

    private void add(Recorded.UserActivity a) {
        KeyOwner person = owner(a.realmId(), a.userId(), a.at());
        plain("type", a.type());
        plain("error", a.error());
        plainOr(person, "clientId", a.clientId());
        plain("protocol", a.protocol());
        plain("credentialType", a.credentialType());
        plain("amr", a.amr());
        plain("acr", a.acr());
        plain(
                "authenticatedAt",
                a.authenticatedAt() == null ? null : a.authenticatedAt().toString());
        plain("sso", a.sso() ? true : null);
        plain("reached", a.reached());
        seal(person, "userId", a.userId());
        seal(person, "username", a.username());
        seal(person, "unknownName", a.unknownName());
        seal(person, "address", a.address());
        seal(person, "userAgent", a.userAgent());
        seal(person, "sessionId", a.sessionId());
        seal(person, "correlationId", a.correlationId());
        seal(person, "details", a.details());
    }

    private void add(Recorded.Change c) {
        KeyOwner nobody = month(c.realmId(), c.at());
        boolean target = c.targetUserId() != null;
        KeyOwner person = owner(c.realmId(), c.targetUserId(), c.at());
        plain("source", c.source().name());
        plain("operation", c.operation());
        plain("area", c.area());
        if (target || NAMES_SOMEBODY.matcher(c.target()).find() || c.targetUsername() != null) {
            seal(person, "target", c.target());
            seal(person, "targetUserId", c.targetUserId());
            seal(person, "targetUsername", c.targetUsername());
        } else {
            plainOr(nobody, "target", c.target());
        }
        actor(c.actor(), c.realmId(), c.at());
        boolean settings = !target
                && c.fields().stream().allMatch(f -> SETTING.matcher(f.thing()).matches());
        List<Map<String, Object>> fields =
                c.fields().stream().map(Sorted::field).toList();
        if (settings) {
            plain("fields", fields);
            plain("representationHash", c.representationHash());
        } else {
            seal(person, "fields", fields);
            seal(person, "representationHash", c.representationHash());
        }
    }

    private void add(Recorded.Refusal r) {
        KeyOwner by = owner(r.actor(), r.realmId(), r.at());
        if (r.realmId().isEmpty()) {
            seal(by, "realmName", r.realmName());
        } else {
            plain("realmName", r.realmName());
        }
        plainOr(by, "method", r.method());
        plain("status", r.status());
        seal(by, "path", r.path());
        seal(by, "userAgent", r.userAgent());
        actor(r.actor(), r.realmId(), r.at());
    }

    private void add(Recorded.Look l) {
        KeyOwner by = owner(l.actor(), l.realmId(), l.at());
        plain("phase", l.phase());
        plain("rows", l.rows());
        if (NAMES_SOMEBODY.matcher(l.what()).find()) {
            seal(by, "what", l.what());
        } else {
            plainOr(by, "what", l.what());
        }
        seal(by, "question", l.question());
        actor(l.actor(), l.realmId(), l.at());
    }

    private void add(Recorded.Undone u) {
        KeyOwner person = owner(u.realmId(), u.userId(), u.at());
        plain("type", u.type());
        plainOr(person, "clientId", u.clientId());
        seal(person, "userId", u.userId());
        seal(person, "username", u.username());
        seal(person, "address", u.address());
    }

    /** The hash is sealed too: whoever guesses what was asked could otherwise find out about somebody who was erased. */
    private void add(Recorded.Decision d) {
        KeyOwner person = owner(d.realmId(), d.userId(), d.at());
        plain("type", d.effect());
        plain("point", d.point());
        plainOr(person, "clientId", d.clientId());
        plainOr(person, "action", d.action());
        plainOr(person, "subjectType", d.subjectType());
        plainOr(person, "resourceType", d.resourceType());
        plain("reasons", d.reasons());
        plain("revision", d.revision());
        plain("engine", d.engine());
        plain("micros", d.micros());
        plain("enforced", d.enforced());
        plain("shadow", d.shadow());
        seal(person, "userId", d.userId());
        seal(person, "username", d.username());
        seal(person, "subject", d.subject());
        seal(person, "resource", d.resource());
        seal(person, "address", d.address());
        seal(person, "userAgent", d.userAgent());
        seal(person, "sessionId", d.sessionId());
        seal(person, "inputHash", d.inputHash());
        seal(person, "input", document(d.input()));
        seal(person, "attributes", document(d.attributes()));
        seal(person, "question", document(d.question()));
        seal(person, "why", document(d.why()));
        seal(person, "result", document(d.result()));
    }

    private void add(Recorded.Act a) {
        KeyOwner person = owner(a.realmId(), a.userId(), a.at());
        plainOr(person, "room", a.room());
        plainOr(person, "type", a.type());
        plainOr(person, "error", a.error());
        plainOr(person, "about", a.about());
        seal(person, "userId", a.userId());
        seal(person, "username", a.username());
        seal(person, "facts", a.facts());
        actor(a.actor(), a.realmId(), a.at());
    }

    /** Who acted: realm and client in the header, the person in a part of their own. */
    private void actor(Actor actor, String realmId, Instant at) {
        KeyOwner by = owner(actor, realmId, at);
        plain("actorRealmId", actor.realmId());
        plainOr(by, "clientId", actor.clientId());
        Map<String, Object> who = new LinkedHashMap<>();
        put(who, "userId", actor.userId());
        put(who, "username", actor.username());
        put(who, "sessionId", actor.sessionId());
        put(who, "address", actor.address());
        seal(by, "actor", who);
    }

    private static KeyOwner owner(Actor actor, String realmId, Instant at) {
        return actor.userId() == null
                ? month(realmId, at)
                : owner(actor.realmId() == null ? realmId : actor.realmId(), actor.userId(), at);
    }

    private static KeyOwner owner(String realmId, @Nullable String userId, Instant at) {
        return userId == null || userId.isEmpty() ? month(realmId, at) : new KeyOwner.Person(realmId, userId);
    }

    private static KeyOwner month(String realmId, Instant at) {
        return new KeyOwner.Month(realmId, YearMonth.from(at.atOffset(ZoneOffset.UTC)));
    }

    private static Map<String, Object> field(FieldChange change) {
        Map<String, Object> field = new LinkedHashMap<>();
        put(field, "thing", change.thing());
        put(field, "thingId", change.thingId());
        put(field, "name", change.name());
        put(field, "before", change.before());
        put(field, "after", change.after());
        return field;
    }

    /** What a caller may have typed is plain only as long as it is short enough to be what it should be. */
    private void plainOr(KeyOwner owner, String name, @Nullable String value) {
        if (value == null || value.length() <= LONGEST_PLAIN) {
            plain(name, value);
        } else {
            seal(owner, name, value);
        }
    }

    private static @Nullable Document document(@Nullable String text) {
        return text == null ? null : new Document(text);
    }

    private void plain(String name, @Nullable Object value) {
        put(header, name, value);
    }

    private void seal(KeyOwner owner, String name, @Nullable Object value) {
        if (!isNothing(value)) {
            put(parts.computeIfAbsent(owner, o -> new LinkedHashMap<>()), name, value);
        }
    }

    private static void put(Map<String, Object> into, String name, @Nullable Object value) {
        if (value != null && !isNothing(value)) {
            into.put(name, value);
        }
    }

    private static boolean isNothing(@Nullable Object value) {
        return value == null
                || (value instanceof List<?> list && list.isEmpty())
                || (value instanceof Map<?, ?> map && map.isEmpty());
    }
}
