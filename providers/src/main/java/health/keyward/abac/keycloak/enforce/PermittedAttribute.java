package health.keyward.abac.keycloak.enforce;

import health.keyward.abac.Decisions;
import health.keyward.keycloak.Doors;
import java.util.ArrayList;
import java.util.List;
import org.keycloak.dom.saml.v2.assertion.AttributeStatementType;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ProtocolMapperContainerModel;
import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.ProtocolMapperConfigException;
import org.keycloak.protocol.saml.mappers.AbstractSAMLProtocolMapper;
import org.keycloak.protocol.saml.mappers.AttributeStatementHelper;
import org.keycloak.protocol.saml.mappers.SAMLAttributeStatementMapper;
import org.keycloak.provider.ProviderConfigProperty;

/** The same as {@link PermittedClaim} for SAML apps: an attribute with one value per permitted question. */
public final class PermittedAttribute extends AbstractSAMLProtocolMapper implements SAMLAttributeStatementMapper {
    public static final String ID = "keyward-saml-permitted";

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public String getDisplayType() {
        return "Keyward permitted questions";
    }

    @Override
    public String getDisplayCategory() {
        return AttributeStatementHelper.ATTRIBUTE_STATEMENT_CATEGORY;
    }

    @Override
    public String getHelpText() {
        return "Adds the names of those questions that the policy permits. At most " + NamedQuestions.MOST
                + ". Every assertion is a decision in the log.";
    }

    @Override
    public List<ProviderConfigProperty> getConfigProperties() {
        List<ProviderConfigProperty> properties = new ArrayList<>();
        AttributeStatementHelper.setConfigProperties(properties);
        properties.add(PermittedClaim.questionsProperty());
        return properties;
    }

    @Override
    public void validateConfig(
            KeycloakSession session,
            RealmModel realm,
            ProtocolMapperContainerModel container,
            ProtocolMapperModel mapper)
            throws ProtocolMapperConfigException {
        PermittedClaim.check(mapper);
    }

    @Override
    public void transformAttributeStatement(
            AttributeStatementType statement,
            ProtocolMapperModel mapper,
            KeycloakSession session,
            UserSessionModel userSession,
            AuthenticatedClientSessionModel clientSession) {
        List<String> permitted = NamedQuestions.of(mapper.getConfig().get(PermittedClaim.QUESTIONS))
                .map(questions -> questions.permitted(
                        Doors.open(session, Decisions.class), userSession, clientSession.getClient()))
                .orElseGet(List::of);
        if (!permitted.isEmpty()) {
            AttributeStatementHelper.addAttributes(statement, mapper, permitted);
        }
    }
}
