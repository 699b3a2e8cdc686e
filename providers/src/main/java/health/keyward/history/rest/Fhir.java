package health.keyward.history.rest;

import health.keyward.audit.AuditEvents;
import health.keyward.audit.AuditEvents.People;
import health.keyward.audit.Entry;
import health.keyward.audit.Recorded;
import health.keyward.history.core.Alteration;
import health.keyward.history.core.AlterationDetail;
import health.keyward.history.core.Attempt;
import health.keyward.history.core.AttemptDetail;
import health.keyward.history.core.Kind;
import health.keyward.history.core.Method;
import health.keyward.history.core.Outcome;
import health.keyward.history.core.Protocol;
import health.keyward.kernel.Actor;
import health.keyward.kernel.RealmId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows of the read models as FHIR AuditEvents, one a line (LH-11). They are told as what was recorded, by the room that tells it to the feeds, so that
 * both say the same.
 */
record Fhir(AuditEvents events, RealmId realm, People people) {
    Lines<AttemptDetail> attempts() {
        return Lines.fhir(this::attempt);
    }

    Lines<AlterationDetail> alterations() {
        return Lines.fhir(this::alteration);
    }

    private String attempt(AttemptDetail d) {
        Attempt a = d.row();
        Recorded recorded =
                a.outcome() == Outcome.UNDONE ? undone(a) : a.kind() == Kind.REFUSED ? refusal(d) : activity(d);
        return events.fhir(new Entry(a.seq(), a.at(), d.boot(), d.nseq(), recorded), people, a.synthetic());
    }

    private Recorded undone(Attempt a) {
        return new Recorded.Undone(
                a.id(), a.at(), realm.value(), a.type(), a.userId(), a.username(), a.clientId(), a.address());
    }

    private Recorded refusal(AttemptDetail d) {
        Attempt a = d.row();
        return new Recorded.Refusal(
                a.id(),
                a.at(),
                realm.value(),
                d.details().getOrDefault("realm", ""),
                d.details().getOrDefault("method", ""),
                d.details().getOrDefault("path", ""),
                "401".equals(d.error()) ? 401 : 403,
                new Actor(realm.value(), a.userId(), a.username(), a.clientId(), a.sessionId(), a.address()),
                d.userAgent());
    }

    private Recorded activity(AttemptDetail d) {
        Attempt a = d.row();
        return new Recorded.UserActivity(
                a.id(),
                a.at(),
                realm.value(),
                a.type(),
                a.outcome() == Outcome.SUCCESS || d.error() != null
                        ? d.error()
                        : a.cause().name().toLowerCase(java.util.Locale.ROOT),
                a.userId(),
                a.username(),
                a.unknownName(),
                a.clientId(),
                protocol(a.protocol()),
                null,
                d.amr(),
                a.acr(),
                d.authenticatedAt(),
                a.method() == Method.SSO,
                a.address(),
                d.userAgent(),
                a.sessionId(),
                d.correlationId(),
                d.reached(),
                d.details());
    }

    private static @Nullable String protocol(Protocol protocol) {
        return switch (protocol) {
            case OIDC -> "openid-connect";
            case SAML -> "saml";
            case OTHER -> null;
        };
    }

    private String alteration(AlterationDetail d) {
        Alteration a = d.row();
        Actor actor = new Actor(null, a.actorId(), a.actorName(), a.clientId(), d.sessionId(), a.address());
        Recorded recorded = a.operation().equals("READ") ? look(d, actor) : change(d, actor);
        return events.fhir(new Entry(a.seq(), a.at(), d.boot(), d.nseq(), recorded), people, a.synthetic());
    }

    private Recorded look(AlterationDetail d, Actor actor) {
        Alteration a = d.row();
        String rows = field(d, "rows");
        return new Recorded.Look(
                a.id(),
                a.at(),
                realm.value(),
                actor,
                a.target(),
                field(d, "question"),
                field(d, "phase").isEmpty() ? "ASKED" : field(d, "phase"),
                rows.isEmpty() ? null : Long.valueOf(rows));
    }

    private static String field(AlterationDetail d, String name) {
        return d.fields().stream()
                .filter(field -> field.thing().equals("Look") && field.name().equals(name))
                .map(field -> field.after() == null ? "" : field.after())
                .findFirst()
                .orElse("");
    }

    private Recorded change(AlterationDetail d, Actor actor) {
        Alteration a = d.row();
        List<Recorded.FieldChange> fields = d.fields().stream()
                .map(f -> new Recorded.FieldChange(f.thing(), f.thingId(), f.name(), f.before(), f.after()))
                .toList();
        return new Recorded.Change(
                a.id(),
                a.at(),
                realm.value(),
                Recorded.Source.valueOf(a.source()),
                a.operation(),
                a.area(),
                a.target(),
                a.targetUserId(),
                a.targetUsername(),
                actor,
                fields,
                null);
    }
}
