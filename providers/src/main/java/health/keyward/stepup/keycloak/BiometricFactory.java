package health.keyward.stepup.keycloak;

import health.keyward.stepup.Level;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.keycloak.authentication.Authenticator;
import org.keycloak.authentication.authenticators.browser.WebAuthnAuthenticatorFactory;
import org.keycloak.models.AuthenticatorConfigModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.credential.WebAuthnCredentialModel;
import org.keycloak.provider.ProviderConfigProperty;

/**
 * A fresh assertion by a device that verified its user: the proof for levels 3 and 4. Passkeys first, then security keys. Whether it was a finger
 * or a PIN is not known from it; see {@link health.keyward.stepup.core.Amr}.
 */
public final class BiometricFactory extends WebAuthnAuthenticatorFactory {
    public static final String ID = "keyward-biometric";

    static final String LEVEL = "level";

    static Level level(@Nullable AuthenticatorConfigModel config) {
        String set = config == null ? null : config.getConfig().get(LEVEL);
        return set == null
                ? Level.PHISHING_RESISTANT
                : Level.ofLoa(set.matches("\\d") ? Integer.parseInt(set) : 0)
                        .orElseThrow(() -> new IllegalStateException("keyward-biometric has no level " + set));
    }

    @Override
    public Authenticator create(KeycloakSession session) {
        return new KeyForm(
                session, List.of(WebAuthnCredentialModel.TYPE_PASSWORDLESS, WebAuthnCredentialModel.TYPE_TWOFACTOR));
    }

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public String getDisplayType() {
        return "Keyward biometric or key";
    }

    @Override
    public String getHelpText() {
        return "Asks for a passkey or a security key that verifies its user and whose model gives the level.";
    }

    /**
     * No kind of credential: Keycloak would ask for the highest level of a kind before it lets the person enrol another one of it. And not null: it
     * would count each cancelled try as a wrong password.
     */
    @Override
    public String getReferenceCategory() {
        return ID;
    }

    @Override
    public boolean isConfigurable() {
        return true;
    }

    @Override
    public boolean isUserSetupAllowed() {
        return false;
    }

    @Override
    public List<ProviderConfigProperty> getConfigProperties() {
        ProviderConfigProperty level = new ProviderConfigProperty(
                LEVEL,
                "Level",
                "2: as a second factor. 3: phishing-resistant, user verified. 4: the same from a model accepted as"
                        + " hardware-bound.",
                ProviderConfigProperty.LIST_TYPE,
                "3");
        level.setOptions(List.of("2", "3", "4"));
        return List.of(level);
    }
}
