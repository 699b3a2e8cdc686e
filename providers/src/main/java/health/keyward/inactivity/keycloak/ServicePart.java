package health.keyward.inactivity.keycloak;

import health.keyward.approval.Approvable;
import health.keyward.audit.Ledger;
import health.keyward.audit.Recorded;
import health.keyward.inactivity.core.Clients;
import health.keyward.inactivity.rest.ServiceDesk;
import health.keyward.inactivity.store.ServiceAccounts;
import health.keyward.inactivity.store.ServiceEngine;
import health.keyward.kernel.RealmId;
import health.keyward.keycloak.AdminCall;
import health.keyward.keycloak.ClusterTask;
import health.keyward.keycloak.Database;
import health.keyward.keycloak.Doors;
import health.keyward.notice.Notice;
import health.keyward.notice.Notices;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;

/** Wires what is done about clients. Option {@code keep-clients} ({@code keyward-console}): names of clients nothing is ever done to. */
final class ServicePart {
    private static final int LOCK = 81;
    private static final Duration EVERY = Duration.ofMinutes(1);

    private final Clock clock;
    private ServiceAccounts accounts = new ServiceAccounts(Set.of());

    ServicePart(Clock clock) {
        this.clock = clock;
    }

    void init(Config.Scope config) {
        accounts = new ServiceAccounts(
                Set.of(config.get("keep-clients", "keyward-console").split("\\s*,\\s*")));
    }

    ServiceDesk desk(KeycloakSession session, AdminCall call) {
        return new ServiceDesk(
                call,
                new Database(session),
                Doors.open(session, Ledger.class),
                accounts,
                new ServiceEngine(clock, accounts),
                new House(session),
                clock);
    }

    List<Approvable> kinds(KeycloakSession session) {
        return List.of(new ServiceGoOnKind(session, clock));
    }

    void schedule(KeycloakSessionFactory factory) {
        ServiceEngine engine = new ServiceEngine(clock, accounts);
        ClusterTask.untilIdle(
                        "service-accounts",
                        LOCK,
                        EVERY,
                        session -> new Database(session).write(tx -> engine.round(tx, new House(session))))
                .inPool("keyward-inactivity")
                .schedule(factory);
    }

    private record House(KeycloakSession session) implements ServiceEngine.House {
        @Override
        public Clients clients(RealmId realm) {
            RealmModel model = session.realms().getRealm(realm.value());
            session.getContext().setRealm(model);
            return new RealmClients(session, model);
        }

        @Override
        public String acted(Recorded.Act act) {
            return Doors.open(session, Ledger.class).acted(act);
        }

        @Override
        public void tell(Notice notice) {
            Doors.open(session, Notices.class).tell(notice);
        }
    }
}
