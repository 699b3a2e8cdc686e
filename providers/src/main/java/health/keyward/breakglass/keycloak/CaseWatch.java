package health.keyward.breakglass.keycloak;

import health.keyward.breakglass.core.CaseReviewers;
import health.keyward.breakglass.core.CaseReviewers.Candidate;
import health.keyward.breakglass.core.CaseRota;
import health.keyward.breakglass.core.CaseSchedule;
import health.keyward.breakglass.core.CaseTriage;
import health.keyward.breakglass.core.CaseTriage.Fact;
import health.keyward.breakglass.core.CaseTriage.Known;
import health.keyward.breakglass.core.ReviewCase;
import health.keyward.breakglass.store.CaseFile;
import health.keyward.breakglass.store.CaseTable;
import health.keyward.kernel.Actor;
import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import health.keyward.keycloak.Database;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * Gives open cases to reviewers, sorts them, reminds and escalates (BG-13, BG-15, BG-16). Whoever may no longer review a case, because of a role, a manager
 * or a reciprocal pair, loses it to somebody who may. Closes nothing and holds up nobody's access.
 */
final class CaseWatch {
    private static final CaseTable TABLE = new CaseTable();
    private static final CaseFile FILE = new CaseFile();

    private final KeycloakSession session;
    private final SessionCases cases;
    private final CaseReviewing reviewing;
    private final CaseMails mails;
    private final Instant now;

    CaseWatch(KeycloakSession session, SessionCases cases, CaseReviewing reviewing, Instant now) {
        this.session = session;
        this.cases = cases;
        this.reviewing = reviewing;
        this.mails = new CaseMails(session);
        this.now = now;
    }

    void round() {
        Map<RealmId, List<ReviewCase>> open =
                new Database(session).write(TABLE::open).stream().collect(Collectors.groupingBy(ReviewCase::realm));
        open.forEach((realm, several) -> {
            RealmModel model = session.realms().getRealm(realm.value());
            if (model != null) {
                session.getContext().setRealm(model);
                new Round(model, realm).through(several);
            }
        });
    }

    /** One realm in one round. */
    private final class Round {
        private final RealmModel model;
        private final RealmId realm;
        private final CaseRota rota;

        Round(RealmModel model, RealmId realm) {
            this.model = model;
            this.realm = realm;
            this.rota = new Database(session)
                    .write(tx -> new CaseRota(
                            reviewing.candidates(model),
                            TABLE.reviews(tx, realm, now.minus(CaseReviewers.RECIPROCITY)),
                            TABLE.load(tx, realm),
                            now));
        }

        void through(List<ReviewCase> open) {
            for (ReviewCase reviewed : open) {
                sort(reviewed);
                Optional<UserId> reviewer = assigned(reviewed);
                CaseSchedule.next(reviewed.opened(), reviewed.step(), now)
                        .ifPresent(step -> remind(reviewed, step, reviewer));
            }
        }

        private void sort(ReviewCase reviewed) {
            new Database(session).write(tx -> {
                Map<Fact, Known> facts = FILE.facts(tx, reviewed.id());
                if (facts.get(Fact.REPEAT) == Known.UNKNOWN) {
                    Known repeated = TABLE.repeated(tx, reviewed.id()) ? Known.YES : Known.NO;
                    FILE.fact(tx, reviewed.id(), Fact.REPEAT, repeated);
                    facts.put(Fact.REPEAT, repeated);
                }
                int rank = CaseTriage.rank(facts);
                if (rank != reviewed.rank() && TABLE.hold(tx, realm, reviewed.id())) {
                    TABLE.rank(tx, realm, reviewed.id(), rank);
                }
                return true;
            });
        }

        /** Whoever has it in hand now; empty when nobody may. */
        private Optional<UserId> assigned(ReviewCase reviewed) {
            CaseRota.Turn turn = rota.of(reviewed, judged(reviewed), administrator(reviewed));
            if (turn instanceof CaseRota.Turn.Stays(UserId with)) {
                return Optional.of(with);
            }
            if (!stillOpen(reviewed)) {
                return Optional.empty();
            }
            if (turn instanceof CaseRota.Turn.Goes(Candidate to)) {
                cases.assign(reviewed, to, Actor.NOBODY);
                return Optional.of(to.id());
            }
            if (reviewed.reviewer() != null) {
                cases.free(reviewed);
            }
            mails.nobody(reviewed);
            return Optional.empty();
        }

        /** Somebody may have closed it since the round began. */
        private boolean stillOpen(ReviewCase reviewed) {
            return new Database(session).write(tx -> TABLE.hold(tx, realm, reviewed.id()));
        }

        private Set<UserId> judged(ReviewCase reviewed) {
            return new Database(session)
                    .write(tx -> FILE.verdicts(tx, reviewed.id())).stream()
                            .map(ReviewCase.Given::by)
                            .collect(Collectors.toSet());
        }

        private Set<UserId> administrator(ReviewCase reviewed) {
            ReviewCase.Reviewer reviewer = reviewed.reviewer();
            return Stream.ofNullable(reviewer)
                    .map(ReviewCase.Reviewer::id)
                    .filter(id -> Optional.ofNullable(session.users().getUserById(model, id.value()))
                            .flatMap(person -> reviewing.candidate(model, person))
                            .isPresent())
                    .collect(Collectors.toSet());
        }

        private void remind(ReviewCase reviewed, CaseSchedule.Step step, Optional<UserId> reviewer) {
            if (!stillOpen(reviewed)) {
                return;
            }
            new Database(session).write(tx -> {
                TABLE.step(tx, realm, reviewed.id(), step);
                return true;
            });
            switch (step) {
                case REMINDED, REMINDED_AGAIN -> reviewer.ifPresent(id -> mails.reminded(reviewed, step.name(), id));
                case ESCALATED, LATE -> {
                    mails.overdue(reviewed, step.name());
                    cases.record("CASE_" + step.name(), reviewed, Actor.NOBODY, Map.of());
                }
            }
        }
    }
}
