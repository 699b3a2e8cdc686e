package health.keyward.inactivity.keycloak;

import health.keyward.approval.Approvable;
import health.keyward.audit.Veto;
import health.keyward.inactivity.core.PeopleBack;
import health.keyward.stepup.ActionDemand;
import health.keyward.stepup.ClosedAccounts;
import health.keyward.stepup.Level;
import health.keyward.stepup.Need;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;

/** Wires how people come back. */
record ReturnPart(Clock clock) {
    ClosedAccounts closedAccounts(KeycloakSession session) {
        return returns(session)::wayBack;
    }

    /** Who asks for somebody has just shown a second factor. */
    ActionDemand demand() {
        return (action, waiving) -> action.equals(ManagersReturnAction.ID)
                ? Optional.of(new Need(
                        Level.MULTI_FACTOR, ManagersReturnAction.FRESH_AT_THE_GATE, false, List.of("coming-back")))
                : Optional.empty();
    }

    Veto guard(KeycloakSession session) {
        return new EnabledByHand(session, clock);
    }

    Object pages(KeycloakSession session) {
        return new ReturnPages(session, returns(session));
    }

    List<Approvable> kinds(KeycloakSession session) {
        SessionReturns returns = returns(session);
        return List.of(new ReturnKind(returns), new KeptRightKind(session, returns));
    }

    PeopleBack people(KeycloakSession session) {
        return returns(session);
    }

    private SessionReturns returns(KeycloakSession session) {
        return new SessionReturns(session, clock);
    }
}
