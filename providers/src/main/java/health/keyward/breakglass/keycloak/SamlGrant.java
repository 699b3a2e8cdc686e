package health.keyward.breakglass.keycloak;

import health.keyward.breakglass.Grant;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.GregorianCalendar;
import java.util.List;
import javax.xml.datatype.DatatypeConfigurationException;
import javax.xml.datatype.DatatypeConstants;
import javax.xml.datatype.DatatypeFactory;
import javax.xml.datatype.XMLGregorianCalendar;
import org.jspecify.annotations.Nullable;
import org.keycloak.dom.saml.v2.assertion.AssertionType;
import org.keycloak.dom.saml.v2.assertion.AttributeStatementType;
import org.keycloak.dom.saml.v2.assertion.AttributeType;
import org.keycloak.dom.saml.v2.assertion.AuthnStatementType;
import org.keycloak.dom.saml.v2.protocol.ResponseType;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.saml.mappers.AbstractSAMLProtocolMapper;
import org.keycloak.protocol.saml.mappers.AttributeStatementHelper;
import org.keycloak.protocol.saml.mappers.SAMLAttributeStatementMapper;
import org.keycloak.protocol.saml.mappers.SAMLLoginResponseMapper;
import org.keycloak.provider.ProviderConfigProperty;

/**
 * Tells SAML apps of emergency access (BG-8): the purpose of use under the name that IHE XUA has for it, and the grant; an assertion that carries a grant
 * ends with it, and so does the app's session (BG-7).
 */
public final class SamlGrant extends AbstractSAMLProtocolMapper
        implements SAMLAttributeStatementMapper, SAMLLoginResponseMapper {
    public static final String ID = "keyward-saml-break-glass";

    /** IHE ITI TF-2: 3.40.4.1.2.3. */
    static final String PURPOSE = "urn:oasis:names:tc:xspa:1.0:subject:purposeofuse";

    static final String PATIENT = "urn:oasis:names:tc:xacml:2.0:resource:resource-id";
    static final String GRANT = "urn:keyward:break-glass:grant";
    static final String REASON = "urn:keyward:break-glass:reason";
    static final String UNTIL = "urn:keyward:break-glass:until";
    private static final String URI = "urn:oasis:names:tc:SAML:2.0:attrname-format:uri";

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public String getDisplayType() {
        return "Keyward emergency access";
    }

    @Override
    public String getDisplayCategory() {
        return AttributeStatementHelper.ATTRIBUTE_STATEMENT_CATEGORY;
    }

    @Override
    public String getHelpText() {
        return "Adds the purpose of use (IHE XUA) and the grant as long as emergency access runs, and ends the"
                + " assertion with it.";
    }

    @Override
    public List<ProviderConfigProperty> getConfigProperties() {
        return List.of();
    }

    @Override
    public void transformAttributeStatement(
            AttributeStatementType statement,
            ProtocolMapperModel mapper,
            KeycloakSession session,
            UserSessionModel userSession,
            AuthenticatedClientSessionModel clientSession) {
        CarriedGrant.inThisBrowser(session, clientSession).ifPresent(grant -> {
            add(statement, PURPOSE, grant.purpose());
            add(statement, PATIENT, grant.patient());
            add(statement, GRANT, grant.id());
            add(statement, REASON, grant.reason());
            add(statement, UNTIL, grant.until().toString());
        });
    }

    private static void add(AttributeStatementType statement, String name, String value) {
        AttributeType attribute = new AttributeType(name);
        attribute.setNameFormat(URI);
        attribute.addAttributeValue(value);
        statement.addAttribute(new AttributeStatementType.ASTChoiceType(attribute));
    }

    @Override
    public ResponseType transformLoginResponse(
            ResponseType response,
            ProtocolMapperModel mapper,
            KeycloakSession session,
            UserSessionModel userSession,
            ClientSessionContext client) {
        CarriedGrant.inThisBrowser(session, client.getClientSession()).ifPresent(grant -> clip(response, grant));
        return response;
    }

    static void clip(ResponseType response, Grant grant) {
        XMLGregorianCalendar end = calendar(grant.until());
        response.getAssertions().forEach(choice -> {
            AssertionType assertion = choice.getAssertion();
            if (assertion == null) {
                return;
            }
            if (assertion.getConditions() != null) {
                assertion
                        .getConditions()
                        .setNotOnOrAfter(earlier(assertion.getConditions().getNotOnOrAfter(), end));
            }
            assertion.getStatements().forEach(statement -> {
                if (statement instanceof AuthnStatementType authn) {
                    authn.setSessionNotOnOrAfter(earlier(authn.getSessionNotOnOrAfter(), end));
                }
            });
            if (assertion.getSubject() != null) {
                assertion.getSubject().getConfirmation().forEach(confirmation -> {
                    if (confirmation.getSubjectConfirmationData() != null) {
                        confirmation
                                .getSubjectConfirmationData()
                                .setNotOnOrAfter(earlier(
                                        confirmation
                                                .getSubjectConfirmationData()
                                                .getNotOnOrAfter(),
                                        end));
                    }
                });
            }
        });
    }

    private static XMLGregorianCalendar earlier(@Nullable XMLGregorianCalendar one, XMLGregorianCalendar other) {
        return one == null || one.compare(other) == DatatypeConstants.GREATER ? other : one;
    }

    private static XMLGregorianCalendar calendar(Instant at) {
        try {
            return DatatypeFactory.newInstance()
                    .newXMLGregorianCalendar(GregorianCalendar.from(at.atZone(ZoneOffset.UTC)));
        } catch (DatatypeConfigurationException e) {
            throw new IllegalStateException("every Java has a DatatypeFactory", e);
        }
    }
}
