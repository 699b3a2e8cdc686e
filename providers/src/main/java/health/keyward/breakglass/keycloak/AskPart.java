package health.keyward.breakglass.keycloak;

import health.keyward.approval.Approvable;
import health.keyward.approval.Approvals;
import health.keyward.audit.Veto;
import health.keyward.breakglass.Grant;
import health.keyward.breakglass.core.Cases;
import health.keyward.breakglass.rest.AskDesk;
import health.keyward.breakglass.store.AskLists;
import health.keyward.breakglass.store.AskWords;
import health.keyward.kernel.UserId;
import health.keyward.keycloak.AdminCall;
import health.keyward.keycloak.Database;
import health.keyward.keycloak.Doors;
import health.keyward.stepup.ActionDemand;
import health.keyward.stepup.Level;
import health.keyward.stepup.Need;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** Wires asking for emergency access: who may, why, and with whose signature. */
final class AskPart {
    private final Clock clock;

    AskPart(Clock clock) {
        this.clock = clock;
    }

    AskBook book(KeycloakSession session) {
        return new AskBook(session, clock);
    }

    List<Approvable> kinds(KeycloakSession session) {
        return List.of(
                new AskListKind(AskLists.Kind.ELIGIBILITY, book(session)),
                new AskListKind(AskLists.Kind.REASONS, book(session)));
    }

    Veto gains(KeycloakSession session) {
        return new EligibleGains(session, clock);
    }

    Asking asking(KeycloakSession session, SessionGrants grants, Cases cases) {
        return new Asking(session, book(session), grants, cases, clock);
    }

    /** What each of the actions demands: a fresh second factor, or a fresh password where a colleague is to stand in for it (BG-5). */
    ActionDemand demand() {
        return (action, waiving) -> switch (action) {
            case AskAction.ID -> Optional.of(waiving ? demanded(Level.PASSWORD) : demanded(Level.MULTI_FACTOR));
            case CoSignAction.ID -> Optional.of(demanded(Level.MULTI_FACTOR));
            default -> Optional.empty();
        };
    }

    private static Need demanded(Level level) {
        return new Need(level, AskAction.FRESH_AT_THE_GATE, false, List.of("break-glass"));
    }

    AskDesk desk(KeycloakSession session, AdminCall call) {
        return new AskDesk(call, book(session), Doors.open(session, Approvals.class));
    }

    /** Whether the list still lets somebody have what was given. */
    boolean stillEligible(KeycloakSession session, RealmModel realm, UserModel person, Grant grant) {
        return new EligiblePeople(session, book(session))
                .row(realm, person, grant.binding().client(), grant.dataClass())
                .isPresent();
    }

    /** What somebody said goes with the person. */
    void start(KeycloakSessionFactory factory) {
        factory.register(event -> {
            if (event instanceof UserModel.UserRemovedEvent gone) {
                new Database(gone.getKeycloakSession()).write(tx -> {
                    new AskWords().forgetPerson(tx, new UserId(gone.getUser().getId()));
                    return true;
                });
            }
        });
    }
}
