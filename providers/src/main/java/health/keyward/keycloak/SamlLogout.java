package health.keyward.keycloak;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.keycloak.dom.saml.v2.protocol.LogoutRequestType;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeyManager;
import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.saml.JaxrsSAML2BindingBuilder;
import org.keycloak.protocol.saml.SamlClient;
import org.keycloak.protocol.saml.SamlProtocol;
import org.keycloak.saml.common.constants.GeneralConstants;
import org.keycloak.saml.common.exceptions.ConfigurationException;
import org.keycloak.saml.common.exceptions.ParsingException;
import org.keycloak.saml.common.exceptions.ProcessingException;
import org.keycloak.saml.processing.api.saml.v2.request.SAML2Request;

/** Keycloak's own SAML, asked for the request that it would send at once (SAML 2.0 Core, section 3.7.1). */
final class SamlLogout extends SamlProtocol {
    private static final Logger LOG = Logger.getLogger(SamlLogout.class);
    /** By it apps tell a request of the server from one that a browser carries. */
    private static final String BACK_CHANNEL = "BACK_CHANNEL_LOGOUT";

    /** Empty where the app is told by browsers only, or has no address for it. */
    static Optional<LogoutLetter> letter(
            KeycloakSession session, ClientModel app, AuthenticatedClientSessionModel ending) {
        @Nullable String url = getLogoutServiceUrl(session, app, SAML_POST_BINDING, true);
        if (url == null || app.isFrontchannelLogout()) {
            return Optional.empty();
        }
        SamlLogout protocol = new SamlLogout();
        protocol.setSession(session)
                .setRealm(session.getContext().getRealm())
                .setUriInfo(session.getContext().getUri());
        try {
            LogoutRequestType request = protocol.createLogoutRequest(url, ending, app);
            return Optional.of(new LogoutLetter(
                    app.getClientId(),
                    url,
                    Map.of(
                            GeneralConstants.SAML_REQUEST_KEY,
                            protocol.signs(new SamlClient(app))
                                    .postBinding(SAML2Request.convert(request))
                                    .encoded(),
                            BACK_CHANNEL,
                            BACK_CHANNEL)));
        } catch (IOException | ConfigurationException | ParsingException | ProcessingException e) {
            LOG.warnf(e, "no logout request can be written for %s", app.getClientId());
            return Optional.empty();
        }
    }

    private JaxrsSAML2BindingBuilder signs(SamlClient app) {
        JaxrsSAML2BindingBuilder binding = new JaxrsSAML2BindingBuilder(session);
        if (app.requiresRealmSignature()) {
            KeyManager.ActiveRsaKey key = session.keys().getActiveRsaKey(realm);
            binding.signatureAlgorithm(app.getSignatureAlgorithm())
                    .signWith(
                            app.getXmlSigKeyInfoKeyNameTransformer().getKeyName(key.getKid(), key.getCertificate()),
                            key.getPrivateKey(),
                            key.getPublicKey(),
                            key.getCertificate())
                    .signDocument();
        }
        return binding;
    }
}
