package health.keyward.stepup.keycloak.models;

import health.keyward.keycloak.Doors;
import java.time.Clock;
import org.keycloak.authentication.RequiredActionProvider;
import org.keycloak.authentication.requiredactions.WebAuthnPasswordlessRegisterFactory;
import org.keycloak.models.KeycloakSession;

/**
 * Enrolment of a passkey whose model is proven, for {@code kc_action=keyward-webauthn-register}. With the room closed it is Keycloak's own, after which no
 * model is proven.
 */
public class AttestedRegisterFactory extends WebAuthnPasswordlessRegisterFactory {
    public static final String ID = "keyward-webauthn-register";

    private static final Clock CLOCK = Clock.systemUTC();

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public String getDisplayText() {
        return "Keyward passkey with proven model";
    }

    @Override
    public RequiredActionProvider create(KeycloakSession session) {
        return Doors.all(session, SessionModels.class).stream()
                .findFirst()
                .<RequiredActionProvider>map(models -> AttestedRegister.in(session, models, CLOCK))
                .orElseGet(() -> super.create(session));
    }

    /**
     * The same in the place of Keycloak's own: the account page and whoever asks for {@code webauthn-register-passwordless} come here too, so that there is
     * no way around.
     */
    public static final class InPlaceOfStock extends AttestedRegisterFactory {
        @Override
        public String getId() {
            return PROVIDER_ID;
        }

        @Override
        public String getDisplayText() {
            return "Passkey with proven model";
        }

        @Override
        public int order() {
            return 10;
        }
    }
}
