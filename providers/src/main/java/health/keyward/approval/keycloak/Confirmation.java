package health.keyward.approval.keycloak;

import health.keyward.approval.Approvable;
import health.keyward.approval.Approvable.Execution;
import health.keyward.approval.Approvable.Reading;
import health.keyward.approval.Approved;
import health.keyward.approval.Change;
import health.keyward.approval.Outcome;
import health.keyward.approval.Proposal;
import health.keyward.approval.Proposal.State;
import health.keyward.approval.Refusal;
import health.keyward.approval.Signatory;
import health.keyward.approval.Signed;
import health.keyward.approval.core.Payload;
import health.keyward.approval.store.Proposals;
import health.keyward.keycloak.Database;
import jakarta.ws.rs.ForbiddenException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * Confirms a proposal and does what it says, in one transaction: both or neither. The row is held while the rule is asked, so that of two who confirm at
 * once one comes too late. If the change cannot be done, the transaction is undone and a second one says so.
 */
final class Confirmation {
    private static final Logger LOG = Logger.getLogger(Confirmation.class);
    private static final String EXECUTING = "keyward.approval.executing";

    private final KeycloakSessionFactory factory;
    private final Proposals proposals;
    private final Clock clock;

    Confirmation(KeycloakSessionFactory factory, Proposals proposals, Clock clock) {
        this.factory = factory;
        this.proposals = proposals;
        this.clock = clock;
    }

    static Optional<Approved> executing(KeycloakSession session) {
        return Optional.ofNullable(session.getAttribute(EXECUTING, Approved.class));
    }

    Outcome of(Signatory by, UUID id, String hash) {
        try {
            return inOwnTransaction(by, session -> confirm(session, by, id, hash));
        } catch (NotDone e) {
            return failed(by, id, e.why);
        } catch (ForbiddenException e) {
            return failed(by, id, "A rule of the house refuses it: " + e.getMessage());
        } catch (RuntimeException e) {
            LOG.warnf(e, "a confirmed change could not be done");
            return failed(by, id, "It ended with an error (" + e.getClass().getSimpleName() + ").");
        }
    }

    private Outcome confirm(KeycloakSession session, Signatory by, UUID id, String hash) {
        Database database = new Database(session);
        Optional<Proposal> held = database.write(tx -> proposals.hold(tx, by.realm(), id));
        if (held.isEmpty()) {
            return new Outcome.Unknown();
        }
        Proposal proposal = held.get();
        Instant now = now();
        Optional<Approvable> kind = SessionApprovals.kind(session, proposal.kind());
        if (kind.isEmpty()) {
            return new Outcome.Refused(Refusal.UNKNOWN_KIND);
        }
        Reading again = readAgain(kind.get(), proposal);
        Optional<Refusal> refusal = new SessionApprovals(session, proposals, clock)
                .rule()
                .confirms(proposal, by, hash, kind.get().role(), again, now);
        if (refusal.isPresent()) {
            return refusal.get() == Refusal.STALE && again instanceof Reading.Unclear unclear
                    ? new Outcome.Refused(Refusal.STALE, unclear.why())
                    : new Outcome.Refused(refusal.get());
        }
        Signed signed = by.signs(now);
        database.write(tx -> {
            proposals.close(tx, id, State.EXECUTED, signed, null);
            return true;
        });
        new Steps(session).executed(proposal, by);
        execute(session, kind.get(), new Approved(id, Payload.read(proposal.payload()), proposal.proposed(), signed));
        return new Outcome.Ok(
                database.write(tx -> proposals.find(tx, by.realm(), id)).orElseThrow());
    }

    private static Reading readAgain(Approvable kind, Proposal proposal) {
        try {
            Change stored = Payload.read(proposal.payload());
            return kind.read(proposal.realm(), stored.asked());
        } catch (IllegalArgumentException e) {
            return new Reading.Unclear("the stored text is none of ours");
        }
    }

    /** The mark stays until the transaction has ended: whoever guards the thing is asked when it prepares to commit. */
    private static void execute(KeycloakSession session, Approvable kind, Approved approved) {
        session.setAttribute(EXECUTING, approved);
        switch (kind.execute(approved)) {
            case Execution.Done done -> {}
            case Execution.NotDone notDone -> throw new NotDone(notDone.why());
        }
    }

    private Outcome failed(Signatory by, UUID id, String why) {
        return inOwnTransaction(by, session -> {
            Database database = new Database(session);
            Optional<Proposal> held = database.write(tx -> proposals.hold(tx, by.realm(), id));
            if (held.isEmpty()) {
                return new Outcome.Unknown();
            }
            if (held.get().state() != State.OPEN) {
                return new Outcome.Refused(Refusal.NOT_OPEN);
            }
            String told = why.length() <= 500 ? why : why.substring(0, 500);
            database.write(tx -> {
                proposals.close(tx, id, State.FAILED, by.signs(now()), told);
                return true;
            });
            new Steps(session).failed(held.get(), by, told);
            return new Outcome.NotDone(
                    database.write(tx -> proposals.find(tx, by.realm(), id)).orElseThrow());
        });
    }

    private Outcome inOwnTransaction(Signatory by, Function<KeycloakSession, Outcome> work) {
        return KeycloakModelUtils.runJobInTransactionWithResult(factory, session -> {
            session.getContext().setRealm(session.realms().getRealm(by.realm().value()));
            return work.apply(session);
        });
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** Undoes the transaction of a confirmation. */
    private static final class NotDone extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final String why;

        NotDone(String why) {
            super(why);
            this.why = why;
        }
    }
}
