package health.keyward.abac.keycloak.enforce;

import health.keyward.abac.Decisions;
import health.keyward.keycloak.Doors;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ProtocolMapperContainerModel;
import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.ProtocolMapperConfigException;
import org.keycloak.protocol.oidc.mappers.AbstractOIDCProtocolMapper;
import org.keycloak.protocol.oidc.mappers.OIDCAccessTokenMapper;
import org.keycloak.protocol.oidc.mappers.OIDCAttributeMapperHelper;
import org.keycloak.protocol.oidc.mappers.OIDCIDTokenMapper;
import org.keycloak.protocol.oidc.mappers.TokenIntrospectionTokenMapper;
import org.keycloak.protocol.oidc.mappers.UserInfoTokenMapper;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.representations.IDToken;

/** Which of a few named questions are permitted, as a claim for OpenID Connect apps; no claim where none is. */
public final class PermittedClaim extends AbstractOIDCProtocolMapper
        implements OIDCAccessTokenMapper, OIDCIDTokenMapper, UserInfoTokenMapper, TokenIntrospectionTokenMapper {
    public static final String ID = "keyward-permitted";

    static final String QUESTIONS = "keyward.questions";

    private static final Pattern CLAIM = Pattern.compile("[a-z][a-z0-9_]{1,63}");
    /** Claims with a meaning of their own that nobody may be surprised by. */
    private static final Set<String> TAKEN = Set.of(
            "acr",
            "amr",
            "at_hash",
            "aud",
            "auth_time",
            "azp",
            "c_hash",
            "client_id",
            "cnf",
            "email",
            "email_verified",
            "exp",
            "groups",
            "iat",
            "iss",
            "jti",
            "nbf",
            "nonce",
            "realm_access",
            "resource_access",
            "s_hash",
            "scope",
            "sid",
            "sub",
            "typ");

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
        return TOKEN_MAPPER_CATEGORY;
    }

    @Override
    public String getHelpText() {
        return "Adds the names of those questions that the policy permits. At most " + NamedQuestions.MOST
                + ". Every token is a decision in the log.";
    }

    @Override
    public List<ProviderConfigProperty> getConfigProperties() {
        List<ProviderConfigProperty> properties = new ArrayList<>();
        OIDCAttributeMapperHelper.addTokenClaimNameConfig(properties);
        properties.add(questionsProperty());
        OIDCAttributeMapperHelper.addIncludeInTokensConfig(properties, PermittedClaim.class);
        return properties;
    }

    static ProviderConfigProperty questionsProperty() {
        return new ProviderConfigProperty(
                QUESTIONS,
                "Questions",
                "Each as name|resource type|resource id|action, for example sign|record|any|prescribe.",
                ProviderConfigProperty.MULTIVALUED_STRING_TYPE,
                null);
    }

    @Override
    public void validateConfig(
            KeycloakSession session,
            RealmModel realm,
            ProtocolMapperContainerModel container,
            ProtocolMapperModel mapper)
            throws ProtocolMapperConfigException {
        if (!mayBeCalled(mapper.getConfig().get(OIDCAttributeMapperHelper.TOKEN_CLAIM_NAME))) {
            throw new ProtocolMapperConfigException("A claim of that name cannot be used.", "{0}");
        }
        check(mapper);
    }

    static void check(ProtocolMapperModel mapper) throws ProtocolMapperConfigException {
        if (NamedQuestions.of(mapper.getConfig().get(QUESTIONS)).isEmpty()) {
            throw new ProtocolMapperConfigException(
                    "One to " + NamedQuestions.MOST + " questions, each as name|resource type|resource id|action.",
                    "{0}");
        }
    }

    static boolean mayBeCalled(@Nullable String claim) {
        return claim != null && CLAIM.matcher(claim).matches() && !TAKEN.contains(claim);
    }

    @Override
    protected void setClaim(
            IDToken token,
            ProtocolMapperModel mapper,
            UserSessionModel userSession,
            KeycloakSession session,
            ClientSessionContext client) {
        String claim = mapper.getConfig().get(OIDCAttributeMapperHelper.TOKEN_CLAIM_NAME);
        if (!mayBeCalled(claim)) {
            return;
        }
        List<String> permitted = NamedQuestions.of(mapper.getConfig().get(QUESTIONS))
                .map(questions -> questions.permitted(
                        Doors.open(session, Decisions.class),
                        userSession,
                        client.getClientSession().getClient()))
                .orElseGet(List::of);
        if (!permitted.isEmpty()) {
            token.setOtherClaims(claim, permitted);
        }
    }
}
