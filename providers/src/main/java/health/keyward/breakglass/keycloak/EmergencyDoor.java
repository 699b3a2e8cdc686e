package health.keyward.breakglass.keycloak;

import health.keyward.audit.Ledger;
import health.keyward.audit.Recorded;
import health.keyward.breakglass.core.Custodian;
import health.keyward.breakglass.core.EmergencyAccount;
import health.keyward.breakglass.core.EmergencyAlarm;
import health.keyward.breakglass.core.EmergencyAlarm.Tone;
import health.keyward.breakglass.core.EmergencyOpening;
import health.keyward.breakglass.core.EmergencyOpening.Consent;
import health.keyward.breakglass.core.EmergencyOpening.Hindrance;
import health.keyward.breakglass.core.EmergencyReview;
import health.keyward.breakglass.core.HistoryConsent;
import health.keyward.breakglass.core.NormalPath;
import health.keyward.breakglass.store.EmergencyAlarms;
import health.keyward.breakglass.store.EmergencyOpenings;
import health.keyward.breakglass.store.EmergencyReviews;
import health.keyward.breakglass.store.EmergencyReviews.Action;
import health.keyward.breakglass.store.EmergencySeals;
import health.keyward.kernel.Actor;
import health.keyward.kernel.RealmId;
import health.keyward.keycloak.Database;
import health.keyward.keycloak.Doors;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** Openings of emergency accounts, each step recorded and told in the transaction that does it (EA-3, EA-4, EA-7). */
public final class EmergencyDoor {
    private static final int SHOWN = 100;

    private final KeycloakSession session;
    private final Clock clock;
    private final Function<RealmModel, Optional<NormalPath>> probe;
    private final EmergencyOpenings openings = new EmergencyOpenings();
    private final EmergencyAlarms alarms = new EmergencyAlarms();
    private final EmergencySeals seals = new EmergencySeals();
    private final EmergencyReviews reviews = new EmergencyReviews();

    EmergencyDoor(KeycloakSession session, Clock clock) {
        this(session, clock, new NormalPathProbe(session, clock)::look);
    }

    /** @param probe how the normal path stands in a realm; empty when that cannot be told */
    EmergencyDoor(KeycloakSession session, Clock clock, Function<RealmModel, Optional<NormalPath>> probe) {
        this.session = session;
        this.clock = clock;
        this.probe = probe;
    }

    /** The same in another session. */
    EmergencyDoor in(KeycloakSession other) {
        return new EmergencyDoor(other, clock, probe);
    }

    Optional<EmergencyOpening> newest(RealmId realm, String account) {
        return new Database(session).write(tx -> openings.newest(tx, realm, account));
    }

    /** The newest first. */
    public List<EmergencyOpening> list(RealmId realm) {
        return new Database(session).read(tx -> openings.list(tx, realm, SHOWN));
    }

    public Optional<EmergencyOpening> find(RealmId realm, UUID id) {
        return new Database(session).read(tx -> openings.find(tx, realm, id));
    }

    public Map<UUID, EmergencyReview> reviews(RealmId realm) {
        return new Database(session).read(tx -> reviews.reviews(tx, realm));
    }

    /** What its session did, in the order of the log. */
    public List<Action> actions(EmergencyOpening opening) {
        return new Database(session).read(tx -> reviews.actions(tx, opening.id()));
    }

    /** Keeps what somebody found, once, and records it (EA-8). False when it was reviewed before. */
    public boolean review(RealmId realm, EmergencyOpening opening, EmergencyReview review, Actor by) {
        if (!new Database(session).write(tx -> reviews.review(tx, opening.id(), review))) {
            return false;
        }
        record(
                realm,
                "EMERGENCY_ADMIN_REVIEWED",
                opening,
                by,
                Map.of("disposition", review.disposition().name(), "words", review.words()));
        return true;
    }

    int refusedLately(RealmId realm, @Nullable String address, Instant since) {
        return address == null ? 0 : new Database(session).write(tx -> alarms.refusedFrom(tx, realm, address, since));
    }

    /** Whether the account holds what was bound after its last use (EA-8). */
    boolean sealed(RealmId realm, String account) {
        return new EmergencySealing(session, realm).stands(account);
    }

    Optional<HistoryConsent> allowed(EmergencyOpening opening) {
        return new Database(session).write(tx -> seals.allowed(tx, opening.id()));
    }

    /** Another custodian's word that the running session may read the history of sign-ins; what keeps it from counting, if anything does (EA-6). */
    Optional<HistoryConsent.Hindrance> allow(
            RealmId realm, EmergencyAccount account, EmergencyOpening opening, Consent giving) {
        Optional<HistoryConsent.Hindrance> hindrance = HistoryConsent.hinders(account, opening, giving);
        if (hindrance.isPresent()) {
            return hindrance;
        }
        new Database(session).write(tx -> {
            seals.allow(tx, new HistoryConsent(opening.id(), giving));
            return true;
        });
        record(
                realm,
                "EMERGENCY_ADMIN_READING_ALLOWED",
                opening,
                by(realm, giving),
                Map.of("minutes", Long.toString(HistoryConsent.LASTS.toMinutes())));
        return Optional.empty();
    }

    /** The first custodian's word. */
    void begin(RealmId realm, EmergencyAccount account, Consent first, boolean drill, String why) {
        EmergencyOpening opening = new EmergencyOpening(
                UUID.randomUUID(), account.id(), account.name(), drill, why, first, null, null, null, null, null);
        new Database(session).write(tx -> {
            openings.begin(tx, realm, opening);
            return true;
        });
        record(
                realm,
                "EMERGENCY_ADMIN_BEGUN",
                opening,
                by(realm, first),
                Map.of("drill", Boolean.toString(drill), "why", why));
    }

    /** The second custodian's word; what keeps it from counting, if anything does. Old failures no longer lock the account (EA-5). */
    Optional<Hindrance> join(RealmModel realm, EmergencyAccount account, EmergencyOpening opening, Consent second) {
        RealmId id = new RealmId(realm.getId());
        Optional<Hindrance> hindrance = opening.hinders(account, second)
                .or(() -> sealed(id, account.id()) ? Optional.empty() : Optional.of(Hindrance.NOT_SEALED));
        if (hindrance.isPresent()) {
            return hindrance;
        }
        @Nullable NormalPath path = probe.apply(realm).orElse(null);
        if (!new Database(session).write(tx -> openings.join(tx, id, opening.id(), second, path))) {
            return Optional.of(Hindrance.NOT_WAITING);
        }
        session.loginFailures().removeUserLoginFailure(realm, account.id());
        record(
                id,
                "EMERGENCY_ADMIN_OPENED",
                opening,
                by(id, second),
                Map.of("drill", Boolean.toString(opening.drill()), "normal_path", stored(path)));
        alarm(
                id,
                EmergencyAlarm.Kind.EMERGENCY_ADMIN_OPENED,
                account.name(),
                (opening.drill() ? "said to be a drill" : "said to be real") + ", by two of "
                        + account.custodians().size() + " custodians; " + told(path),
                null,
                Tone.of(path));
        return Optional.empty();
    }

    /** Lets one session in; false when another one was faster. */
    boolean use(
            RealmId realm,
            EmergencyAccount account,
            EmergencyOpening opening,
            String sessionId,
            @Nullable String address) {
        Instant now = now();
        if (!new Database(session).write(tx -> openings.use(tx, realm, opening.id(), sessionId, now))) {
            return false;
        }
        Actor actor = new Actor(realm.value(), account.id(), account.name(), null, sessionId, address);
        record(
                realm,
                "EMERGENCY_ADMIN_USED",
                opening,
                actor,
                Map.of("drill", Boolean.toString(opening.drill()), "normal_path", stored(opening.path())));
        alarm(
                realm,
                EmergencyAlarm.Kind.EMERGENCY_ADMIN_USED,
                account.name(),
                (opening.drill() ? "said to be a drill" : "said to be real") + "; " + told(opening.path()),
                address,
                Tone.of(opening.path()));
        return true;
    }

    /** Raises an alarm about an attempt, and records it. */
    void raise(
            RealmId realm,
            EmergencyAlarm.Kind kind,
            EmergencyAccount account,
            String detail,
            @Nullable String address) {
        Doors.open(session, Ledger.class)
                .acted(new Recorded.Act(
                        "",
                        now(),
                        realm.value(),
                        BreakGlassRoomFactory.ID,
                        kind.name(),
                        detail,
                        null,
                        account.id(),
                        account.name(),
                        new Actor(realm.value(), null, null, null, null, address),
                        Map.of()));
        alarm(realm, kind, account.name(), detail, address, Tone.USUAL);
    }

    private static String stored(@Nullable NormalPath path) {
        return path == null ? "UNKNOWN" : path.text();
    }

    private static String told(@Nullable NormalPath path) {
        return path == null ? "nobody can tell how the normal path was" : path.words();
    }

    private void alarm(
            RealmId realm, EmergencyAlarm.Kind kind, String name, String detail, @Nullable String address, Tone tone) {
        EmergencyAlarm alarm = new EmergencyAlarm(UUID.randomUUID(), realm, kind, name, detail, address, now(), tone);
        new Database(session).write(tx -> alarms.raise(tx, alarm));
    }

    private void record(RealmId realm, String type, EmergencyOpening opening, Actor by, Map<String, String> facts) {
        Doors.open(session, Ledger.class)
                .acted(new Recorded.Act(
                        "",
                        now(),
                        realm.value(),
                        BreakGlassRoomFactory.ID,
                        type,
                        null,
                        opening.id().toString().replace("-", ""),
                        opening.account(),
                        opening.accountName(),
                        by,
                        facts));
    }

    private Actor by(RealmId realm, Consent who) {
        return new Actor(
                realm.value(),
                who.person(),
                who.name(),
                null,
                who.session(),
                session.getContext().getConnection().getRemoteAddr());
    }

    static Consent consent(Custodian who, String sessionId, Instant at) {
        return new Consent(who.id(), who.name(), sessionId, at);
    }

    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
