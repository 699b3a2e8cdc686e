package health.keyward.stepup.keycloak;

import java.util.List;
import org.keycloak.Config;
import org.keycloak.authentication.Authenticator;
import org.keycloak.authentication.AuthenticatorFactory;
import org.keycloak.models.AuthenticationExecutionModel.Requirement;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.provider.ProviderConfigProperty;

/** Stands twice in the flow: before the levels it says what is needed, behind them it lets through who has proven it. */
public final class GateFactory implements AuthenticatorFactory {
    public static final String ID = "keyward-gate";

    static final String PHASE = "phase";
    static final String ASK = "A";
    static final String CHECK = "B";

    private static final Authenticator GATE = new Gate();

    @Override
    public Authenticator create(KeycloakSession session) {
        return GATE;
    }

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public String getDisplayType() {
        return "Keyward gate";
    }

    @Override
    public String getHelpText() {
        return "Phase A, before the levels: raises what is asked to what the step-up map demands. Phase B, behind"
                + " them: lets nobody through whose level is not backed by a proof; enrolling on the way is none.";
    }

    @Override
    public boolean isConfigurable() {
        return true;
    }

    @Override
    public Requirement[] getRequirementChoices() {
        return new Requirement[] {Requirement.REQUIRED, Requirement.DISABLED};
    }

    @Override
    public boolean isUserSetupAllowed() {
        return false;
    }

    @Override
    public List<ProviderConfigProperty> getConfigProperties() {
        ProviderConfigProperty phase = new ProviderConfigProperty(
                PHASE, "Phase", "A before the levels, B behind them.", ProviderConfigProperty.LIST_TYPE, CHECK);
        phase.setOptions(List.of(ASK, CHECK));
        return List.of(phase);
    }

    /** Not null, or Keycloak counts each refusal as a wrong password and locks the person out. */
    @Override
    public String getReferenceCategory() {
        return ID;
    }

    @Override
    public void init(Config.Scope config) {}

    @Override
    public void postInit(KeycloakSessionFactory factory) {}

    @Override
    public void close() {}
}
