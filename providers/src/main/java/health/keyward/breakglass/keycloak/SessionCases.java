package health.keyward.breakglass.keycloak;

import health.keyward.audit.Ledger;
import health.keyward.audit.Recorded;
import health.keyward.breakglass.Grant;
import health.keyward.breakglass.core.CaseFigures;
import health.keyward.breakglass.core.CaseFilter;
import health.keyward.breakglass.core.CaseReviewers;
import health.keyward.breakglass.core.CaseReviewers.Candidate;
import health.keyward.breakglass.core.CaseReviewers.Hindrance;
import health.keyward.breakglass.core.CaseState;
import health.keyward.breakglass.core.CaseTriage.Fact;
import health.keyward.breakglass.core.CaseTriage.Known;
import health.keyward.breakglass.core.CaseVerdict;
import health.keyward.breakglass.core.CaseVerdict.Disposition;
import health.keyward.breakglass.core.CaseVerdict.Item;
import health.keyward.breakglass.core.Cases;
import health.keyward.breakglass.core.GrantEvents;
import health.keyward.breakglass.core.ReviewCase;
import health.keyward.breakglass.core.ReviewCase.Given;
import health.keyward.breakglass.core.ReviewCase.Use;
import health.keyward.breakglass.core.ReviewCase.Word;
import health.keyward.breakglass.core.TextQuality;
import health.keyward.breakglass.store.CaseFile;
import health.keyward.breakglass.store.CaseTable;
import health.keyward.kernel.Actor;
import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import health.keyward.keycloak.Database;
import health.keyward.keycloak.Doors;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** Reviews as one Keycloak session sees them. Opens one with every grant, in the same transaction. */
public final class SessionCases implements Cases, GrantEvents, CaseFigures {
    static final String ASSIGNED = "CASE_ASSIGNED";
    static final String ASKED = "CASE_ASKED";
    static final String ANSWERED = "CASE_ANSWERED";
    static final String JUDGED = "CASE_JUDGED";

    private static final CaseTable TABLE = new CaseTable();
    private static final CaseFile FILE = new CaseFile();
    private static final int MOST_USES = 500;

    private final KeycloakSession session;
    private final CaseReviewing reviewing;
    private final CaseMails mails;
    private final Clock clock;

    SessionCases(KeycloakSession session, CaseReviewing reviewing, Clock clock) {
        this.session = session;
        this.reviewing = reviewing;
        this.mails = new CaseMails(session);
        this.clock = clock;
    }

    @Override
    public void started(Grant grant) {
        new Database(session).write(tx -> {
            TABLE.open(tx, grant, grant.from());
            return true;
        });
    }

    /** The case was open already, and stays so. */
    @Override
    public void ended(Grant grant) {}

    @Override
    public void said(RealmId realm, String id, String words, Set<TextQuality.Remark> remarks) {
        new Database(session).write(tx -> {
            TABLE.said(tx, realm, id, words, TextQuality.written(remarks));
            return true;
        });
    }

    @Override
    public Optional<ReviewCase> find(RealmId realm, String id) {
        return new Database(session).write(tx -> TABLE.find(tx, realm, id));
    }

    public List<ReviewCase> list(RealmId realm, CaseFilter filter, int limit) {
        return new Database(session).read(tx -> TABLE.list(tx, realm, filter, limit));
    }

    @Override
    public Reviewed between(RealmId realm, Instant from, Instant to) {
        return new Database(session).read(tx -> TABLE.figures(tx, realm, from, to, clock.instant()));
    }

    /** What is in the file, beside the grant. */
    public record Contents(List<Word> words, List<Given> verdicts, List<Use> uses, Map<Fact, Known> facts) {}

    public Contents contents(ReviewCase reviewed) {
        return new Database(session)
                .read(tx -> new Contents(
                        FILE.words(tx, reviewed.id()),
                        FILE.verdicts(tx, reviewed.id()),
                        FILE.uses(tx, reviewed.realm(), reviewed.id(), MOST_USES),
                        FILE.facts(tx, reviewed.id())));
    }

    @Override
    public Outcome assign(RealmId realm, String id, String reviewer, Actor by) {
        RealmModel model = realm(realm);
        UserModel person = session.users().getUserByUsername(model, reviewer);
        Optional<Candidate> candidate = person == null ? Optional.empty() : reviewing.candidate(model, person);
        return held(realm, id, reviewed -> {
            if (reviewed.state() == CaseState.CLOSED) {
                return new Outcome.OutOfTurn(CaseState.CLOSED);
            }
            if (candidate.isEmpty()) {
                return new Outcome.NoReviewer();
            }
            Optional<Hindrance> against = hinders(reviewed, candidate.get());
            if (against.isPresent()) {
                return new Outcome.Hindered(against.get());
            }
            assign(reviewed, candidate.get(), by);
            return done(realm, id);
        });
    }

    /** After everything was checked. */
    void assign(ReviewCase reviewed, Candidate to, Actor by) {
        new Database(session).write(tx -> {
            TABLE.assign(tx, reviewed.realm(), reviewed.id(), to.id(), to.name(), now());
            return true;
        });
        record(ASSIGNED, reviewed, by, Map.of("reviewer", to.id().value(), "reviewerName", to.name()));
        mails.assigned(reviewed, to.id());
    }

    /** Takes it from a reviewer who may no longer review it. */
    void free(ReviewCase reviewed) {
        new Database(session).write(tx -> {
            TABLE.free(tx, reviewed.realm(), reviewed.id());
            return true;
        });
        record(ASSIGNED, reviewed, Actor.NOBODY, Map.of("reviewer", "none"));
    }

    @Override
    public Outcome ask(RealmId realm, String id, String question, Actor by) {
        return held(realm, id, reviewed -> {
            Optional<Hindrance> against = hinders(reviewed, by);
            if (against.isPresent()) {
                return new Outcome.Hindered(against.get());
            }
            if (!reviewed.state().mayAsk()) {
                return new Outcome.OutOfTurn(reviewed.state());
            }
            takes(reviewed, by);
            int number = say(reviewed, Word.Kind.QUESTION, by, question, CaseState.ASKED);
            record(ASKED, reviewed, by, Map.of("words", question, "number", Integer.toString(number)));
            mails.asked(reviewed, number);
            return done(realm, id);
        });
    }

    @Override
    public Outcome answer(RealmId realm, String id, String answer, UserId person, Actor by) {
        return held(realm, id, reviewed -> {
            if (!reviewed.requester().equals(person)) {
                return new Outcome.Unknown();
            }
            if (!reviewed.state().mayAnswer()) {
                return new Outcome.OutOfTurn(reviewed.state());
            }
            int number = say(reviewed, Word.Kind.ANSWER, by, answer, CaseState.ANSWERED);
            record(ANSWERED, reviewed, by, Map.of("words", answer, "number", Integer.toString(number)));
            if (reviewed.reviewer() != null) {
                mails.answered(reviewed, number, reviewed.reviewer().id());
            }
            return done(realm, id);
        });
    }

    /** Whose cases wait for an answer of theirs. */
    public List<ReviewCase> asked(RealmId realm, UserId person) {
        return list(realm, new CaseFilter(false, CaseState.ASKED, null, person), 50);
    }

    @Override
    public Outcome judge(RealmId realm, String id, CaseVerdict verdict, Actor by) {
        return held(realm, id, reviewed -> {
            Optional<Hindrance> against = hinders(reviewed, by);
            if (against.isPresent()) {
                return new Outcome.Hindered(against.get());
            }
            boolean over = !clock.instant().isBefore(reviewed.over());
            Optional<CaseVerdict.Refusal> refused = verdict.against(reviewed.state(), over, reviewed.used());
            if (refused.isPresent()) {
                return new Outcome.Refused(refused.get());
            }
            takes(reviewed, by);
            new Database(session).write(tx -> {
                FILE.judged(tx, reviewed, verdict, reviewed.used(), person(by), name(by), now());
                if (verdict.disposition().closes()) {
                    TABLE.close(tx, realm, id, verdict.disposition(), now());
                } else {
                    TABLE.state(tx, realm, id, CaseState.CONTESTED);
                    TABLE.free(tx, realm, id);
                }
                return true;
            });
            record(JUDGED, reviewed, by, facts(reviewed, verdict));
            return done(realm, id);
        });
    }

    /** What stands against this person; the first reviewer of a contested case is not the second. */
    Optional<Hindrance> hinders(ReviewCase reviewed, Candidate candidate) {
        return new Database(session).write(tx -> {
            boolean contested = FILE.verdicts(tx, reviewed.id()).stream()
                    .anyMatch(given -> given.verdict().disposition() == Disposition.CONTESTED
                            && given.by().equals(candidate.id()));
            Instant since = clock.instant().minus(CaseReviewers.RECIPROCITY);
            return contested
                    ? Optional.of(Hindrance.FIRST_REVIEWER)
                    : CaseReviewers.hinders(
                            reviewed.involved(),
                            candidate,
                            TABLE.reviews(tx, reviewed.realm(), since),
                            clock.instant());
        });
    }

    /** The same for whoever is calling. */
    public Optional<Hindrance> hinders(ReviewCase reviewed, Actor by) {
        RealmModel model = realm(reviewed.realm());
        UserModel person = session.users().getUserById(model, person(by).value());
        Optional<Candidate> candidate = person == null ? Optional.empty() : reviewing.candidate(model, person);
        return candidate.isEmpty() ? Optional.of(Hindrance.NO_REVIEWER) : hinders(reviewed, candidate.get());
    }

    @FunctionalInterface
    private interface Step {
        Outcome with(ReviewCase reviewed);
    }

    private Outcome held(RealmId realm, String id, Step step) {
        if (!id.matches("[0-9a-f]{32}")) {
            return new Outcome.Unknown();
        }
        Optional<ReviewCase> found = new Database(session).write(tx -> {
            TABLE.hold(tx, realm, id);
            return TABLE.find(tx, realm, id);
        });
        return found.map(step::with).orElseGet(Outcome.Unknown::new);
    }

    /** Whoever does something with a case has it in hand from then on. */
    private void takes(ReviewCase reviewed, Actor by) {
        if (reviewed.reviewer() == null || !reviewed.reviewer().id().equals(person(by))) {
            new Database(session).write(tx -> {
                TABLE.assign(tx, reviewed.realm(), reviewed.id(), person(by), name(by), now());
                return true;
            });
            record(ASSIGNED, reviewed, by, Map.of("reviewer", person(by).value(), "reviewerName", name(by)));
        }
    }

    private int say(ReviewCase reviewed, Word.Kind kind, Actor by, String words, CaseState state) {
        return new Database(session).write(tx -> {
            FILE.word(tx, reviewed.id(), kind, person(by), name(by), now(), words);
            TABLE.state(tx, reviewed.realm(), reviewed.id(), state);
            return FILE.words(tx, reviewed.id()).size();
        });
    }

    private Outcome done(RealmId realm, String id) {
        return new Outcome.Done(find(realm, id).orElseThrow());
    }

    void record(String type, ReviewCase reviewed, Actor by, Map<String, String> facts) {
        Doors.open(session, Ledger.class)
                .acted(new Recorded.Act(
                        "",
                        clock.instant(),
                        reviewed.realm().value(),
                        BreakGlassRoomFactory.ID,
                        type,
                        null,
                        reviewed.id(),
                        reviewed.requester().value(),
                        reviewed.requesterName(),
                        by,
                        facts));
    }

    private static Map<String, String> facts(ReviewCase reviewed, CaseVerdict verdict) {
        Map<String, String> facts = new TreeMap<>();
        facts.put("disposition", verdict.disposition().name());
        for (Item item : Item.values()) {
            facts.put("checklist." + item.name(), verdict.checklist().get(item) + "");
        }
        facts.put("note", verdict.note());
        facts.put("used", Long.toString(reviewed.used()));
        facts.put("blankAttested", Boolean.toString(verdict.blankAttested()));
        return facts;
    }

    private RealmModel realm(RealmId realm) {
        RealmModel model = session.realms().getRealm(realm.value());
        if (model == null) {
            throw new IllegalStateException("the realm is gone");
        }
        return model;
    }

    private static UserId person(Actor by) {
        if (by.userId() == null) {
            throw new IllegalArgumentException("a review is the act of a person");
        }
        return new UserId(by.userId());
    }

    private static String name(Actor by) {
        return by.username() == null ? "" : by.username();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
