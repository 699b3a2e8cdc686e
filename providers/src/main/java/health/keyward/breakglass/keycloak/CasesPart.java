package health.keyward.breakglass.keycloak;

import health.keyward.audit.Projection;
import health.keyward.breakglass.core.CaseFigures;
import health.keyward.breakglass.store.CaseCounts;
import health.keyward.breakglass.store.CaseUsage;
import health.keyward.keycloak.ClusterTask;
import health.keyward.keycloak.Database;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Function;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;

/** Wires reviews: their tables, the job that hands them out and reminds, and the read model of what was done under a grant. */
final class CasesPart {
    private static final int LOCK = 77;
    private static final Duration EVERY = Duration.ofMinutes(1);

    private final Clock clock;
    private final Function<KeycloakSession, AskBook> book;
    private final Projection usage = new CaseUsage();
    private final CaseCounts counts = new CaseCounts();

    CasesPart(Clock clock, Function<KeycloakSession, AskBook> book) {
        this.clock = clock;
        this.book = book;
    }

    SessionCases cases(KeycloakSession session) {
        return new SessionCases(session, reviewing(session), clock);
    }

    AppEvents events(KeycloakSession session, SessionGrants grants) {
        return new AppEvents(session, grants, clock);
    }

    /** What reviews add to the counts of grants. */
    CaseFigures figures(KeycloakSession session) {
        return (realm, from, to) ->
                new Database(session).read(tx -> counts.between(tx, realm, from, to, clock.instant()));
    }

    Projection usage() {
        return usage;
    }

    void start(KeycloakSessionFactory factory) {
        new ClusterTask("break-glass-cases", LOCK, EVERY, this::round).schedule(factory);
    }

    private void round(KeycloakSession session) {
        new CaseWatch(session, cases(session), reviewing(session), clock.instant()).round();
    }

    private CaseReviewing reviewing(KeycloakSession session) {
        return new CaseReviewing(session, new EligiblePeople(session, book.apply(session)));
    }
}
