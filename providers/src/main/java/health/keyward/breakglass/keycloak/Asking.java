package health.keyward.breakglass.keycloak;

import health.keyward.audit.Ledger;
import health.keyward.audit.Recorded;
import health.keyward.breakglass.EndReason;
import health.keyward.breakglass.Grant;
import health.keyward.breakglass.core.AskAnswer;
import health.keyward.breakglass.core.AskTarget;
import health.keyward.breakglass.core.Cases;
import health.keyward.breakglass.core.CoSignature;
import health.keyward.breakglass.core.EligibleEntry;
import health.keyward.breakglass.core.GrantRequest;
import health.keyward.breakglass.core.Grants;
import health.keyward.breakglass.core.Reasons;
import health.keyward.breakglass.core.TextQuality;
import health.keyward.breakglass.keycloak.AskBook.Numbered;
import health.keyward.breakglass.store.AskWords;
import health.keyward.breakglass.store.CoSignatures;
import health.keyward.kernel.Actor;
import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import health.keyward.keycloak.Database;
import health.keyward.keycloak.DeviceCookie;
import health.keyward.keycloak.Doors;
import health.keyward.keycloak.EmergencySignIn;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.sessions.AuthenticationSessionModel;

/** Asking for emergency access in the sign-in that is under way: who may, for what reason, with whose signature (BG-1, BG-2, BG-5, BG-6). */
final class Asking {
    static final String SIGNED = "CO_SIGNED";

    private static final CoSignatures SIGNATURES = new CoSignatures();
    private static final AskWords WORDS = new AskWords();
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int CODES = 1_000_000;
    private static final int TRIES = 20;

    private final KeycloakSession session;
    private final AskBook book;
    private final SessionGrants grants;
    private final Cases cases;
    private final Clock clock;

    Asking(KeycloakSession session, AskBook book, SessionGrants grants, Cases cases, Clock clock) {
        this.session = session;
        this.book = book;
        this.grants = grants;
        this.cases = cases;
        this.clock = clock;
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    Numbered<Reasons> reasons() {
        return book.reasons(realm());
    }

    /** Whom somebody calls who may not ask; empty when the hospital has said nothing. */
    String call(String language) {
        return book.eligibility(realm()).list().call(language);
    }

    Optional<EligibleEntry> row(UserModel person, AskTarget target) {
        return new EligiblePeople(session, book).row(realmModel(), person, target.app(), target.dataClass());
    }

    /** Those of the apps that this person may ask for. */
    List<ClientModel> mayAskFor(UserModel person, List<ClientModel> apps, String dataClass) {
        return new EligiblePeople(session, book).apps(realmModel(), person, apps, dataClass);
    }

    boolean maySign(UserModel person) {
        return new EligiblePeople(session, book).maySign(realmModel(), person);
    }

    /** Somebody came who may not. */
    void notEligible(UserModel person, AskTarget target) {
        record(
                SessionGrants.STARTED,
                "not_eligible",
                null,
                person,
                Map.of("app", target.app(), "dataClass", target.dataClass()));
    }

    /** Whether a colleague has to sign, and for what; empty when nobody has to. */
    Optional<CoSignature.Purpose> signature(EligibleEntry row) {
        if (EmergencySignIn.waives(signIn())) {
            return Optional.of(CoSignature.Purpose.FACTOR);
        }
        return row.clinical() ? Optional.empty() : Optional.of(CoSignature.Purpose.SECOND_PERSON);
    }

    /** Asks for a colleague's signature under a code that nobody else has now. */
    CoSignature ask(UserModel person, AskTarget target, AskAnswer answer, int version, CoSignature.Purpose purpose) {
        for (int i = 0; i < TRIES; i++) {
            CoSignature asked = new CoSignature(
                    UUID.randomUUID(),
                    realm(),
                    "%06d".formatted(RANDOM.nextInt(CODES)),
                    purpose,
                    new UserId(person.getId()),
                    person.getUsername(),
                    here(),
                    target.app(),
                    answer.patient().value(),
                    target.dataClass(),
                    answer.reason().code(),
                    version,
                    answer.text(),
                    now(),
                    CoSignature.State.WAITING,
                    null);
            if (new Database(session).write(tx -> SIGNATURES.add(tx, asked))) {
                return asked;
            }
        }
        throw new IllegalStateException("every code that was tried is taken");
    }

    Optional<CoSignature> signature(UUID id) {
        return new Database(session).write(tx -> SIGNATURES.find(tx, realm(), id));
    }

    Optional<CoSignature> byCode(String code) {
        return new Database(session).write(tx -> SIGNATURES.byCode(tx, realm(), code));
    }

    /** False when it was signed or over before. */
    boolean sign(CoSignature asked, UserModel colleague) {
        CoSignature.Signed signed =
                new CoSignature.Signed(new UserId(colleague.getId()), colleague.getUsername(), here(), now());
        boolean first =
                asked.hinders(signed.by(), signed.session(), signed.at()).isEmpty()
                        && new Database(session).write(tx -> SIGNATURES.sign(tx, asked.id(), signed));
        if (first) {
            record(
                    SIGNED,
                    null,
                    asked.id().toString(),
                    colleague,
                    Map.of(
                            "requester",
                            asked.requester().value(),
                            "purpose",
                            asked.purpose().name(),
                            "app",
                            asked.app(),
                            "patient",
                            asked.patient(),
                            "dataClass",
                            asked.dataClass(),
                            "reason",
                            asked.reason()));
        }
        return first;
    }

    /** @param signed what a colleague signed for exactly this; null when nobody had to */
    Grants.Outcome start(
            UserModel person, AskTarget target, AskAnswer answer, int version, @Nullable CoSignature signed) {
        if (signed != null && !new Database(session).write(tx -> SIGNATURES.use(tx, signed.id()))) {
            throw new IllegalStateException("the signature was used before");
        }
        boolean sensitive = reasons().list().sensitive(target.dataClass());
        GrantRequest asked = new GrantRequest(
                realm(),
                new UserId(person.getId()),
                person.getUsername(),
                answer.patient().value(),
                List.of(target.app()),
                target.dataClass(),
                "read",
                answer.reason().purpose(),
                answer.reason().code(),
                version,
                answer.reason().minutes(),
                answer.minutes(),
                sensitive,
                new Grant.Binding(here(), target.app(), null, DeviceCookie.orGiven(session)),
                EmergencySignIn.waives(signIn()),
                signed == null || signed.signed() == null
                        ? null
                        : signed.signed().by(),
                EmergencySignIn.isDegraded(signIn()));
        Set<TextQuality.Remark> remarks = remarks(person, answer);
        Grants.Outcome outcome = grants.start(asked, said(answer, remarks), actor(person));
        if (outcome instanceof Grants.Outcome.Started(Grant grant)
                && !answer.text().isEmpty()) {
            cases.said(realm(), grant.id(), answer.text(), remarks);
        }
        return outcome;
    }

    void end(Grant grant, EndReason why, UserModel person) {
        grants.end(grant, why, actor(person));
    }

    List<Grant> running(UserModel person) {
        return grants.running(realm(), new UserId(person.getId()));
    }

    /** Keycloak's id of the session that this sign-in is part of or will make. */
    String here() {
        return signIn().getParentSession().getId();
    }

    private Set<TextQuality.Remark> remarks(UserModel person, AskAnswer answer) {
        if (answer.text().isEmpty()) {
            return Set.of();
        }
        boolean before = new Database(session)
                .write(tx -> WORDS.saidBefore(tx, realm(), new UserId(person.getId()), answer.text(), now()));
        return TextQuality.of(answer.text(), before);
    }

    private static Map<String, String> said(AskAnswer answer, Set<TextQuality.Remark> remarks) {
        Map<String, String> said = new TreeMap<>();
        if (!answer.text().isEmpty()) {
            said.put("words", answer.text());
        }
        if (!remarks.isEmpty()) {
            said.put("remarks", TextQuality.written(remarks));
        }
        return said;
    }

    private void record(
            String type, @Nullable String error, @Nullable String about, UserModel person, Map<String, String> facts) {
        Doors.open(session, Ledger.class)
                .acted(new Recorded.Act(
                        "",
                        now(),
                        realm().value(),
                        BreakGlassRoomFactory.ID,
                        type,
                        error,
                        about,
                        person.getId(),
                        person.getUsername(),
                        actor(person),
                        facts));
    }

    private Actor actor(UserModel person) {
        return new Actor(
                realm().value(),
                person.getId(),
                person.getUsername(),
                signIn().getClient().getClientId(),
                here(),
                session.getContext().getConnection().getRemoteAddr());
    }

    private AuthenticationSessionModel signIn() {
        return session.getContext().getAuthenticationSession();
    }

    private RealmModel realmModel() {
        return session.getContext().getRealm();
    }

    private RealmId realm() {
        return new RealmId(realmModel().getId());
    }
}
