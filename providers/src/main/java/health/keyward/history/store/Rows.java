package health.keyward.history.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.keyward.audit.Entry;
import health.keyward.audit.Recorded;
import health.keyward.history.core.Address;
import health.keyward.history.core.Cause;
import health.keyward.history.core.Clean;
import health.keyward.history.core.Device;
import health.keyward.history.core.Kind;
import health.keyward.history.core.Method;
import health.keyward.history.core.Outcome;
import health.keyward.history.core.Protocol;
import health.keyward.kernel.Actor;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Entries of the log as rows of the read models; a row is a JSON object whose names are the columns. */
final class Rows {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int NAME = 255;
    private static final int VALUE = 4000;

    final ArrayNode events = JSON.createArrayNode();
    final ArrayNode changes = JSON.createArrayNode();
    final ArrayNode people = JSON.createArrayNode();
    boolean undone;

    static String text(ArrayNode rows) {
        try {
            return JSON.writeValueAsString(rows);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("rows made here always become JSON", e);
        }
    }

    void add(Entry entry) {
        switch (entry.recorded()) {
            case Recorded.UserActivity activity -> add(entry, activity);
            case Recorded.Change change -> add(entry, change);
            case Recorded.Refusal refusal -> add(entry, refusal);
            case Recorded.Look look -> add(entry, look);
            case Recorded.Undone undone -> add(entry, undone);
            case Recorded.Mark mark -> {}
        }
    }

    private void add(Entry entry, Recorded.UserActivity a) {
        Cause cause = Cause.of(a.type(), a.error(), a.credentialType());
        Method method = Method.of(
                a.type(), a.credentialType(), a.amr(), a.sso(), a.details().get("identity_provider"));
        Kind kind = Kind.of(a.type());
        Outcome outcome = Outcome.of(a.type(), a.error(), cause);
        ObjectNode row = event(entry, kind, a.type(), outcome, cause, method);
        row.put("protocol", Protocol.of(a.protocol()).name());
        row.put("error", Clean.text(a.error(), NAME));
        row.put("user_id", Clean.text(a.userId(), NAME));
        row.put("username", Clean.text(a.username(), NAME));
        row.put("unknown_name", Clean.text(a.unknownName(), 16));
        row.put("client_id", Clean.text(a.clientId(), NAME));
        row.put("acr", Clean.text(a.acr(), 64));
        texts(row, "amr", a.amr());
        row.put("auth_at", a.authenticatedAt() == null ? null : micros(a.authenticatedAt()));
        address(row, a.address());
        row.put("user_agent", Clean.text(a.userAgent(), 512));
        row.put("device", Device.inWords(a.userAgent()));
        row.put("session_id", Clean.text(a.sessionId(), NAME));
        row.put("correlation_id", Clean.text(a.correlationId(), NAME));
        texts(row, "reached", a.reached());
        row.set("details", details(a.details()));
        boolean person = interactive(kind, a);
        row.put("signed_in", person && outcome == Outcome.SUCCESS);
        row.put("used", !person && outcome == Outcome.SUCCESS && (kind == Kind.SIGN_IN || kind == Kind.TOKEN));
        row.put("missed", kind == Kind.SIGN_IN && (outcome == Outcome.FAILED || outcome == Outcome.DENIED));
        events.add(row);
        person(a.realmId(), a.userId(), a.username(), a.at());
    }

    /** A sign-in in which the person did something; an existing session, a token or a service account is none. */
    private static boolean interactive(Kind kind, Recorded.UserActivity a) {
        return kind == Kind.SIGN_IN && a.type().equals("LOGIN") && !a.sso();
    }

    private void add(Entry entry, Recorded.Refusal r) {
        Cause cause = r.status() == 403 ? Cause.NO_RIGHT : Cause.OTHER;
        Outcome outcome = r.status() == 403 ? Outcome.DENIED : Outcome.FAILED;
        ObjectNode row = event(entry, Kind.REFUSED, "ADMIN_" + r.status(), outcome, cause, Method.UNKNOWN);
        row.put("protocol", Protocol.OTHER.name());
        row.put("error", Integer.toString(r.status()));
        actor(row, r.actor());
        address(row, r.actor().address());
        row.put("user_agent", Clean.text(r.userAgent(), 512));
        row.put("device", Device.inWords(r.userAgent()));
        row.set("details", details(Map.of("method", r.method(), "path", r.path(), "realm", r.realmName())));
        events.add(row);
        person(r.realmId(), r.actor());
    }

    private void add(Entry entry, Recorded.Undone u) {
        undone = true;
        ObjectNode row = event(entry, Kind.of(u.type()), u.type(), Outcome.UNDONE, Cause.OTHER, Method.UNKNOWN);
        row.put("protocol", Protocol.OTHER.name());
        row.put("user_id", Clean.text(u.userId(), NAME));
        row.put("username", Clean.text(u.username(), NAME));
        row.put("client_id", Clean.text(u.clientId(), NAME));
        address(row, u.address());
        events.add(row);
        person(u.realmId(), u.userId(), u.username(), u.at());
    }

    private void add(Entry entry, Recorded.Change c) {
        ObjectNode row = change(entry, c.source().name(), c.operation(), c.area(), c.target(), c.actor());
        row.put("target_user_id", Clean.text(c.targetUserId(), NAME));
        row.put("target_username", Clean.text(c.targetUsername(), NAME));
        row.put("content_hash", Clean.text(c.representationHash(), 64));
        ArrayNode fields = row.putArray("fields");
        c.fields().forEach(f -> field(fields, f.thing(), f.thingId(), f.name(), f.before(), f.after()));
        row.put("field_count", fields.size());
        changes.add(row);
        person(c.realmId(), c.targetUserId(), c.targetUsername(), c.at());
        person(c.realmId(), c.actor());
    }

    private void add(Entry entry, Recorded.Look l) {
        ObjectNode row = change(entry, Recorded.Source.REQUEST.name(), "READ", "LOOK", l.what(), l.actor());
        ArrayNode fields = row.putArray("fields");
        field(fields, "Look", null, "question", null, l.question());
        field(fields, "Look", null, "phase", null, l.phase());
        if (l.rows() != null) {
            field(fields, "Look", null, "rows", null, l.rows().toString());
        }
        row.put("field_count", fields.size());
        changes.add(row);
        person(l.realmId(), l.actor());
    }

    private static ObjectNode event(Entry entry, Kind kind, String type, Outcome outcome, Cause cause, Method method) {
        ObjectNode row = base(entry);
        row.put("kind", kind.name());
        row.put("type", Clean.known(type, 64));
        row.put("outcome", outcome.name());
        row.put("cause", cause.name());
        row.put("method", method.name());
        row.putArray("amr");
        row.putArray("reached");
        row.putObject("details");
        return row;
    }

    private static ObjectNode change(
            Entry entry, String source, String operation, String area, String target, Actor actor) {
        ObjectNode row = base(entry);
        row.put("source", source);
        row.put("operation", Clean.known(operation, 16));
        row.put("area", Clean.known(area, 64));
        row.put("target", Clean.known(target, 1024));
        row.put("actor_realm_id", Clean.text(actor.realmId(), 36));
        row.put("actor_id", Clean.text(actor.userId(), NAME));
        row.put("actor_name", Clean.text(actor.username(), NAME));
        row.put("client_id", Clean.text(actor.clientId(), NAME));
        row.put("session_id", Clean.text(actor.sessionId(), NAME));
        address(row, actor.address());
        return row;
    }

    private static ObjectNode base(Entry entry) {
        ObjectNode row = JSON.createObjectNode();
        row.put("at", micros(entry.recorded().at()));
        row.put("seq", entry.seq());
        row.put("nseq", entry.nseq());
        row.put("boot", Clean.known(entry.boot(), 64));
        row.put("event_id", entry.recorded().id());
        row.put("realm_id", Clean.known(entry.recorded().realmId(), 36));
        return row;
    }

    private static void actor(ObjectNode row, Actor actor) {
        row.put("user_id", Clean.text(actor.userId(), NAME));
        row.put("username", Clean.text(actor.username(), NAME));
        row.put("client_id", Clean.text(actor.clientId(), NAME));
        row.put("session_id", Clean.text(actor.sessionId(), NAME));
    }

    private static void address(ObjectNode row, @Nullable String raw) {
        if (raw == null) {
            return;
        }
        Optional<Address> address = Address.parse(raw).filter(a -> !a.network());
        if (address.isPresent()) {
            row.put("address", address.get().text());
        } else {
            row.put("address_text", Clean.known(raw, NAME));
        }
    }

    private void person(String realmId, Actor actor) {
        if (realmId.equals(actor.realmId())) {
            people.add(known(realmId, actor.userId(), actor.username(), Instant.EPOCH));
        }
    }

    private void person(String realmId, @Nullable String userId, @Nullable String username, Instant at) {
        people.add(known(realmId, userId, username, at));
    }

    private static ObjectNode known(String realmId, @Nullable String userId, @Nullable String username, Instant at) {
        ObjectNode row = JSON.createObjectNode();
        row.put("realm_id", Clean.known(realmId, 36));
        row.put("user_id", Clean.text(userId, NAME));
        row.put("username", Clean.text(username, NAME));
        row.put("at", micros(at));
        return row;
    }

    private static ObjectNode details(Map<String, String> details) {
        ObjectNode node = JSON.createObjectNode();
        details.forEach((name, value) -> node.put(Clean.known(name, NAME), Clean.known(value, VALUE)));
        return node;
    }

    private static void field(
            ArrayNode fields,
            String thing,
            @Nullable String thingId,
            String name,
            @Nullable String before,
            @Nullable String after) {
        ObjectNode field = fields.addObject();
        field.put("thing", Clean.known(thing, NAME));
        field.put("thingId", Clean.text(thingId, NAME));
        field.put("name", Clean.known(name, NAME));
        field.put("before", Clean.text(before, VALUE));
        field.put("after", Clean.text(after, VALUE));
    }

    private static void texts(ObjectNode row, String column, List<String> values) {
        ArrayNode array = row.putArray(column);
        values.forEach(value -> array.add(Clean.known(value, NAME)));
    }

    private static String micros(Instant at) {
        return at.truncatedTo(ChronoUnit.MICROS).toString();
    }
}
