package health.keyward.breakglass.keycloak;

import health.keyward.breakglass.Grant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.oidc.mappers.AbstractOIDCProtocolMapper;
import org.keycloak.protocol.oidc.mappers.OIDCAccessTokenMapper;
import org.keycloak.protocol.oidc.mappers.OIDCAttributeMapperHelper;
import org.keycloak.protocol.oidc.mappers.OIDCIDTokenMapper;
import org.keycloak.protocol.oidc.mappers.TokenIntrospectionTokenMapper;
import org.keycloak.protocol.oidc.mappers.UserInfoTokenMapper;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.representations.IDToken;

/**
 * Tells OpenID Connect apps of emergency access (BG-8): {@code break_glass}, {@code extensions.ihe_iua.purpose_of_use} (IHE IUA, ITI-71) and, beside it,
 * {@code authorization_details} (RFC 9396). Nothing where no grant is carried.
 */
public final class GrantClaim extends AbstractOIDCProtocolMapper
        implements OIDCAccessTokenMapper, OIDCIDTokenMapper, UserInfoTokenMapper, TokenIntrospectionTokenMapper {
    public static final String ID = "keyward-break-glass";

    /** HL7 v3 ActReason. */
    static final String ACT_REASON = "urn:oid:2.16.840.1.113883.5.8";

    private static final String EXTENSIONS = "extensions";
    private static final String DETAILS = "authorization_details";

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
        return TOKEN_MAPPER_CATEGORY;
    }

    @Override
    public String getHelpText() {
        return "Adds break_glass and the purpose of use (IHE IUA) as long as a grant of emergency access runs.";
    }

    @Override
    public List<ProviderConfigProperty> getConfigProperties() {
        List<ProviderConfigProperty> properties = new ArrayList<>();
        OIDCAttributeMapperHelper.addIncludeInTokensConfig(properties, GrantClaim.class);
        return properties;
    }

    @Override
    protected void setClaim(
            IDToken token,
            ProtocolMapperModel mapper,
            UserSessionModel userSession,
            KeycloakSession session,
            ClientSessionContext client) {
        CarriedGrant.of(session, client.getClientSession()).ifPresent(grant -> write(token, grant));
    }

    static void write(IDToken token, Grant grant) {
        Map<String, Object> claims = token.getOtherClaims();
        claims.put("break_glass", said(grant));
        claims.put(EXTENSIONS, extensions(claims.get(EXTENSIONS), grant));
        claims.putIfAbsent(
                DETAILS,
                List.of(Map.of(
                        "type",
                        "break_glass",
                        "identifier",
                        grant.patient(),
                        "actions",
                        List.of(grant.action()),
                        "datatypes",
                        List.of(grant.dataClass()))));
        if (token.getClass() == IDToken.class) {
            long end = grant.until().getEpochSecond();
            token.exp(token.getExp() == null ? end : Math.min(token.getExp(), end));
        }
    }

    private static Map<String, Object> said(Grant grant) {
        Map<String, Object> said = new LinkedHashMap<>();
        said.put("grant_id", grant.id());
        said.put("reason_code", grant.reason());
        said.put("patient", grant.patient());
        said.put("exp", grant.until().getEpochSecond());
        if (grant.waived()) {
            said.put("mfa_waived", true);
        }
        if (grant.degraded()) {
            said.put("degraded", true);
        }
        return said;
    }

    /** What another mapper has put there stays. */
    private static Map<String, Object> extensions(@Nullable Object there, Grant grant) {
        Map<String, Object> extensions = copy(there);
        Map<String, Object> iua = copy(extensions.get("ihe_iua"));
        iua.put("purpose_of_use", List.of(Map.of("system", ACT_REASON, "code", grant.purpose())));
        extensions.put("ihe_iua", iua);
        return extensions;
    }

    private static Map<String, Object> copy(@Nullable Object value) {
        Map<String, Object> copy = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, one) -> copy.put(String.valueOf(name), one));
        }
        return copy;
    }
}
