package health.keyward.history.rest;

import health.keyward.audit.Ledger;
import health.keyward.keycloak.AdminCall;
import health.keyward.keycloak.Database;
import java.time.Clock;
import java.time.temporal.ChronoUnit;

/** What every resource of the room works with: the admitted call, the database, the ledger, the clock. */
record Counter(AdminCall call, Database database, Ledger ledger, Clock clock) {
    private static final int LONGEST_QUESTION = 4_000;

    Asked asked(Parameters allowed) {
        return new Asked(
                call.session().getContext().getUri().getQueryParameters(),
                allowed,
                clock.instant().truncatedTo(ChronoUnit.MILLIS));
    }

    /** Records the look; call it after the question is understood and before anything is read. */
    void looked(String what) {
        call.looked(what, question());
    }

    /** The filters as they were asked. */
    String question() {
        String query = call.session().getContext().getUri().getRequestUri().getRawQuery();
        if (query == null) {
            return "";
        }
        return query.length() > LONGEST_QUESTION ? query.substring(0, LONGEST_QUESTION) : query;
    }
}
