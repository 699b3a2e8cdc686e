package health.keyward.stepup.keycloak;

import health.keyward.approval.Approvables;
import health.keyward.audit.Ledger;
import health.keyward.audit.Veto;
import health.keyward.kernel.RealmId;
import health.keyward.keycloak.AdminCall;
import health.keyward.keycloak.Database;
import health.keyward.keycloak.Demands;
import health.keyward.keycloak.Doors;
import health.keyward.keycloak.Room;
import health.keyward.keycloak.RoomFactory;
import health.keyward.stepup.Achievements;
import health.keyward.stepup.AdministratorsReach;
import health.keyward.stepup.Ask;
import health.keyward.stepup.Assurance;
import health.keyward.stepup.FactorMetadata;
import health.keyward.stepup.KeyCheck;
import health.keyward.stepup.Need;
import health.keyward.stepup.RiskSignal;
import health.keyward.stepup.SignInUnderWay;
import health.keyward.stepup.core.Models;
import health.keyward.stepup.core.Rules;
import health.keyward.stepup.keycloak.models.KnownKeys;
import health.keyward.stepup.keycloak.models.MetadataDesk;
import health.keyward.stepup.keycloak.models.SessionModels;
import health.keyward.stepup.rest.ModelDesk;
import health.keyward.stepup.rest.StepUpResource;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.PostMigrationEvent;

/**
 * Opens the step-up room: its parts, each with its own wiring, behind one door. Options: {@code mds-root}, {@code mds-signer}, {@code mds-file} and
 * {@code mds-url} for the metadata of the FIDO Alliance; {@code risk-failures} and {@code risk-days} for when a sign-in is risky.
 */
public final class StepUpRoomFactory implements RoomFactory {
    public static final String ID = "stepup";

    private static final Clock CLOCK = Clock.systemUTC();

    private final MapPart map = new MapPart(CLOCK);
    private final RecoveryPart recovery = new RecoveryPart(CLOCK);
    private final CoveragePart coverage = new CoveragePart(CLOCK);
    private MetadataDesk metadata = MetadataDesk.none(CLOCK);

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public Room create(KeycloakSession session) {
        SessionModels models = new SessionModels(new Database(session), metadata.shelf());
        return new Room() {
            @Override
            public <T> Optional<T> open(Class<T> door) {
                if (door == Assurance.class) {
                    return Optional.of(door.cast(assurance(map.rules(session))));
                }
                if (door == RiskSignal.class) {
                    return Optional.of(door.cast(map.risk(session)));
                }
                if (door == Demands.class) {
                    return Optional.of(door.cast(new MapDemands(session, map.rules(session)::need)));
                }
                if (door == Achievements.class) {
                    return Optional.of(door.cast(new SessionAchievements(session)));
                }
                if (door == SignInUnderWay.class) {
                    return Optional.of(door.cast(new EntryAgain(session)));
                }
                if (door == KeyCheck.class) {
                    return Optional.of(door.cast(new SessionKeyCheck(session)));
                }
                if (door == StepUpMaps.class) {
                    return Optional.of(door.cast(map.maps(session)));
                }
                if (door == Models.class || door == SessionModels.class) {
                    return Optional.of(door.cast(models));
                }
                if (door == KnownKeys.class) {
                    return Optional.of(door.cast(metadata.keys()));
                }
                if (door == AdministratorsReach.class) {
                    return Optional.of(door.cast(new SessionReach(session)));
                }
                if (door == FactorMetadata.class) {
                    FactorMetadata known = now -> !metadata.isAwaited()
                            || new Database(session)
                                    .write(metadata.shelf()::current)
                                    .filter(found -> !found.outdated(now))
                                    .isPresent();
                    return Optional.of(door.cast(known));
                }
                if (door == Approvables.class) {
                    Approvables ours = () -> List.of(map.kind(session), recovery.kind(session));
                    return Optional.of(door.cast(ours));
                }
                if (door == Veto.class) {
                    return Optional.of(door.cast(recovery.guard(session)));
                }
                return Optional.empty();
            }

            @Override
            public Optional<Object> adminResource(AdminCall call) {
                return Optional.of(new StepUpResource(
                        call,
                        map.desk(session, call),
                        new ModelDesk(call, new Database(session), metadata, Doors.open(session, Ledger.class), CLOCK),
                        recovery.reEnrolment(session),
                        recovery.people(session),
                        coverage.desk(session, call)));
            }

            @Override
            public Optional<Object> pages() {
                return Optional.of(recovery.pages(session));
            }
        };
    }

    private static Assurance assurance(Rules rules) {
        return new Assurance() {
            @Override
            public Need need(Ask ask) {
                return rules.need(ask);
            }

            @Override
            public boolean silent(RealmId realm) {
                return rules.silent(realm);
            }

            @Override
            public Set<String> roles(RealmId realm) {
                return rules.roles(realm);
            }
        };
    }

    @Override
    public void init(Config.Scope config) {
        metadata = MetadataDesk.of(config, CLOCK);
        map.init(config);
        recovery.init(config);
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        factory.register(event -> {
            if (event instanceof PostMigrationEvent migrated) {
                map.schedule(migrated.getFactory());
                metadata.schedule(migrated.getFactory());
                recovery.schedule(migrated.getFactory());
                coverage.schedule(migrated.getFactory());
            }
        });
    }

    @Override
    public void close() {}
}
