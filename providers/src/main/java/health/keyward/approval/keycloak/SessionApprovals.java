package health.keyward.approval.keycloak;

import health.keyward.approval.Approvable;
import health.keyward.approval.Approvable.Reading;
import health.keyward.approval.Approvables;
import health.keyward.approval.Approvals;
import health.keyward.approval.Approved;
import health.keyward.approval.Change;
import health.keyward.approval.Outcome;
import health.keyward.approval.Proposal;
import health.keyward.approval.Proposal.State;
import health.keyward.approval.Refusal;
import health.keyward.approval.Signatory;
import health.keyward.approval.core.Payload;
import health.keyward.approval.core.TwoPersons;
import health.keyward.approval.store.Proposals;
import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import health.keyward.keycloak.Database;
import health.keyward.keycloak.Doors;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RoleModel;
import org.keycloak.models.UserModel;

/** The approvals as one Keycloak session sees them. */
final class SessionApprovals implements Approvals {
    private final KeycloakSession session;
    private final Proposals proposals;
    private final Clock clock;
    private final Steps steps;

    SessionApprovals(KeycloakSession session, Proposals proposals, Clock clock) {
        this.session = session;
        this.proposals = proposals;
        this.clock = clock;
        this.steps = new Steps(session);
    }

    @Override
    public Outcome propose(Signatory by, String kind, Map<String, String> asked, String reason) {
        Optional<Approvable> approvable = kind(session, kind);
        if (approvable.isEmpty()) {
            return new Outcome.Refused(Refusal.UNKNOWN_KIND);
        }
        UserId proposer = new UserId(String.valueOf(by.actor().userId()));
        if (!holds(by.realm(), proposer, approvable.get().role())
                && !isTheirs(session, approvable.get(), by.realm(), proposer, asked)) {
            return new Outcome.Refused(Refusal.LACKS_ROLE);
        }
        return switch (approvable.get().read(by.realm(), asked)) {
            case Reading.Unclear unclear -> new Outcome.Unclear(unclear.why());
            case Reading.Clear clear ->
                concerns(clear.change(), by) && !approvable.get().mayConcernProposer()
                        ? new Outcome.Refused(Refusal.IS_SUBJECT)
                        : add(by, approvable.get().role(), clear.change(), reason);
        };
    }

    private static boolean concerns(Change change, Signatory by) {
        return change.subject() != null
                && change.subject().value().equals(by.actor().userId());
    }

    private Outcome add(Signatory by, String role, Change change, String reason) {
        expireOverdue();
        Instant now = now();
        String payload = Payload.text(change);
        Proposal proposal = new Proposal(
                UUID.randomUUID(),
                by.realm(),
                change.kind(),
                change.title(),
                payload,
                Payload.hash(payload),
                by.signs(now),
                reason,
                now.plus(TwoPersons.LIFETIME),
                State.OPEN,
                null,
                null);
        if (!new Database(session).write(tx -> proposals.add(tx, proposal))) {
            return new Outcome.Refused(Refusal.ALREADY_OPEN);
        }
        steps.proposed(proposal, by, role);
        return new Outcome.Ok(proposal);
    }

    @Override
    public Outcome confirm(Signatory by, UUID id, String hash) {
        return new Confirmation(session.getKeycloakSessionFactory(), proposals, clock).of(by, id, hash);
    }

    @Override
    public Outcome decline(Signatory by, UUID id, String reason) {
        return decide(by.realm(), id, (proposal, at) -> {
            Optional<Refusal> refusal = rule().declines(proposal, by, role(session, proposal.kind()), at);
            if (refusal.isPresent()) {
                return new Outcome.Refused(refusal.get());
            }
            close(proposal, State.DECLINED, by, at, reason);
            steps.declined(proposal, by, reason);
            return ok(proposal);
        });
    }

    @Override
    public Outcome withdraw(Signatory by, UUID id) {
        return decide(by.realm(), id, (proposal, at) -> {
            Optional<Refusal> refusal = rule().withdraws(proposal, by, at);
            if (refusal.isPresent()) {
                return new Outcome.Refused(refusal.get());
            }
            close(proposal, State.WITHDRAWN, by, at, null);
            steps.withdrawn(proposal, by);
            return ok(proposal);
        });
    }

    @Override
    public Optional<Approved> executing() {
        return Confirmation.executing(session);
    }

    /** Ends what has waited too long; also before a proposal is made, so that an old one does not stand in its way. */
    void expireOverdue() {
        new Database(session).write(tx -> {
            for (Proposal overdue : proposals.overdue(tx, now())) {
                proposals.close(tx, overdue.id(), State.EXPIRED, null, null);
                steps.expired(overdue);
            }
            return true;
        });
    }

    private Outcome decide(RealmId realm, UUID id, BiFunction<Proposal, Instant, Outcome> how) {
        return new Database(session)
                .write(tx -> proposals.hold(tx, realm, id))
                .map(proposal -> how.apply(proposal, now()))
                .orElseGet(Outcome.Unknown::new);
    }

    private void close(Proposal proposal, State state, Signatory by, Instant at, @Nullable String why) {
        new Database(session).write(tx -> {
            proposals.close(tx, proposal.id(), state, by.signs(at), why);
            return true;
        });
    }

    private Outcome ok(Proposal proposal) {
        return new Outcome.Ok(new Database(session)
                .write(tx -> proposals.find(tx, proposal.realm(), proposal.id()))
                .orElseThrow());
    }

    TwoPersons rule() {
        return new TwoPersons(new TwoPersons.People() {
            @Override
            public boolean hold(UserId person, String role) {
                return holdsIn(session, person, role);
            }

            @Override
            public boolean stillPropose(Proposal proposal, String role) {
                UserId proposer = new UserId(proposal.proposed().userId());
                return hold(proposer, role)
                        || kind(session, proposal.kind())
                                .filter(kind -> isTheirs(session, kind, proposal.realm(), proposer, askedIn(proposal)))
                                .isPresent();
            }
        });
    }

    private static Map<String, String> askedIn(Proposal proposal) {
        try {
            return Payload.read(proposal.payload()).asked();
        } catch (IllegalArgumentException e) {
            return Map.of();
        }
    }

    private static boolean isTheirs(
            KeycloakSession session, Approvable kind, RealmId realm, UserId proposer, Map<String, String> asked) {
        RealmModel here = session.getContext().getRealm();
        @Nullable UserModel user = session.users().getUserById(here, proposer.value());
        return realm.value().equals(here.getId())
                && user != null
                && user.isEnabled()
                && kind.isTheirs(realm, proposer, asked);
    }

    private boolean holds(RealmId realm, UserId person, String role) {
        return realm.value().equals(session.getContext().getRealm().getId()) && holdsIn(session, person, role);
    }

    private static boolean holdsIn(KeycloakSession session, UserId person, String name) {
        RealmModel realm = session.getContext().getRealm();
        UserModel user = session.users().getUserById(realm, person.value());
        RoleModel role = realm.getRole(name);
        return user != null && user.isEnabled() && role != null && user.hasRole(role);
    }

    static Optional<Approvable> kind(KeycloakSession session, String kind) {
        return Doors.all(session, Approvables.class).stream()
                .flatMap(room -> room.kinds().stream())
                .filter(one -> one.kind().equals(kind))
                .findFirst();
    }

    /** What a kind of a closed room needed is not known; nobody holds the empty role. */
    static String role(KeycloakSession session, String kind) {
        return kind(session, kind).map(Approvable::role).orElse("");
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
