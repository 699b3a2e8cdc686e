package health.keyward.history.rest;

import health.keyward.audit.Ledger;
import health.keyward.keycloak.AdminCall;
import health.keyward.keycloak.Database;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;

/** {@code keyward/v1/history} for who was given leave to read it: sign-ins, and nothing else of it. */
@Produces(MediaType.APPLICATION_JSON)
public final class SignInsAlone {
    private final Counter counter;

    public SignInsAlone(AdminCall call, Database database, Ledger ledger, Clock clock) {
        counter = new Counter(call, database, ledger, clock);
    }

    @Path("sign-ins")
    public SignInsResource signIns() {
        return new SignInsResource(counter);
    }
}
