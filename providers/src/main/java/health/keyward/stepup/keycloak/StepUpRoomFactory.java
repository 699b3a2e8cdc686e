package health.keyward.stepup.keycloak;

import health.keyward.audit.Ledger;
import health.keyward.keycloak.AdminCall;
import health.keyward.keycloak.Database;
import health.keyward.keycloak.Doors;
import health.keyward.keycloak.Room;
import health.keyward.keycloak.RoomFactory;
import health.keyward.stepup.Assurance;
import health.keyward.stepup.Need;
import health.keyward.stepup.core.Models;
import health.keyward.stepup.core.Rules;
import health.keyward.stepup.keycloak.models.MetadataDesk;
import health.keyward.stepup.keycloak.models.SessionModels;
import health.keyward.stepup.rest.ModelDesk;
import health.keyward.stepup.rest.StepUpResource;
import java.time.Clock;
import java.util.Optional;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.PostMigrationEvent;

/** Opens the step-up room. Options: {@code mds-root}, {@code mds-signer}, {@code mds-file} and {@code mds-url} for the metadata of the FIDO Alliance. */
public final class StepUpRoomFactory implements RoomFactory {
    public static final String ID = "stepup";

    private static final Clock CLOCK = Clock.systemUTC();

    private MetadataDesk metadata = MetadataDesk.none(CLOCK);

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public Room create(KeycloakSession session) {
        return new Room() {
            @Override
            public <T> Optional<T> open(Class<T> door) {
                if (door == Assurance.class) {
                    Assurance assurance = rules(session)::need;
                    return Optional.of(door.cast(assurance));
                }
                if (door == Models.class || door == SessionModels.class) {
                    return Optional.of(door.cast(new SessionModels(new Database(session), metadata.shelf())));
                }
                return Optional.empty();
            }

            @Override
            public Optional<Object> adminResource(AdminCall call) {
                return Optional.of(new StepUpResource(new ModelDesk(
                        call, new Database(session), metadata, Doors.open(session, Ledger.class), CLOCK)));
            }
        };
    }

    private static Rules rules(KeycloakSession session) {
        return ask -> Need.PASSWORD;
    }

    @Override
    public void init(Config.Scope config) {
        metadata = MetadataDesk.of(config, CLOCK);
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        factory.register(event -> {
            if (event instanceof PostMigrationEvent migrated) {
                metadata.schedule(migrated.getFactory());
            }
        });
    }

    @Override
    public void close() {}
}
