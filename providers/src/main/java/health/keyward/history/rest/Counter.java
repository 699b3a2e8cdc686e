package health.keyward.history.rest;

import health.keyward.audit.AuditEvents;
import health.keyward.audit.Ledger;
import health.keyward.keycloak.AdminCall;
import health.keyward.keycloak.Database;
import health.keyward.keycloak.Doors;
import health.keyward.keycloak.Problems;
import java.sql.SQLException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;

/** What every resource of the room works with: the admitted call, the database, the ledger, the clock. */
record Counter(AdminCall call, Database database, Ledger ledger, Clock clock) {
    /** PostgreSQL's state for a statement that ran into its timeout. */
    private static final String CANCELED = "57014";

    private static final int LONGEST_QUESTION = 4_000;

    Asked asked(Parameters allowed) {
        return new Asked(
                call.session().getContext().getUri().getQueryParameters(),
                allowed,
                clock.instant().truncatedTo(ChronoUnit.MILLIS));
    }

    /** @throws health.keyward.keycloak.ProblemException 503 when the question takes too long */
    <T> T read(Database.SqlWork<T> work) {
        try {
            return database.read(work);
        } catch (RuntimeException e) {
            if (tookTooLong(e)) {
                throw Problems.unavailable(
                        "too-slow", "This question took too long. Ask for a shorter time or with more filters.");
            }
            throw e;
        }
    }

    static boolean tookTooLong(Throwable trouble) {
        for (Throwable cause = trouble; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && CANCELED.equals(sql.getSQLState())) {
                return true;
            }
        }
        return false;
    }

    /**
     * Records the look and reads the answer side by side, and hands out neither without the other; call it after the question is understood.
     *
     * @throws health.keyward.keycloak.ProblemException 503 when the question takes too long; the look is recorded all the same
     */
    <T> T answer(String what, Database.SqlWork<T> work) {
        AdminCall.Look look = call.looking(what, question());
        T answer;
        try {
            answer = read(work);
        } finally {
            look.await();
        }
        return answer;
    }

    /** Records the look; call it after the question is understood and before anything is read. */
    void looked(String what) {
        call.looked(what, question());
    }

    Fhir fhir(Asked asked) {
        return new Fhir(Doors.open(call.session(), AuditEvents.class), call.realmId(), asked.people());
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
