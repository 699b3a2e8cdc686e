package health.keyward.breakglass.keycloak;

import health.keyward.audit.Ledger;
import health.keyward.breakglass.EmergencyAdmins;
import health.keyward.breakglass.core.Custodian;
import health.keyward.breakglass.core.EmergencyAccount;
import health.keyward.breakglass.core.EmergencyFinding;
import health.keyward.breakglass.core.EmergencyRegister;
import health.keyward.breakglass.keycloak.AskBook.Numbered;
import health.keyward.breakglass.store.AskLists;
import health.keyward.breakglass.store.AskLists.Kind;
import health.keyward.breakglass.store.AskLists.Version;
import health.keyward.breakglass.store.AskText;
import health.keyward.breakglass.store.EmergencyReviews;
import health.keyward.kernel.Actor;
import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import health.keyward.keycloak.Database;
import health.keyward.keycloak.Doors;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.keycloak.models.AbstractKeycloakTransaction;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** The register of emergency administrators of a realm as one Keycloak session sees it (EA-1). */
public final class EmergencyBook implements EmergencyAdmins {
    private static final int VERSIONS_SHOWN = 50;

    private final KeycloakSession session;
    private final AskLists lists = new AskLists();
    private final Clock clock;
    /** For {@link #registered}, which is asked about a thousand people at once. */
    private final Map<RealmId, EmergencyRegister> read = new HashMap<>();

    EmergencyBook(KeycloakSession session, Clock clock) {
        this.session = session;
        this.clock = clock;
    }

    public Numbered<EmergencyRegister> register(RealmId realm) {
        return new Database(session)
                .write(tx -> lists.newest(tx, realm, Kind.EMERGENCY_ADMINS))
                .map(found -> new Numbered<>(found.number(), AskText.register(found.body())))
                .orElse(new Numbered<>(0, EmergencyRegister.EMPTY));
    }

    @Override
    public boolean registered(RealmId realm, UserId person) {
        return read.computeIfAbsent(realm, one -> register(one).list())
                .account(person.value())
                .isPresent();
    }

    public List<Version> versions(RealmId realm) {
        return new Database(session).read(tx -> lists.list(tx, realm, Kind.EMERGENCY_ADMINS, VERSIONS_SHOWN));
    }

    /** Keeps a register for a second person; gives the hash it is found by. */
    public String keep(RealmId realm, String body) {
        return new Database(session).write(tx -> lists.keep(tx, realm, body, now()));
    }

    Optional<String> candidate(RealmId realm, String hash) {
        return new Database(session).write(tx -> lists.candidate(tx, realm, hash));
    }

    /** Lets a register count and records it, or neither. False when somebody else was first. */
    boolean publish(RealmId realm, Version wanted, Actor by) {
        if (!new Database(session).write(tx -> lists.publish(tx, realm, Kind.EMERGENCY_ADMINS, wanted))) {
            return false;
        }
        Doors.open(session, Ledger.class)
                .changed(
                        realm,
                        by,
                        "UPDATE",
                        "EMERGENCY_ADMINS",
                        "breakglass/emergency-admins/versions/" + wanted.number(),
                        null,
                        "Version " + wanted.number() + ", SHA-256 " + AskText.hash(wanted.body())
                                + ", as agreed in proposal " + wanted.approval() + ". Reason: " + wanted.reason());
        tellOnceCommitted();
        return true;
    }

    private void tellOnceCommitted() {
        session.getTransactionManager().enlistAfterCompletion(new AbstractKeycloakTransaction() {
            @Override
            protected void commitImpl() {
                session.getKeycloakSessionFactory().publish(new EmergencyRegisters.Published());
            }

            @Override
            protected void rollbackImpl() {}
        });
    }

    /** What should not stay so. */
    public List<EmergencyFinding> findings(RealmModel realm, EmergencyRegister register) {
        Optional<Instant> staffChanged =
                new Database(session).write(tx -> new EmergencyReviews().staffChanged(tx, new RealmId(realm.getId())));
        return new EmergencyStandings(session, realm).findings(register, staffChanged.orElse(null), now());
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** Each account as one line, by its id. Custodians by their ids: the ledger names no person. */
    static TreeMap<String, String> rows(EmergencyRegister register) {
        TreeMap<String, String> rows = new TreeMap<>();
        for (EmergencyAccount account : register.accounts()) {
            rows.put(
                    "emergency account " + account.id(),
                    account.authenticator() + " in " + account.storage() + ", from "
                            + String.join(" ", account.networks()) + ", kept by "
                            + account.custodians().stream()
                                    .map(Custodian::id)
                                    .sorted()
                                    .collect(Collectors.joining(" "))
                            + ", for " + account.purpose());
        }
        return rows;
    }

    static Stream<String> names(EmergencyRegister one, EmergencyRegister other) {
        return Stream.concat(rows(one).keySet().stream(), rows(other).keySet().stream())
                .distinct()
                .sorted();
    }
}
