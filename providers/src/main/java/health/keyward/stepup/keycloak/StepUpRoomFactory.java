package health.keyward.stepup.keycloak;

import health.keyward.kernel.RealmId;
import health.keyward.keycloak.AdminCall;
import health.keyward.keycloak.Room;
import health.keyward.keycloak.RoomFactory;
import health.keyward.stepup.Ask;
import health.keyward.stepup.Assurance;
import health.keyward.stepup.Level;
import health.keyward.stepup.Need;
import health.keyward.stepup.core.ModelStanding;
import health.keyward.stepup.core.Models;
import health.keyward.stepup.core.Rules;
import java.util.Optional;
import java.util.UUID;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;

/** Opens the step-up room. */
public final class StepUpRoomFactory implements RoomFactory {
    public static final String ID = "stepup";

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
                    return Optional.of(door.cast(assurance(rules(session))));
                }
                if (door == Models.class) {
                    return Optional.of(door.cast(models(session)));
                }
                return Optional.empty();
            }

            @Override
            public Optional<Object> adminResource(AdminCall call) {
                return Optional.empty();
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
        };
    }

    private static Rules rules(KeycloakSession session) {
        return new Rules() {
            @Override
            public Need need(Ask ask) {
                return Need.PASSWORD;
            }

            @Override
            public boolean silent(RealmId realm) {
                return true;
            }
        };
    }

    private static Models models(KeycloakSession session) {
        return new Models() {
            @Override
            public ModelStanding of(RealmId realm, String credential, UUID model) {
                return new ModelStanding.Usable(Level.PHISHING_RESISTANT, Optional.empty(), false);
            }

            @Override
            public Optional<UUID> proven(RealmId realm, String credential) {
                return Optional.empty();
            }
        };
    }

    @Override
    public void init(Config.Scope config) {}

    @Override
    public void postInit(KeycloakSessionFactory factory) {}

    @Override
    public void close() {}
}
