package health.keyward.stepup.keycloak;

import health.keyward.kernel.UserId;
import health.keyward.keycloak.AdminCall;
import health.keyward.keycloak.Demand;
import health.keyward.keycloak.Demands;
import health.keyward.stepup.Ask;
import health.keyward.stepup.Assurance;
import health.keyward.stepup.Level;
import health.keyward.stepup.Need;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RoleModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.models.utils.RoleUtils;

/**
 * Lets the step-up map raise what an operation of the admin API asks for; a rule knows it as the action {@code admin:<operation>}. Which credential reached
 * a level is in the proofs of the session (ADR 0007); Keycloak does not say it.
 */
final class MapDemands implements Demands {
    private final KeycloakSession session;
    private final Assurance assurance;

    MapDemands(KeycloakSession session, Assurance assurance) {
        this.session = session;
        this.assurance = assurance;
    }

    @Override
    public Optional<Demand> of(AdminCall call, String operation) {
        Need need = assurance.need(new Ask(
                call.realmId(),
                call.actor().clientId(),
                dataClass(call),
                roles(call),
                Set.of(),
                "admin:" + operation,
                call.actor().address(),
                new UserId(call.user().getId())));
        return need.equals(Need.PASSWORD)
                ? Optional.empty()
                : Optional.of(
                        new Demand(need.level().acr(), need.level().loa(), need.maxAge(), need.differentFactor()));
    }

    @Override
    public boolean differently(AdminCall call, Demand wanted) {
        UserSessionModel shown =
                session.sessions().getUserSession(call.realm(), call.actor().sessionId());
        Level level = Level.ofLoa(wanted.loa()).orElse(Level.HARDWARE_BOUND);
        return shown != null
                && SignInProofs.of(shown)
                        .meet(new Need(level, wanted.maxAge(), true, List.of()), SignInProofs.CLOCK.instant());
    }

    private static @Nullable String dataClass(AdminCall call) {
        String clientId = call.actor().clientId();
        ClientModel client = clientId == null ? null : call.realm().getClientByClientId(clientId);
        return client == null ? null : client.getAttribute("keyward.data_class");
    }

    private static Set<String> roles(AdminCall call) {
        return RoleUtils.getDeepUserRoleMappings(call.user()).stream()
                .filter(role -> !role.isClientRole())
                .map(RoleModel::getName)
                .collect(Collectors.toSet());
    }
}
