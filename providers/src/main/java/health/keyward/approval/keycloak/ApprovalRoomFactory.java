package health.keyward.approval.keycloak;

import health.keyward.approval.Approvable;
import health.keyward.approval.Approvables;
import health.keyward.approval.Approvals;
import health.keyward.approval.Approved;
import health.keyward.approval.rest.ApprovalResource;
import health.keyward.approval.store.Proposals;
import health.keyward.audit.Consent;
import health.keyward.audit.LedgerSettings;
import health.keyward.audit.Retention;
import health.keyward.keycloak.AdminCall;
import health.keyward.keycloak.ClusterTask;
import health.keyward.keycloak.Database;
import health.keyward.keycloak.Doors;
import health.keyward.keycloak.Room;
import health.keyward.keycloak.RoomFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.PostMigrationEvent;

/** Opens the approval room. It has no options: how long a proposal waits and how fresh a second factor must be is not for settings. */
public final class ApprovalRoomFactory implements RoomFactory {
    public static final String ID = "approval";

    private static final Clock CLOCK = Clock.systemUTC();
    private static final int EXPIRY_LOCK = 42;
    private static final Duration EXPIRY_EVERY = Duration.ofMinutes(1);

    private final Proposals proposals = new Proposals();

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public Room create(KeycloakSession session) {
        SessionApprovals approvals = new SessionApprovals(session, proposals, CLOCK);
        return new Room() {
            @Override
            public <T> Optional<T> open(Class<T> door) {
                if (door == Approvables.class) {
                    Approvables ours = () -> kinds(session);
                    return Optional.of(door.cast(ours));
                }
                if (door == Consent.class) {
                    Consent consent = () -> approvals.executing().flatMap(approved -> given(session, approved));
                    return Optional.of(door.cast(consent));
                }
                return door == Approvals.class ? Optional.of(door.cast(approvals)) : Optional.empty();
            }

            @Override
            public Optional<Object> adminResource(AdminCall call) {
                return Optional.of(new ApprovalResource(call, approvals, new Database(session), proposals));
            }
        };
    }

    private static List<Approvable> kinds(KeycloakSession session) {
        List<Approvable> kinds = new ArrayList<>(RetentionKind.all(Doors.open(session, Retention.class)));
        kinds.add(new LedgerSettingsKind(Doors.open(session, LedgerSettings.class)));
        return kinds;
    }

    /** What the room that keeps the evidence asks before it lets anything go. */
    private static Optional<Consent.Given> given(KeycloakSession session, Approved approved) {
        return RetentionKind.all(Doors.open(session, Retention.class)).stream()
                .filter(kind -> kind.kind().equals(approved.change().kind()))
                .map(kind -> new Consent.Given(approved.proposal().toString(), kind.agreed(approved.change())))
                .findFirst();
    }

    @Override
    public void init(Config.Scope config) {}

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        factory.register(event -> {
            if (event instanceof PostMigrationEvent migrated) {
                new ClusterTask(
                                "approval-expiry",
                                EXPIRY_LOCK,
                                EXPIRY_EVERY,
                                session -> new SessionApprovals(session, proposals, CLOCK).expireOverdue())
                        .schedule(migrated.getFactory());
            }
        });
    }

    @Override
    public void close() {}
}
