package health.keyward.stepup.keycloak;

import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.credential.CredentialProvider;
import org.keycloak.credential.WebAuthnCredentialProvider;
import org.keycloak.credential.WebAuthnCredentialProviderFactory;
import org.keycloak.forms.login.freemarker.model.WebAuthnAuthenticatorsBean;
import org.keycloak.models.KeycloakSession;

/** Of the person's authenticators those that will do, for the page. Must be public: the template reads it. */
public final class UsableKeys extends WebAuthnAuthenticatorsBean {
    private final Set<String> usable;

    UsableKeys(KeycloakSession session, AuthenticationFlowContext context, List<HeldKey> keys, String type) {
        super(
                session,
                context.getRealm(),
                context.getUser(),
                type,
                ((WebAuthnCredentialProvider) session.getProvider(
                                CredentialProvider.class, WebAuthnCredentialProviderFactory.PROVIDER_ID))
                        .getMetadataService());
        this.usable = keys.stream()
                .map(key -> Base64.getUrlEncoder().withoutPadding().encodeToString(key.rawId()))
                .collect(Collectors.toSet());
    }

    @Override
    public List<WebAuthnAuthenticatorBean> getAuthenticators() {
        return super.getAuthenticators().stream()
                .filter(one -> usable.contains(one.getCredentialId().replace("=", "")))
                .toList();
    }
}
