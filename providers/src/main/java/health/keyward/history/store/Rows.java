package health.keyward.history.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Entries of the log as rows of the read models. */
final class Rows {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int NAME = 255;
    private static final int VALUE = 4000;
    private static final String NOTHING = "{}";
    private static final List<String> NONE = List.of();
    /** What a page can show of one change; the log has all of it. */
    private static final int FIELDS = 200;

    final Table events = new Table(ProjectionSql.EVENT_COLUMNS);
    final Table changes = new Table(ProjectionSql.CHANGE_COLUMNS);
    final Seen people = new Seen();
    final SeenClients clients = new SeenClients();
    /** Ids of entries that were rolled back. */
    final List<String> undone = new ArrayList<>();

    void add(Entry entry) {
        switch (entry.recorded()) {
            case Recorded.UserActivity activity -> add(entry, activity);
            case Recorded.Change change -> add(entry, change);
            case Recorded.Refusal refusal -> add(entry, refusal);
            case Recorded.Look look -> add(entry, look);
            case Recorded.Undone undone -> add(entry, undone);
            case Recorded.Act act -> add(entry, act);
            case Recorded.Decision decision -> {}
            case Recorded.Mark mark -> {}
        }
    }

    private void add(Entry entry, Recorded.UserActivity a) {
        Cause cause = Cause.of(a.type(), a.error(), a.credentialType());
        Method method = Method.of(
                a.type(), a.credentialType(), a.amr(), a.sso(), a.details().get("identity_provider"));
        Kind kind = Kind.of(a.type());
        Outcome outcome = Outcome.of(a.type(), a.error(), cause);
        Table.Row row = event(entry, kind, a.type(), outcome, cause, method);
        row.put("protocol", Protocol.of(a.protocol()).name());
        row.put("error", Clean.text(a.error(), NAME));
        row.put("user_id", Clean.text(a.userId(), NAME));
        row.put("username", Clean.text(a.username(), NAME));
        row.put("unknown_name", Clean.text(a.unknownName(), 16));
        row.put("client_id", Clean.text(a.clientId(), NAME));
        row.put("acr", Clean.text(a.acr(), 64));
        row.put("amr", cleaned(a.amr()));
        row.put("auth_at", a.authenticatedAt() == null ? null : micros(a.authenticatedAt()));
        address(row, a.address());
        row.put("user_agent", Clean.text(a.userAgent(), 512));
        row.put("device", Device.inWords(a.userAgent()));
        row.put("session_id", Clean.text(a.sessionId(), NAME));
        row.put("correlation_id", Clean.text(a.correlationId(), NAME));
        row.put("reached", cleaned(a.reached()));
        row.put("details", details(a.details()));
        person(a.realmId(), a.userId(), a.username(), a.at());
        if (a.clientId() != null && outcome == Outcome.SUCCESS && (kind == Kind.SIGN_IN || kind == Kind.TOKEN)) {
            clients.used(
                    Clean.known(a.realmId(), 36),
                    Clean.known(a.clientId(), NAME),
                    a.type().equals("CLIENT_LOGIN"),
                    a.at().truncatedTo(ChronoUnit.HOURS));
        }
        if (a.userId() != null) {
            used(entry.seq(), a, a.userId(), kind, outcome);
        }
    }

    private void used(long seq, Recorded.UserActivity a, String person, Kind kind, Outcome outcome) {
        String realmId = Clean.known(a.realmId(), 36);
        String userId = Clean.known(person, NAME);
        Instant at = a.at().truncatedTo(ChronoUnit.MICROS);
        if (outcome == Outcome.SUCCESS && interactive(kind, a)) {
            people.signedIn(realmId, userId, at, seq);
        } else if (outcome == Outcome.SUCCESS && (kind == Kind.SIGN_IN || kind == Kind.TOKEN)) {
            people.used(realmId, userId, at, seq);
        } else if (kind == Kind.SIGN_IN && (outcome == Outcome.FAILED || outcome == Outcome.DENIED)) {
            people.missed(realmId, userId, at, seq);
        }
        if (outcome == Outcome.SUCCESS && kind == Kind.TOKEN) {
            issued(realmId, userId, a, at.truncatedTo(ChronoUnit.HOURS));
        }
    }

    /** To the hour: nobody asks closer, and a row changes once an hour instead of with every token. */
    private void issued(String realmId, String userId, Recorded.UserActivity a, Instant at) {
        String roles = a.details().get(Recorded.UserActivity.ROLES);
        if (roles == null) {
            return;
        }
        for (String role : roles.split(",", -1)) {
            if (!role.isEmpty()) {
                people.issued(realmId, userId, "ROLE", Clean.known(role, NAME), at);
            }
        }
        if (a.clientId() != null) {
            people.issued(realmId, userId, "CLIENT", Clean.known(a.clientId(), NAME), at);
        }
    }

    /** A sign-in in which the person did something; an existing session, a token or a service account is none. */
    private static boolean interactive(Kind kind, Recorded.UserActivity a) {
        return kind == Kind.SIGN_IN && a.type().equals("LOGIN") && !a.sso();
    }

    private void add(Entry entry, Recorded.Refusal r) {
        Cause cause = r.status() == 403 ? Cause.NO_RIGHT : Cause.OTHER;
        Outcome outcome = r.status() == 403 ? Outcome.DENIED : Outcome.FAILED;
        Table.Row row = event(entry, Kind.REFUSED, "ADMIN_" + r.status(), outcome, cause, Method.UNKNOWN);
        row.put("protocol", Protocol.OTHER.name());
        row.put("error", Integer.toString(r.status()));
        actor(row, r.actor());
        address(row, r.actor().address());
        row.put("user_agent", Clean.text(r.userAgent(), 512));
        row.put("device", Device.inWords(r.userAgent()));
        row.put("details", details(Map.of("method", r.method(), "path", r.path(), "realm", r.realmName())));
        person(r.realmId(), r.actor());
    }

    private void add(Entry entry, Recorded.Undone u) {
        undone.add(u.id());
        Table.Row row = event(entry, Kind.of(u.type()), u.type(), Outcome.UNDONE, Cause.OTHER, Method.UNKNOWN);
        row.put("protocol", Protocol.OTHER.name());
        row.put("user_id", Clean.text(u.userId(), NAME));
        row.put("username", Clean.text(u.username(), NAME));
        row.put("client_id", Clean.text(u.clientId(), NAME));
        address(row, u.address());
        person(u.realmId(), u.userId(), u.username(), u.at());
    }

    private void add(Entry entry, Recorded.Change c) {
        Table.Row row = change(entry, c.source().name(), c.operation(), c.area(), c.target(), c.actor());
        row.put("target_user_id", Clean.text(c.targetUserId(), NAME));
        row.put("target_username", Clean.text(c.targetUsername(), NAME));
        row.put("content_hash", Clean.text(c.representationHash(), 64));
        ArrayNode fields = JSON.createArrayNode();
        c.fields().stream()
                .limit(FIELDS)
                .forEach(f -> field(fields, f.thing(), f.thingId(), f.name(), f.before(), f.after()));
        row.put("fields", text(fields)).put("field_count", c.fields().size());
        person(c.realmId(), c.targetUserId(), c.targetUsername(), c.at());
        person(c.realmId(), c.actor());
    }

    /** Acts of rooms stand among the changes, where whoever asks what was done to a person looks. */
    private void add(Entry entry, Recorded.Act a) {
        boolean self = a.userId() != null && a.userId().equals(a.actor().userId());
        String target = a.about() == null ? a.type() : a.type() + "/" + a.about();
        Recorded.Source source = self ? Recorded.Source.SELF : Recorded.Source.REQUEST;
        Table.Row row = change(entry, source.name(), "ACTION", a.room().toUpperCase(Locale.ROOT), target, a.actor());
        row.put("target_user_id", Clean.text(a.userId(), NAME));
        row.put("target_username", Clean.text(a.username(), NAME));
        ArrayNode fields = JSON.createArrayNode();
        if (a.error() != null) {
            field(fields, "Act", null, "error", null, a.error());
        }
        new TreeMap<>(a.facts()).forEach((name, value) -> field(fields, "Act", null, name, null, value));
        row.put("fields", text(fields)).put("field_count", fields.size());
        person(a.realmId(), a.userId(), a.username(), a.at());
        person(a.realmId(), a.actor());
    }

    private void add(Entry entry, Recorded.Look l) {
        Table.Row row = change(entry, Recorded.Source.REQUEST.name(), "READ", "LOOK", l.what(), l.actor());
        ArrayNode fields = JSON.createArrayNode();
        field(fields, "Look", null, "question", null, l.question());
        field(fields, "Look", null, "phase", null, l.phase());
        if (l.rows() != null) {
            field(fields, "Look", null, "rows", null, l.rows().toString());
        }
        row.put("fields", text(fields)).put("field_count", fields.size());
        person(l.realmId(), l.actor());
    }

    private Table.Row event(Entry entry, Kind kind, String type, Outcome outcome, Cause cause, Method method) {
        Table.Row row = base(events, entry);
        row.put("kind", kind.name());
        row.put("type", Clean.known(type, 64));
        row.put("outcome", outcome.name());
        row.put("cause", cause.name());
        row.put("method", method.name());
        row.put("amr", NONE);
        row.put("reached", NONE);
        row.put("details", NOTHING);
        return row;
    }

    private Table.Row change(Entry entry, String source, String operation, String area, String target, Actor actor) {
        Table.Row row = base(changes, entry);
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

    private static Table.Row base(Table table, Entry entry) {
        Table.Row row = table.row();
        row.put("at", micros(entry.recorded().at()));
        row.put("seq", entry.seq());
        row.put("nseq", entry.nseq());
        row.put("boot", Clean.known(entry.boot(), 64));
        row.put("event_id", entry.recorded().id());
        row.put("realm_id", Clean.known(entry.recorded().realmId(), 36));
        return row;
    }

    private static void actor(Table.Row row, Actor actor) {
        row.put("user_id", Clean.text(actor.userId(), NAME));
        row.put("username", Clean.text(actor.username(), NAME));
        row.put("client_id", Clean.text(actor.clientId(), NAME));
        row.put("session_id", Clean.text(actor.sessionId(), NAME));
    }

    private static void address(Table.Row row, @Nullable String raw) {
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
            person(realmId, actor.userId(), actor.username(), null);
        }
    }

    private void person(String realmId, @Nullable String userId, @Nullable String username, @Nullable Instant at) {
        people.add(
                Clean.known(realmId, 36),
                Clean.text(userId, NAME),
                Clean.text(username, NAME),
                at == null ? null : at.truncatedTo(ChronoUnit.MICROS));
    }

    private static String details(Map<String, String> details) {
        ObjectNode node = JSON.createObjectNode();
        details.forEach((name, value) -> {
            if (!name.equals(Recorded.UserActivity.ROLES)) {
                node.put(Clean.known(name, NAME), Clean.known(value, VALUE));
            }
        });
        return node.isEmpty() ? NOTHING : text(node);
    }

    private static String text(JsonNode node) {
        try {
            return JSON.writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what is made here always becomes JSON", e);
        }
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

    private static List<String> cleaned(List<String> values) {
        return values.stream().map(value -> Clean.known(value, NAME)).toList();
    }

    private static String micros(Instant at) {
        return at.truncatedTo(ChronoUnit.MICROS).toString();
    }
}
