package health.keyward.stepup.keycloak;

import java.util.ArrayList;
import java.util.List;
import org.keycloak.dom.saml.v2.assertion.AttributeStatementType;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.saml.mappers.AbstractSAMLProtocolMapper;
import org.keycloak.protocol.saml.mappers.AttributeStatementHelper;
import org.keycloak.protocol.saml.mappers.SAMLAttributeStatementMapper;
import org.keycloak.provider.ProviderConfigProperty;

/** Tells SAML apps how a person signed in, with the values OIDC apps read in {@code amr} (RFC 8176), from the same proofs. */
public final class SamlAmrMapper extends AbstractSAMLProtocolMapper implements SAMLAttributeStatementMapper {
    public static final String ID = "keyward-saml-amr";

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public String getDisplayType() {
        return "Keyward authentication methods (amr)";
    }

    @Override
    public String getDisplayCategory() {
        return AttributeStatementHelper.ATTRIBUTE_STATEMENT_CATEGORY;
    }

    @Override
    public String getHelpText() {
        return "Adds the authentication methods of this session as an attribute with one value per method.";
    }

    @Override
    public List<ProviderConfigProperty> getConfigProperties() {
        List<ProviderConfigProperty> properties = new ArrayList<>();
        AttributeStatementHelper.setConfigProperties(properties);
        return properties;
    }

    @Override
    public void transformAttributeStatement(
            AttributeStatementType statement,
            ProtocolMapperModel mapper,
            KeycloakSession session,
            UserSessionModel userSession,
            AuthenticatedClientSessionModel clientSession) {
        List<String> methods = SignInProofs.of(userSession).amr();
        if (!methods.isEmpty()) {
            AttributeStatementHelper.addAttributes(statement, mapper, methods);
        }
    }
}
