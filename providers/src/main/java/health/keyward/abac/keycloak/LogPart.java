package health.keyward.abac.keycloak;

import health.keyward.abac.core.DecisionLog;
import health.keyward.audit.Ledger;
import health.keyward.audit.Recorded;
import health.keyward.keycloak.Doors;
import java.util.List;
import org.keycloak.models.KeycloakSession;

/** Wires the record of decisions. */
final class LogPart {
    /** Each decision is an entry of the ledger (AB-9). */
    DecisionLog log(KeycloakSession session) {
        return decisions -> {
            List<Recorded.Decision> rows =
                    decisions.stream().map(DecisionEntry::of).toList();
            return Doors.open(session, Ledger.class).deciding(rows)::await;
        };
    }
}
