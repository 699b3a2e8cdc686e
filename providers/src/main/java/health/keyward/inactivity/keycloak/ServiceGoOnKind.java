package health.keyward.inactivity.keycloak;

import health.keyward.approval.Approvable;
import health.keyward.approval.Approved;
import health.keyward.approval.Change;
import health.keyward.inactivity.store.ServiceBreaker;
import health.keyward.inactivity.store.ServiceBreaker.Halt;
import health.keyward.kernel.RealmId;
import health.keyward.keycloak.Database;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** Clients the breaker held back may be disabled by the policy (IN-7, IN-11). Nothing is asked: it is about the list that waits, which both see. */
final class ServiceGoOnKind implements Approvable {
    static final String KIND = "service-accounts-run";

    /** Lines a person reads; the hash is that of all. */
    private static final int MOST_LINES = 100;

    private final KeycloakSession session;
    private final Clock clock;
    private final ServiceBreaker breaker = new ServiceBreaker();

    ServiceGoOnKind(KeycloakSession session, Clock clock) {
        this.session = session;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Reading read(RealmId realm, Map<String, String> asked) {
        Optional<Halt> waiting = waiting(realm);
        if (!asked.isEmpty() || waiting.isEmpty()) {
            return new Reading.Unclear(
                    "Ask for nothing more than this. No list of clients waits, or something was asked.");
        }
        Halt halt = waiting.get();
        List<Change.Line> lines = new ArrayList<>();
        lines.add(new Change.Line(
                "clients to disable", null, Integer.toString(halt.clients().size())));
        lines.add(new Change.Line("list", null, halt.hash()));
        RealmModel model = session.realms().getRealm(realm.value());
        new TreeSet<>(halt.clients())
                .stream()
                        .limit(MOST_LINES)
                        .forEach(key -> lines.add(new Change.Line(name(model, key), "enabled", "disabled")));
        return new Reading.Clear(
                new Change(KIND, realm, "Let the policy disable the clients it was stopped at", null, asked, lines));
    }

    private String name(RealmModel realm, String key) {
        @Nullable ClientModel client = session.clients().getClientById(realm, key);
        return client == null ? key : client.getClientId().replaceAll("\\p{Cntrl}", " ");
    }

    @Override
    public Execution execute(Approved approved) {
        Optional<Halt> waiting = waiting(approved.change().realm());
        return waiting.isPresent()
                        && new Database(session)
                                .write(tx -> breaker.allow(
                                        tx,
                                        waiting.get().id(),
                                        approved.approver().userId(),
                                        clock.instant()))
                ? new Execution.Done()
                : new Execution.NotDone("No list of clients waits any more.");
    }

    private Optional<Halt> waiting(RealmId realm) {
        return new Database(session).write(tx -> breaker.waiting(tx, realm, clock.instant()));
    }
}
