package health.keyward.audit.keycloak;

import health.keyward.audit.Entry;
import health.keyward.audit.Ledger;
import health.keyward.audit.Recorded;
import health.keyward.audit.store.Checkpoints;
import health.keyward.audit.store.Head;
import health.keyward.audit.store.LedgerState;
import health.keyward.audit.store.OpenedEntries;
import health.keyward.kernel.Actor;
import health.keyward.kernel.RealmId;
import health.keyward.keycloak.Database;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;

/** The ledger as one Keycloak session sees it. */
final class SessionLedger implements Ledger {
    private final KeycloakSession session;
    private final AuditRoomFactory room;

    SessionLedger(KeycloakSession session, AuditRoomFactory room) {
        this.session = session;
        this.room = room;
    }

    @Override
    public Recording looking(RealmId realm, Actor actor, String what, String question) {
        return look(realm, actor, what, question, "ASKED", null);
    }

    @Override
    public Recording deciding(List<Recorded.Decision> decisions) {
        return room.deciding(session, decisions);
    }

    @Override
    public void decided(List<Recorded.Decision> decisions) {
        Witness witness = Witness.of(session);
        decisions.forEach(witness::decides);
    }

    @Override
    public Optional<Entry> entry(long seq) {
        return entries(List.of(seq)).stream().findFirst();
    }

    @Override
    public List<Entry> entries(List<Long> seqs) {
        return new Database(session).read(tx -> new OpenedEntries(tx, room.reader(session)).of(seqs));
    }

    @Override
    public List<Supplier<Optional<Entry>>> sealedEntries(List<Long> seqs, Set<String> without) {
        return new Database(session).read(tx -> new OpenedEntries(tx, room.reader(session)).later(seqs, without));
    }

    @Override
    public void exported(RealmId realm, Actor actor, String what, String question, long rows, boolean whole) {
        look(realm, actor, what, question, whole ? "FINISHED" : "CUT", rows).await();
    }

    private Recording look(
            RealmId realm, Actor actor, String what, String question, String phase, @Nullable Long rows) {
        return room.looking(
                session,
                new Recorded.Look(
                        Witness.freshId(),
                        AuditRoomFactory.CLOCK.instant(),
                        realm.value(),
                        actor,
                        what,
                        question,
                        phase,
                        rows));
    }

    @Override
    public void changed(
            RealmId realm,
            Actor actor,
            String operation,
            String area,
            String target,
            @Nullable String targetUserId,
            String reason) {
        Witness.of(session)
                .acts(new Recorded.Change(
                        Witness.freshId(),
                        AuditRoomFactory.CLOCK.instant(),
                        realm.value(),
                        Recorded.Source.REQUEST,
                        operation,
                        area,
                        target,
                        targetUserId,
                        null,
                        actor,
                        List.of(new Recorded.FieldChange("Reason", null, "reason", null, reason)),
                        null));
    }

    @Override
    public String acted(Recorded.Act act) {
        Recorded.Act named = act.id().isEmpty()
                ? new Recorded.Act(
                        Witness.freshId(),
                        act.at(),
                        act.realmId(),
                        act.room(),
                        act.type(),
                        act.error(),
                        act.about(),
                        act.userId(),
                        act.username(),
                        act.actor(),
                        act.facts())
                : act;
        Witness.of(session).acts(named);
        return named.id();
    }

    @Override
    public String signed(String kind, String statement) {
        return room.work().signed(kind, statement);
    }

    @Override
    public Optional<String> checkpointCovering(long entry) {
        return new Database(session).read(connection -> {
            Head head = Head.read(connection);
            return new Checkpoints(connection)
                    .newest(head.epoch())
                    .filter(kept -> head.firstSeq() + kept.size() > entry)
                    .map(kept -> kept.note().whole());
        });
    }

    @Override
    public State state() {
        return new Database(session).read(connection -> LedgerState.read(connection, AuditRoomFactory.CLOCK.instant()));
    }
}
