package health.keyward.audit.core;

import health.keyward.audit.Entry;
import health.keyward.audit.Recorded;
import health.keyward.audit.Recorded.FieldChange;
import health.keyward.kernel.Actor;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Tells entries the way one feed wants them. What is sealed for somebody who was erased is not in the entry any more, and so in no feed. */
public final class Teller {
    private final People people;
    private final Pseudonyms pseudonyms;

    public Teller(People people, Pseudonyms pseudonyms) {
        this.people = people;
        this.pseudonyms = pseudonyms;
    }

    /** An entry whose bytes cannot be read is told too, by its number alone, so that a receiver sees no gap. */
    public static Told unreadable(long seq, Instant seqAt) {
        return new Told(
                seq,
                seqAt,
                "",
                seqAt,
                "",
                Told.Kind.UNREADABLE,
                "UNREADABLE",
                "unreadable",
                Told.Who.NOBODY,
                Told.Who.NOBODY,
                Told.Via.NOTHING,
                List.of(),
                new TreeMap<>());
    }

    public Told tell(Entry entry) {
        return switch (entry.recorded()) {
            case Recorded.UserActivity a -> activity(entry, a);
            case Recorded.Change c -> change(entry, c);
            case Recorded.Refusal r -> refusal(entry, r);
            case Recorded.Look l -> look(entry, l);
            case Recorded.Undone u -> undone(entry, u);
            case Recorded.Decision d -> decision(entry, d);
            case Recorded.Act a -> act(entry, a);
            case Recorded.Mark m -> mark(entry, m);
        };
    }

    private Told activity(Entry entry, Recorded.UserActivity a) {
        SortedMap<String, String> facts = new TreeMap<>(people.details(a.details()));
        put(facts, "credentialType", a.credentialType());
        put(facts, "amr", String.join(" ", a.amr()));
        put(facts, "acr", a.acr());
        put(
                facts,
                "authenticatedAt",
                a.authenticatedAt() == null ? null : a.authenticatedAt().toString());
        put(facts, "sso", a.sso() ? "true" : null);
        put(facts, "reached", String.join(" ", a.reached()));
        put(facts, "correlationId", people.trace(a.correlationId()));
        put(facts, "unknownName", people.trace(a.unknownName()));
        return told(
                entry,
                Told.Kind.ACTIVITY,
                a.type(),
                a.error(),
                people.who(pseudonyms, a.realmId(), a.userId(), a.username()),
                new Told.Via(
                        a.clientId(),
                        a.protocol(),
                        people.trace(a.sessionId()),
                        people.trace(a.address()),
                        people.trace(a.userAgent())),
                facts);
    }

    private Told change(Entry entry, Recorded.Change c) {
        SortedMap<String, String> facts = new TreeMap<>();
        put(facts, "source", c.source().name());
        put(facts, "area", c.area());
        put(facts, "path", people.path(pseudonyms, c.realmId(), c.target()));
        put(facts, "contentHash", people.trace(c.representationHash()));
        Told bare =
                told(entry, Told.Kind.CHANGE, c.operation(), null, who(c.realmId(), c.actor()), via(c.actor()), facts);
        return new Told(
                bare.seq(),
                bare.seqAt(),
                bare.id(),
                bare.at(),
                bare.realmId(),
                bare.kind(),
                bare.type(),
                null,
                bare.actor(),
                people.who(pseudonyms, c.realmId(), c.targetUserId(), c.targetUsername()),
                bare.via(),
                c.fields().stream().map(this::field).toList(),
                bare.facts());
    }

    private FieldChange field(FieldChange f) {
        return people.values(f.thing()) ? f : new FieldChange(f.thing(), null, f.name(), null, null);
    }

    private Told refusal(Entry entry, Recorded.Refusal r) {
        SortedMap<String, String> facts = new TreeMap<>();
        put(facts, "path", people.path(pseudonyms, r.realmId(), r.path()));
        put(facts, "realmName", r.realmName());
        put(facts, "status", Integer.toString(r.status()));
        Told.Via via = via(r.actor());
        return told(
                entry,
                Told.Kind.REFUSAL,
                r.method(),
                "http-" + r.status(),
                who(r.realmId(), r.actor()),
                new Told.Via(via.clientId(), null, via.sessionId(), via.address(), people.trace(r.userAgent())),
                facts);
    }

    private Told look(Entry entry, Recorded.Look l) {
        SortedMap<String, String> facts = new TreeMap<>();
        put(facts, "what", people.path(pseudonyms, l.realmId(), l.what()));
        put(facts, "question", people.question(l.question()));
        put(facts, "rows", l.rows() == null ? null : l.rows().toString());
        return told(
                entry,
                Told.Kind.LOOK,
                l.phase(),
                l.phase().equals("CUT") ? "cut" : null,
                who(l.realmId(), l.actor()),
                via(l.actor()),
                facts);
    }

    private Told undone(Entry entry, Recorded.Undone u) {
        return told(
                entry,
                Told.Kind.UNDONE,
                u.type(),
                "undone",
                people.who(pseudonyms, u.realmId(), u.userId(), u.username()),
                new Told.Via(u.clientId(), null, null, people.trace(u.address()), null),
                new TreeMap<>());
    }

    /** Without what was known: only the policy can say what of it may be shown. A decision that nobody was held to has come to what it says all the same. */
    private Told decision(Entry entry, Recorded.Decision d) {
        SortedMap<String, String> facts = new TreeMap<>();
        put(facts, "point", d.point());
        put(facts, "action", d.action());
        put(facts, "subjectType", d.subjectType());
        put(facts, "resourceType", d.resourceType());
        put(facts, "resource", people == People.NAMES ? d.resource() : null);
        put(facts, "reasons", String.join(" ", d.reasons()));
        put(facts, "revision", d.revision());
        put(facts, "engine", d.engine());
        put(facts, "micros", Long.toString(d.micros()));
        put(facts, "enforced", Boolean.toString(d.enforced()));
        put(facts, "shadow", d.shadow());
        boolean permitted = d.effect().equals("PERMIT");
        return told(
                entry,
                Told.Kind.DECISION,
                d.effect(),
                permitted
                        ? null
                        : d.reasons().isEmpty() ? "refused" : d.reasons().getFirst(),
                people.who(pseudonyms, d.realmId(), d.userId(), d.username()),
                new Told.Via(
                        d.clientId(),
                        null,
                        people.trace(d.sessionId()),
                        people.trace(d.address()),
                        people.trace(d.userAgent())),
                facts);
    }

    /** Free text among the facts is only told where people are named. */
    private Told act(Entry entry, Recorded.Act a) {
        SortedMap<String, String> facts = new TreeMap<>(people == People.NAMES ? a.facts() : Map.of());
        put(facts, "room", a.room());
        put(facts, "about", a.about());
        Told bare = told(entry, Told.Kind.ACT, a.type(), a.error(), who(a.realmId(), a.actor()), via(a.actor()), facts);
        return new Told(
                bare.seq(),
                bare.seqAt(),
                bare.id(),
                bare.at(),
                bare.realmId(),
                bare.kind(),
                bare.type(),
                bare.failure(),
                bare.actor(),
                people.who(pseudonyms, a.realmId(), a.userId(), a.username()),
                bare.via(),
                List.of(),
                bare.facts());
    }

    private static Told mark(Entry entry, Recorded.Mark m) {
        return told(
                entry,
                Told.Kind.MARK,
                m.type(),
                Gravity.alarms(m.type(), m.facts()) ? "alarm" : null,
                Told.Who.NOBODY,
                Told.Via.NOTHING,
                new TreeMap<>(m.facts()));
    }

    /** The pseudonym of an actor is made in the realm where the actor lives, so that it is the same in every entry. */
    private Told.Who who(String realmId, Actor actor) {
        return people.who(
                pseudonyms, actor.realmId() == null ? realmId : actor.realmId(), actor.userId(), actor.username());
    }

    private Told.Via via(Actor actor) {
        return new Told.Via(
                actor.clientId(), null, people.trace(actor.sessionId()), people.trace(actor.address()), null);
    }

    private static Told told(
            Entry entry,
            Told.Kind kind,
            String type,
            @Nullable String failure,
            Told.Who actor,
            Told.Via via,
            SortedMap<String, String> facts) {
        Recorded recorded = entry.recorded();
        return new Told(
                entry.seq(),
                entry.seqAt(),
                recorded.id(),
                recorded.at(),
                recorded.realmId(),
                kind,
                type,
                failure,
                actor,
                Told.Who.NOBODY,
                via,
                List.of(),
                facts);
    }

    private static void put(SortedMap<String, String> facts, String name, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            facts.put(name, value);
        }
    }
}
