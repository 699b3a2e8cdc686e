package health.keyward.stepup.keycloak;

import health.keyward.kernel.UserId;
import health.keyward.keycloak.Database;
import health.keyward.stepup.store.SpentCodes;
import java.time.Clock;
import org.keycloak.credential.CredentialProviderFactory;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.UserModel;

/** Registers the credential of recovery codes. */
public final class RecoveryCodesFactory implements CredentialProviderFactory<RecoveryCodes> {
    public static final String ID = "keyward-recovery-codes";

    private static final Clock CLOCK = Clock.systemUTC();

    @Override
    public RecoveryCodes create(KeycloakSession session) {
        return new RecoveryCodes(session, CLOCK);
    }

    static RecoveryCodes of(KeycloakSession session) {
        return (RecoveryCodes) session.getProvider(org.keycloak.credential.CredentialProvider.class, ID);
    }

    @Override
    public String getId() {
        return ID;
    }

    /** What was spent and tried goes with the person; the hashes go with Keycloak's credential. */
    @Override
    public void postInit(KeycloakSessionFactory factory) {
        factory.register(event -> {
            if (event instanceof UserModel.UserRemovedEvent gone) {
                new Database(gone.getKeycloakSession()).write(tx -> {
                    new SpentCodes().forgetPerson(tx, new UserId(gone.getUser().getId()));
                    return true;
                });
            }
        });
    }
}
